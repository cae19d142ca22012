import { NewItemForm } from '@/components/disclosure/new-item-form';
import { RefusalList } from '@/components/ui/notice';
import { routeSettingsOf } from '@/lib/approvals/queries';
import { whyNot } from '@/lib/disclosure/policy';
import { listReports } from '@/lib/disclosure/queries/list-reports';
import { DRAFT_STATE_NAMES, PUBLIC_STATE_NAMES } from '@/lib/disclosure/types';
import { getOrgan } from '@/lib/organs/queries';
import { getPageSignedIn } from '@/lib/organs/staff-gate';
import { currentTime } from '@/lib/platform/clock';
import { civilDate } from '@/lib/platform/dates';

export const metadata = { title: '新建' };

export default async function NewItemPage() {
  const { actor } = await getPageSignedIn();
  const refusals = whyNot(actor, 'create', null);
  const [organ, reports, routeSettings] = await Promise.all([
    getOrgan(actor.organId),
    listReports(actor),
    routeSettingsOf(actor.organId),
  ]);
  return (
    <>
      <h1 className="mb-4 text-2xl font-semibold">新建稿件</h1>
      {refusals.length > 0 ? (
        <RefusalList refusals={refusals} title="您不能新建稿件：" />
      ) : (
        <NewItemForm
          routeSettings={routeSettings}
          organName={organ.name}
          lastYear={Number(civilDate(currentTime()).slice(0, 4)) - 1}
          reports={reports.map((report) => ({
            year: report.year,
            state:
              report.publicState === 'unpublished'
                ? DRAFT_STATE_NAMES[report.draftState]
                : PUBLIC_STATE_NAMES[report.publicState],
            isPublic: report.publicState === 'published' || report.publicState === 'archived',
            href: report.isVisible ? `/office/items/${report.itemId}` : null,
          }))}
        />
      )}
    </>
  );
}
