import Link from 'next/link';
import { Card } from '@/components/ui/card';
import { CASE_STATE_NAMES, type CaseState } from '@/lib/applications/transitions';
import type { CaseLine, CaseView } from '@/lib/applications/types/case-view';

/** What the case has to do with others, and what the office knows from earlier ones. */
export function RelatedCases({ view }: { view: CaseView }) {
  const panels: readonly (readonly [title: string, lines: readonly CaseLine[]])[] = [
    ['拆分自', view.parent === null ? [] : [view.parent]],
    ['拆分出', view.parts],
    ['并入以下申请一并答复', view.mergedInto === null ? [] : [view.mergedInto]],
    ['一并答复的申请', view.merged],
    ['关联的申请', view.links],
    ['同一申请人的其他申请（按证件号码）', view.sameApplicant],
    ['申请同一内容的其他人', view.sameMatter],
    ['前案：类似内容的答复', view.precedents],
  ];
  const shown = panels.filter(([, lines]) => lines.length > 0);
  return (
    <Card title="相关申请">
      {shown.length === 0 ? (
        <p className="text-ink-soft">没有同一申请人的、内容类似的或者关联的申请。</p>
      ) : (
        shown.map(([title, lines]) => (
          <section key={title} className="mb-3">
            <h3 className="font-semibold">{title}</h3>
            <ul>
              {lines.map((line) => (
                <Line key={line.id} line={line} />
              ))}
            </ul>
          </section>
        ))
      )}
    </Card>
  );
}

function Line({ line }: { line: CaseLine }) {
  return (
    <li className="border-t border-line py-2">
      <Link prefetch={false} href={`/office/applications/${line.id}`} className="text-brand tabular-nums">
        {line.no}
      </Link>
      <span className="ml-2 text-sm text-ink-soft">
        {CASE_STATE_NAMES[line.state as CaseState] ?? line.state}
        {line.note === '' ? '' : ` · ${line.note}`}
      </span>
      <p className="line-clamp-2 wrap-anywhere">{line.request}</p>
    </li>
  );
}
