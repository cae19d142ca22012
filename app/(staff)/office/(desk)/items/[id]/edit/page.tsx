import Link from 'next/link';
import { notFound } from 'next/navigation';
import { editConsequences, editorProps, lastReturn } from '@/components/disclosure/item-editor/editor-data';
import { ItemEditor } from '@/components/disclosure/item-editor/item-editor';
import { OpenForEdit } from '@/components/disclosure/item-editor/open-for-edit';
import { Notice, RefusalList } from '@/components/ui/notice';
import { routeSettingsOf } from '@/lib/approvals/queries';
import { whyNot } from '@/lib/disclosure/policy';
import { listUploads } from '@/lib/disclosure/queries/find-upload';
import { findItemDetail } from '@/lib/disclosure/queries/get-item-detail';
import { listColumns } from '@/lib/disclosure/queries/list-columns';
import { findPublicReport } from '@/lib/disclosure/queries/list-reports';
import { getVersionContent } from '@/lib/disclosure/queries/load-item';
import { reprintSourcesOf } from '@/lib/disclosure/queries/reprint-sources';
import { titleOf } from '@/lib/disclosure/queries/title-of';
import { listColleagues } from '@/lib/organs/queries';
import { getPageSignedIn } from '@/lib/organs/staff-gate';
import { currentTime } from '@/lib/platform/clock';
import { civilDate } from '@/lib/platform/dates';
import { recordRead } from '@/lib/reads/commands/record-read';

type Props = { params: Promise<{ id: string }>; searchParams: Promise<{ from?: string | string[] }> };

export async function generateMetadata({ params }: Pick<Props, 'params'>) {
  const title = await titleOf((await params).id);
  return { title: `编辑：${title}` };
}

export default async function EditPage({ params, searchParams }: Props) {
  const { actor } = await getPageSignedIn();
  const detail = await findItemDetail(actor, (await params).id);
  if (detail === null) notFound();
  const { item } = detail;
  const title = item.draft.content.title || '（未填标题）';
  const refusals = whyNot(actor, 'edit', item);
  if (refusals.length > 0) {
    return (
      <>
        <h1 className="mb-3 font-serif text-xl font-bold">{title}</h1>
        <RefusalList refusals={refusals} title="不能修改这一稿：" />
        <Link prefetch={false} href={`/office/items/${item.id}`}>
          返回这条信息
        </Link>
      </>
    );
  }
  if (item.draftState !== 'draft' && item.draftState !== 'returned') {
    return (
      <OpenForEdit
        itemId={item.id}
        itemRevision={item.revision}
        title={title}
        consequences={editConsequences(actor, detail)}
      />
    );
  }
  await recordRead(actor, item, { surface: 'edit', draftRevision: item.draft.revision });
  const reportYear = item.draft.content.report?.year;
  const [columns, uploads, colleagues, lastYear, reprintSources, routeSettings, published] =
    await Promise.all([
      listColumns(item.organId),
      listUploads(actor, item.id),
      listColleagues(item.organId),
      reportYear === undefined ? null : findPublicReport(item.organId, reportYear - 1),
      reprintSourcesOf(item.organId),
      routeSettingsOf(item.organId),
      item.live && getVersionContent(item.live.versionId),
    ]);
  const returned = lastReturn(detail);
  return (
    <ItemEditor
      // Another state of the item is another form: nothing of the old one may linger.
      key={`${item.id}-${item.revision}`}
      {...editorProps(actor, detail, {
        columns,
        uploads,
        colleagues,
        lastYear,
        reprintSources,
        routeSettings,
        published: published?.content ?? null,
        today: civilDate(currentTime()),
        startsWithWord: (await searchParams).from === 'word',
      })}
    >
      {returned ? (
        <Notice look="warn" title={`${returned.by}退回，请按意见修改：`}>
          <p className="whitespace-pre-line">{returned.reason}</p>
        </Notice>
      ) : null}
    </ItemEditor>
  );
}
