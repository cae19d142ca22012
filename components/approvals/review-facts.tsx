import { ItemStatusLine } from '@/components/disclosure/item-status';
import { Tag } from '@/components/ui/tag';
import { stepNameIn } from '@/lib/approvals/rules/checklists';
import { standingPasses } from '@/lib/approvals/rules/next-steps';
import { CLASS_NAMES, LANE_NAMES } from '@/lib/approvals/types';
import type { Review } from '@/lib/disclosure/queries/get-review';
import { ART_ITEM_NAMES, DISCLOSURE_ATTR_NAMES, KIND_NAMES } from '@/lib/disclosure/types';
import { waitingText } from './findings-words';

/** What a leader asks first: what it is, why it is public, who has passed it, what is late, and the risks. */
export function ReviewFacts({ review }: { review: Review }) {
  const { detail, round, content, mine, proof } = review;
  const { item, people } = detail;
  const name = (id: string) => people.get(id)?.name ?? '';
  const passes = standingPasses(round.facts);
  const passed = round.facts.route.flatMap((step) => {
    const pass = passes.get(step.position);
    return pass ? [`${stepNameIn(step, round.facts.route)} ${name(pass.personId)}`] : [];
  });
  const late = mine ? detail.late.get(mine.next.step.position) : undefined;
  const reason = content.art_item ? ART_ITEM_NAMES[content.art_item] : '';
  const rows: (readonly [string, string])[] = [
    ['公开属性', [DISCLOSURE_ATTR_NAMES[content.disclosure_attr], reason].filter(Boolean).join('，')],
    ['内容等级', CLASS_NAMES[round.contentClass]],
    ...(round.lane === 'normal'
      ? []
      : [['流程', [LANE_NAMES[round.lane], round.laneReason].filter(Boolean).join('：')] as const]),
    ['拟稿', round.facts.contributors.map(name).join('、')],
    ['已通过', passed.join('；') || '还没有'],
    ['拟发栏目', content.columns.map((id) => review.columnNames.get(id) ?? id).join('；')],
    ...(content.personal_data_basis.trim() === ''
      ? []
      : [['公开个人信息的依据', content.personal_data_basis] as const]),
  ];
  return (
    <header>
      <p className="text-sm text-ink-soft">{KIND_NAMES[item.kind]}</p>
      <h1 className="mb-2 font-serif text-2xl font-bold">{content.title}</h1>
      <ItemStatusLine
        status={{
          draftState: item.draftState,
          publicState: item.publicState,
          plannedFor: item.plan?.publishAt ?? null,
        }}
        detail={`第 ${round.versionNumber} 稿`}
      />
      {late ? (
        <p className="mt-1">
          <Tag look="late">{late}</Tag>
        </p>
      ) : null}
      <dl className="mt-2 grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1 text-sm">
        {rows.map(([label, value]) => (
          <div key={label} className="contents">
            <dt className="text-ink-soft">{label}</dt>
            <dd className="wrap-anywhere">{value}</dd>
          </div>
        ))}
      </dl>
      <Risks findings={proof.findings} />
    </header>
  );
}

/** The risks in one line: what must be handled, what asks for a look, and what still waits. */
function Risks({ findings }: { findings: Review['proof']['findings'] }) {
  const blocking = findings.filter((finding) => finding.severity === 'blocking').length;
  const warnings = findings.filter((finding) => finding.severity === 'warning').length;
  const waiting = waitingText(findings);
  return (
    <p className="mt-2 flex flex-wrap items-center gap-2">
      <span className="font-semibold">风险</span>
      <Tag look={blocking > 0 ? 'late' : 'ok'}>必须处理 {blocking} 处</Tag>
      <Tag look={warnings > 0 ? 'warn' : 'ok'}>请核对 {warnings} 处</Tag>
      {waiting ? <Tag look="warn">{waiting}</Tag> : null}
    </p>
  );
}
