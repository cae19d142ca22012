import { Notice } from '@/components/ui/notice';
import { REPAIR_TITLES } from '@/lib/documents/messages';
import type { RepairGroup, RepairKind } from '@/lib/documents/types';

/** Kinds that ask for a look before the text is taken over; they are told first and unfolded. */
const SERIOUS: readonly RepairKind[] = [
  'personal_data',
  'tracked_changes',
  'hidden_text',
  'comments',
  'not_taken_over',
];

/** What was changed, dropped and not taken over on the way from Word, kind by kind. */
export function RepairReport({ report }: { report: readonly RepairGroup[] }) {
  if (report.length === 0) {
    return <Notice look="ok" title="没有需要说明的：文字、标题、列表、表格全部导入。" />;
  }
  return (
    <div>
      <p className="mb-2 text-sm text-ink-soft">
        共 {report.length} 类，点开看每一处。字体、字号、行距按网页的统一样式。
      </p>
      {report.map((group) => {
        const { title, done } = REPAIR_TITLES[group.kind];
        const isSerious = SERIOUS.includes(group.kind);
        return (
          <details
            key={group.kind}
            open={isSerious}
            className={`mb-2 border-l-4 bg-ground px-3 ${isSerious ? 'border-warn' : 'border-line'}`}
          >
            <summary className="min-h-11 cursor-pointer py-2 font-semibold">
              {title}（{group.count} 处）{isSerious ? <span className="ml-1 text-warn">请核对</span> : null}
            </summary>
            <p className="pb-2 text-sm">{done}</p>
            <ul className="grid gap-1 pb-3 text-sm">
              {group.items.map((item, at) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: the list never changes, and two places may read alike.
                <li key={at} className="wrap-anywhere">
                  <span className="text-ink-soft">{item.where}</span>　{item.text}
                </li>
              ))}
              {group.count > group.items.length ? (
                <li className="text-ink-soft">……还有 {group.count - group.items.length} 处</li>
              ) : null}
            </ul>
          </details>
        );
      })}
    </div>
  );
}
