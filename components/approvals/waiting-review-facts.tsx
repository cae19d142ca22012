import { Tag } from '@/components/ui/tag';
import { CLASS_NAMES, LANE_NAMES } from '@/lib/approvals/types';
import type { WaitingReview } from '@/lib/disclosure/queries/list-waiting-reviews';
import { ART_ITEM_NAMES, DISCLOSURE_ATTR_NAMES, KIND_NAMES } from '@/lib/disclosure/types';
import { formatMinute } from '@/lib/platform/dates';
import { waited } from './waited';

/** `必须处理 1 处、请核对 3 处，都已处理`, in the words of the review screen. */
export function findingWords({ blocking, warning, undecided }: WaitingReview['findings']): string {
  const kinds = [
    ...(blocking > 0 ? [`必须处理 ${blocking} 处`] : []),
    ...(warning > 0 ? [`请核对 ${warning} 处`] : []),
  ].join('、');
  if (undecided > 0) return `${kinds || '校对提示'}，还有 ${undecided} 处没有定`;
  return kinds === '' ? '校对没有发现问题' : `${kinds}，都已处理`;
}

/** What the person knows of the text. */
export function seenWords(seen: WaitingReview['seen']): string {
  switch (seen.what) {
    case 'never':
      return '您还没有看过';
    case 'same':
      return seen.hasNews ? '您看过，文字没有改动；此后又有人办理' : '您看过，此后没有变化';
    case 'changed':
      return `您看过第${seen.versionNumber}稿，此后文字有改动`;
  }
}

/** The facts a leader wants before opening an item, a line each. */
export function WaitingReviewFacts({ review, now }: { review: WaitingReview; now: Date }) {
  const { row, findings, seen, passes } = review;
  const isRisky = findings.undecided > 0 || findings.blocking > 0;
  const artItem = review.artItem ? ART_ITEM_NAMES[review.artItem] : undefined;
  return (
    <dl className="mt-1 grid grid-cols-[3.5em_1fr] gap-x-2 gap-y-0.5 text-sm [&_dt]:text-ink-soft">
      <dt>信息</dt>
      <dd>
        {KIND_NAMES[row.kind]} · <span className="font-semibold">{CLASS_NAMES[row.contentClass]}</span> · 第{' '}
        {review.versionNumber} 稿{review.attachments > 0 ? ` · 附件 ${review.attachments} 个` : ''}
      </dd>
      <dt>公开</dt>
      <dd>
        {DISCLOSURE_ATTR_NAMES[review.disclosureAttr]}
        {artItem ? `，条例第二十条${artItem}` : ''}
        {review.showsPersonalData ? '；文中按依据公开个人信息' : ''}
      </dd>
      <dt>拟稿</dt>
      <dd>{review.writers.join('、')}</dd>
      {passes.length > 0 ? (
        <>
          <dt>已通过</dt>
          <dd>
            <ul className="flex flex-wrap gap-x-3">
              {passes.map((pass) => (
                <li key={pass.step}>
                  {pass.step} {pass.name}{' '}
                  <time dateTime={pass.at.toISOString()} className="text-ink-soft">
                    {formatMinute(pass.at).slice(5)}
                  </time>
                </li>
              ))}
            </ul>
          </dd>
        </>
      ) : null}
      {review.lane === 'normal' ? null : (
        <>
          <dt>流程</dt>
          <dd>
            {LANE_NAMES[review.lane]}
            {review.laneReason ? `：${review.laneReason}` : ''}
          </dd>
        </>
      )}
      <dt>风险</dt>
      <dd>
        <Tag look={findings.undecided > 0 ? 'late' : isRisky ? 'warn' : 'ok'}>{findingWords(findings)}</Tag>
      </dd>
      <dt>查看</dt>
      <dd className={seen.what === 'changed' ? 'font-semibold' : ''}>{seenWords(seen)}</dd>
      <dt>等待</dt>
      <dd>
        {waited(review.since, now)}
        <span className="text-ink-soft">
          （自 <time dateTime={review.since.toISOString()}>{formatMinute(review.since)}</time>）
        </span>
      </dd>
    </dl>
  );
}
