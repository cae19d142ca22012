import { CASE_ACTION_NAMES, type CaseAction } from '../transitions';
import type { CaseOffer } from './case-offers';

/** One reason for which acts can't be taken now, and all those acts. */
export type BarredGroup = {
  readonly sentence: string;
  readonly law: string | undefined;
  readonly actions: readonly CaseAction[];
};

/**
 * What can't be done now, by reason: thirty acts barred by one state of the case are one line. An act barred by several
 * reasons stands under each. The sentences keep their order; the name of the act is taken out of them where it only repeats
 * what the line lists.
 */
export function barredByReason(barred: readonly Pick<CaseOffer, 'action' | 'reasons'>[]): BarredGroup[] {
  const groups = new Map<string, { sentence: string; law: string | undefined; actions: CaseAction[] }>();
  for (const { action, reasons } of barred) {
    for (const { message, law } of reasons) {
      const sentence = withoutName(message, action);
      const key = `${sentence}\n${law ?? ''}`;
      const group = groups.get(key) ?? { sentence, law, actions: [] };
      if (!group.actions.includes(action)) group.actions.push(action);
      groups.set(key, group);
    }
  }
  return [...groups.values()];
}

/** `这件申请现在是“已登记”，不能“归档”。` and `“归档”由承办人办理，…` without the name. */
function withoutName(message: string, action: CaseAction): string {
  const name = `“${CASE_ACTION_NAMES[action]}”`;
  if (message.startsWith(name)) return message.slice(name.length);
  return message.replace(`不能${name}。`, '不能办：');
}
