import { Notice } from '@/components/ui/notice';
import { stepNameIn } from '@/lib/approvals/rules/checklists';
import { STEP_NAMES } from '@/lib/approvals/types';
import type { Review } from '@/lib/disclosure/queries/get-review';
import { formatMinute } from '@/lib/platform/dates';

/** Why the step of this person is open again on the unchanged text (TR-5), before everything else. */
export function ReturnBanner({ review }: { review: Review }) {
  const { standingReturn: returned, round, detail } = review;
  if (returned === null) return null;
  const { route } = round.facts;
  const from = route.find(({ position }) => position === returned.position);
  const to = route.find(({ position }) => position === returned.returnTo);
  const by = `${detail.people.get(returned.personId)?.name ?? ''}（${from ? stepNameIn(from, route) : STEP_NAMES[returned.step]}）`;
  return (
    <Notice look="warn" title={`${by}退回${to ? `到${stepNameIn(to, route)}` : ''}，理由：`}>
      <p className="whitespace-pre-wrap wrap-anywhere">{returned.opinion}</p>
      <p className="text-sm">
        {formatMinute(returned.decidedAt)}。文字没有改动；请按退回理由重新审核，要改文字的请退回拟稿人。
      </p>
    </Notice>
  );
}
