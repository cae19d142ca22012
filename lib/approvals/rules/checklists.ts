import { type RouteStep, routeStepName, type Step } from '../types';

export type ChecklistItem = { readonly key: string; readonly text: string };
type Checklist = { readonly review: readonly ChecklistItem[]; readonly proof: readonly ChecklistItem[] };

/** 校 of each level: 一校 wording, 二校 facts, figures and names, 三校 the final page as the public will see it. */
const PROOF = {
  l1: [
    { key: 'wording', text: '一校：文字、标点无误' },
    { key: 'names', text: '一校：人名、机构名、文号无误' },
  ],
  l2: [{ key: 'figures', text: '二校：数字、日期、名称前后一致' }],
  l3: [{ key: 'page', text: '三校：已按公开后的页面样式通读，链接和附件可打开' }],
} as const satisfies Record<string, readonly ChecklistItem[]>;

/**
 * What each level looks at (three-reviews.md §1(b), §2): 审 is about substance, 校 about language, figures and form.
 * A pass confirms every line; the lines are stored with the decision.
 */
export const CHECKLISTS: Record<Step, Checklist> = {
  proof_l1: { review: [], proof: PROOF.l1 },
  proof_l2: { review: [], proof: PROOF.l2 },
  proof_l3: { review: [], proof: PROOF.l3 },
  l1: {
    review: [
      { key: 'facts', text: '事实、数据、来源准确' },
      { key: 'need', text: '确需公开，栏目和公开属性恰当' },
    ],
    proof: PROOF.l1,
  },
  l2: {
    review: [
      { key: 'policy', text: '符合法律法规和上级文件' },
      { key: 'tone', text: '政治表述、口径和时机妥当' },
    ],
    proof: PROOF.l2,
  },
  secrecy: { review: [], proof: [] },
  l3: {
    review: [{ key: 'whole', text: '全文、栏目、发布渠道无误' }],
    proof: PROOF.l3,
  },
  sign_off: { review: [], proof: [] },
};

/** The lists a step has to confirm in this route: where 校 is a seat of its own, the level confirms 审 only. */
export function checklistOf(step: Step, route: readonly Pick<RouteStep, 'step'>[]): Checklist {
  const isSplit = route.some((other) => other.step === `proof_${step}`);
  return isSplit ? { ...CHECKLISTS[step], proof: [] } : CHECKLISTS[step];
}

/** The name of a step in its route: `初审` where its 校 is a seat of its own. */
export function stepNameIn(
  step: Pick<RouteStep, 'step' | 'role'>,
  route: readonly Pick<RouteStep, 'step'>[],
): string {
  const name = routeStepName(step);
  const isSplit = route.some((other) => other.step === `proof_${step.step}`);
  return isSplit ? (name.split(' · ')[0] ?? name) : name;
}

/** The keys of a checklist that are not ticked. */
export function uncheckedKeys(
  items: readonly ChecklistItem[],
  ticked: Readonly<Record<string, boolean>>,
): string[] {
  return items.filter((item) => ticked[item.key] !== true).map((item) => item.key);
}
