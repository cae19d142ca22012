import type { DecisionForm, OutcomeChoice } from '@/lib/applications/letters/types';
import type { PartDraft } from './withheld-parts';

const EITHER_FOR_PARTS = '可以复议，也可以直接起诉';

/** Of a partial reply the remedies follow from what is withheld. @rule REG-37-1 */
function remedyOf(choice: OutcomeChoice, parts: readonly PartDraft[], form: DecisionForm): string {
  if (choice.outcome !== 'partial') return choice.remedy;
  const chosen = parts.map(({ outcome }) => form.withheld.find((one) => one.outcome === outcome));
  const isDecided = chosen.some((one) => one !== undefined);
  return !isDecided || chosen.some((one) => one?.isRefusal) ? choice.remedy : EITHER_FOR_PARTS;
}

/** What follows from a choice, in a sentence: 依据…、文书…、救济告知…、年报第三张表计入…. */
export function consequenceWords(
  choice: OutcomeChoice,
  parts: readonly PartDraft[],
  form: DecisionForm,
): string {
  const { basis, letter, route, cell } = choice;
  const remedy = remedyOf(choice, parts, form);
  const clauses = [
    basis === '' ? '' : `依据${basis}`,
    letter === null ? '以工作记录结案，由工作机构负责人办理' : `文书为${letter}`,
    route.length === 0 ? '' : `经${route.join('、')}`,
    remedy === '' ? '' : `救济告知：${remedy}`,
    cell === null ? '不计入年度报告表三' : `年度报告表三计入“${cell}”`,
  ];
  return `这样选择：${clauses.filter((clause) => clause !== '').join('；')}。`;
}

/** The same beside the choice, line by line. */
export function Consequences({
  choice,
  parts,
  form,
}: {
  choice: OutcomeChoice;
  parts: readonly PartDraft[];
  form: DecisionForm;
}) {
  const lines = [
    ['依据', choice.basis || '不引用条款'],
    ['文书', choice.letter ?? '工作记录（不发文书）'],
    ['审批', choice.route.join(' → ') || '由工作机构负责人以工作记录结案'],
    ['救济告知', remedyOf(choice, parts, form) || '没有文书，不写'],
    ['年报表三', choice.cell ?? '不计入'],
  ] as const;
  return (
    <section aria-label="这样选择的后果" className="mb-4 border border-brand bg-brand-wash p-4">
      <h2 className="mb-2 text-lg font-semibold text-brand-deep">这样选择</h2>
      <dl className="grid grid-cols-[4.5rem_1fr] gap-x-3 gap-y-2">
        {lines.map(([name, text]) => (
          <div key={name} className="contents">
            <dt className="text-ink-soft">{name}</dt>
            <dd className="font-semibold wrap-anywhere">{text}</dd>
          </div>
        ))}
      </dl>
      {choice.outcome === 'partial' ? (
        <p className="mt-2 text-sm">不予公开的依据写在答复里，不另计数。</p>
      ) : null}
    </section>
  );
}
