import type { ReviewFinding } from '@/lib/disclosure/queries/get-proof';
import type { StoredFindingKind } from '@/lib/proofreading/types';

/** What still needs somebody, in words: `2 处未处理，1 处待决定`; empty where nothing does. */
export function waitingText(findings: readonly Pick<ReviewFinding, 'standing'>[]): string {
  const count = (standing: ReviewFinding['standing']) =>
    findings.filter((finding) => finding.standing === standing).length;
  return [
    ...(count('open') > 0 ? [`${count('open')} 处未处理`] : []),
    ...(count('escalated') > 0 ? [`${count('escalated')} 处待决定`] : []),
  ].join('，');
}

/** The questions of 保密审查, each with the kinds of findings that speak to it. */
export const SECRECY_QUESTIONS = [
  { key: 'state_secret', text: '含国家秘密', name: '国家秘密', kinds: ['classification'] },
  { key: 'work_secret', text: '含工作秘密', name: '工作秘密', kinds: ['sensitive_term'] },
  { key: 'trade_secret', text: '含商业秘密', name: '商业秘密', kinds: [] },
  { key: 'personal_privacy', text: '含个人隐私', name: '个人隐私', kinds: ['personal_data'] },
] as const satisfies readonly {
  key: string;
  text: string;
  name: string;
  kinds: readonly StoredFindingKind[];
}[];

/** Whether 保密审查 looks at a finding. */
export function isOfSecrecy({ kind }: { readonly kind: StoredFindingKind }): boolean {
  return SECRECY_QUESTIONS.some((question) => question.kinds.some((one) => one === kind));
}
