/** What an organ decides about its cases, each a dated setting (demo.md, regulation.md 【约定】). */
export type CaseSettings = {
  /** Working days to contact an applicant after a submission online (REG-31-1). */
  readonly confirm_contact_working_days: number;
  /** Whether a successful submission online counts as confirmed by both sides, as the announced notice says. */
  readonly auto_on_submit: boolean;
  readonly supplement_working_days: number;
  /** Rounds of 补正 that need no approval of the head beyond the letter's own. */
  readonly supplement_rounds: number;
  readonly pay_working_days: number;
  /** Working days left from which a case is yellow, and orange (REG-33-6). */
  readonly reply_warn_working_days: readonly [number, number];
  readonly convert_to_proactive_working_days: number;
  /** How an application can be confirmed or corrected, as L00 and L02 say it. */
  readonly contact_hint: string;
  /** How a fee is paid, as L10 says it. */
  readonly pay_method: string;
};

export const CASE_SETTING_DEFAULTS: CaseSettings = {
  confirm_contact_working_days: 1,
  auto_on_submit: false,
  supplement_working_days: 15,
  supplement_rounds: 1,
  pay_working_days: 20,
  reply_warn_working_days: [5, 2],
  convert_to_proactive_working_days: 20,
  contact_hint: '',
  pay_method: '财政非税收入收缴渠道',
};
