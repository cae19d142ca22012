import type { ReportContent } from '@/lib/annual-report/types';
import { type RouteSettings, routeStepName, STEP_NAMES } from '@/lib/approvals/types';
import { whyNot } from '@/lib/disclosure/policy';
import type { ItemDetail } from '@/lib/disclosure/queries/get-item-detail';
import type { ColumnRow } from '@/lib/disclosure/queries/list-columns';
import type { ReprintSource } from '@/lib/disclosure/rules/declarations';
import type { ItemContent } from '@/lib/disclosure/types';
import { type Actor, holdsAny } from '@/lib/organs/types';
import { withBasePath } from '@/lib/platform/base-path';
import { formatMinute } from '@/lib/platform/dates';
import type { ItemEditorProps } from './editor-types';
import type { EditConsequences } from './open-for-edit';

type More = {
  readonly columns: readonly ColumnRow[];
  readonly uploads: readonly { readonly sha256: string; readonly name: string; readonly size: number }[];
  readonly colleagues: readonly { readonly id: string; readonly name: string }[];
  readonly lastYear: ReportContent | null;
  readonly today: string;
  readonly startsWithWord: boolean;
  readonly reprintSources: readonly ReprintSource[];
  readonly routeSettings: RouteSettings;
  readonly published: ItemContent | null;
};

/** Shapes what the queries found into the plain data of the editor. */
export function editorProps(actor: Actor, { item, people }: ItemDetail, more: More): ItemEditorProps {
  const { draft } = item;
  return {
    item: {
      id: item.id,
      kind: item.kind,
      contentClass: item.contentClass,
      revision: item.revision,
      isPublic: item.live !== null,
      isShown: item.publicState === 'published' || item.publicState === 'archived',
    },
    draft: {
      content: draft.content,
      revision: draft.revision,
      savedAt: draft.savedAt.toISOString(),
      savedBy: draft.savedBy,
    },
    personId: actor.personId,
    names: {
      ...Object.fromEntries([...people].map(([id, person]) => [id, person.name])),
      ...Object.fromEntries(more.colleagues.map(({ id, name }) => [id, name])),
    },
    columns: more.columns.map(({ id, name, path, layout }) => ({
      id,
      name,
      path,
      depth: path.split(' › ').length - 1,
      isList: layout === 'list',
    })),
    uploads: more.uploads,
    filesPath: withBasePath(`/office/items/${item.id}/files`),
    today: more.today,
    lastYear: more.lastYear,
    reprintSources: more.reprintSources,
    routeSettings: more.routeSettings,
    published: more.published,
    submitRefusals: whyNot(actor, 'submit', item),
    cancelRefusals: whyNot(actor, 'cancel', item),
    startsWithWord: more.startsWithWord,
  };
}

/** What opening this text for editing would void and keep. @rule TR-2 */
export function editConsequences(actor: Actor, { item, rounds, people }: ItemDetail): EditConsequences {
  const round = rounds.find((candidate) => candidate.facts.closed === null);
  const name = (id: string) => people.get(id)?.name ?? '';
  return {
    voided: (round?.decisions ?? [])
      .filter((decision) => decision.conclusion === 'pass')
      .map((decision) => {
        const step =
          decision.step === 'publication'
            ? STEP_NAMES.publication
            : routeStepName({ step: decision.step, role: decision.role });
        return `${step}：${name(decision.personId)} ${formatMinute(decision.decidedAt)} 通过`;
      }),
    plan: item.plan && formatMinute(item.plan.publishAt),
    isUnderReview: round !== undefined,
    isPublic: item.live !== null && ['published', 'archived', 'hidden'].includes(item.publicState),
    becomesAuthor: holdsAny(actor, ['reviewer_l1', 'reviewer_l2', 'reviewer_l3']),
  };
}

/** The last return of a returned text, in words; null for any other. */
export function lastReturn({ item, rounds, people }: ItemDetail): { by: string; reason: string } | null {
  if (item.draftState !== 'returned') return null;
  const decision = rounds[0]?.decisions.findLast((candidate) => candidate.conclusion === 'return');
  if (!decision) return null;
  const step =
    decision.step === 'publication'
      ? STEP_NAMES.publication
      : routeStepName({ step: decision.step, role: decision.role });
  return { by: `${people.get(decision.personId)?.name ?? ''}（${step}）`, reason: decision.opinion };
}
