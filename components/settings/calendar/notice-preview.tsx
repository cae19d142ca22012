import { Notice } from '@/components/ui/notice';
import { Tag } from '@/components/ui/tag';
import type { NoticePreviewView } from '@/lib/settings/commands/holiday-notice';

/** What a notice would move, before it is loaded. */
export function NoticePreview({ preview }: { preview: NoticePreviewView }) {
  const { notice, daysOff, daysWorked, coversTo, cases, moved, alerts, groups, lines } = preview;
  return (
    <section aria-label="预览" className="mb-3">
      <p className="leading-7">
        <strong>{notice.title}</strong>（{notice.number}）：{notice.year}年放假 {daysOff} 天，调休上班{' '}
        {daysWorked} 天；载入后日历覆盖到 {coversTo}。
      </p>
      {moved === 0 ? (
        <Notice look="ok" title={`${cases} 件在办申请的期限都不变动`} />
      ) : (
        <Notice look={alerts > 0 ? 'warn' : 'info'} title={`${moved} 件在办申请的期限将变动`}>
          {alerts > 0 ? (
            <p>其中 {alerts} 件提前，或者有已办的步骤按新日历已过期限；载入时通知承办人和负责人。</p>
          ) : (
            <p>没有提前的。</p>
          )}
        </Notice>
      )}
      <ul className="divide-y divide-line">
        {groups.map(({ field, name, from, to, count, isEarlier }) => (
          <li key={`${field} ${from} ${to}`} className="flex flex-wrap items-baseline gap-x-3 py-2">
            <span>
              {count} 件{name}从 {from ?? '无'} 到 <strong>{to ?? '无'}</strong>
            </span>
            <Tag look={isEarlier ? 'late' : 'quiet'}>{isEarlier ? '提前' : '推后或新定'}</Tag>
          </li>
        ))}
      </ul>
      {lines.length === 0 ? null : (
        <details>
          <summary className="min-h-11 cursor-pointer py-2 text-brand">逐件查看（{lines.length} 件）</summary>
          <ul className="divide-y divide-line text-sm">
            {lines.map(({ caseId, number, words, isAlert }) => (
              <li key={caseId} className="py-2">
                <strong className="mr-2">{number}</strong>
                {isAlert ? <Tag look="late">请核对</Tag> : null} {words}
              </li>
            ))}
          </ul>
        </details>
      )}
    </section>
  );
}
