import { STEP_NAMES } from '@/lib/approvals/types';
import { ROLE_NAMES, ROLES } from '@/lib/organs/types';
import type { Json } from '@/lib/platform/canonical';
import { valueInWords } from '@/lib/settings/rules/values';
import { SETTING_KEYS, SETTING_NAMES } from '@/lib/settings/types';
import { conclusionName } from './detail-rows';

type Facts = Readonly<Record<string, Json | undefined>>;

/**
 * What a line of the log says beyond the act and its subject: of a decision its step and conclusion, of a change what it
 * changes, into what, and how it was concluded. Empty for other acts.
 */
export function toldMore(action: string, detail: Json): string {
  if (detail === null || typeof detail !== 'object' || Array.isArray(detail)) return '';
  const facts = detail as Facts;
  const conclusion = typeof facts.conclusion === 'string' ? conclusionName(facts.conclusion) : '';
  const parts =
    action === 'decide'
      ? [stepName(facts), conclusion]
      : action === 'propose_change' || action === 'conclude_change'
        ? [changeWords(facts), conclusion]
        : [];
  const told = parts.filter((part) => part !== '');
  return told.length === 0 ? '' : `：${told.join('，')}`;
}

function stepName({ step, role }: Facts): string {
  const name = Object.entries(STEP_NAMES).find(([key]) => key === step)?.[1] ?? '';
  if (step !== 'sign_off') return name;
  return role === 'head_of_organ' ? '主要领导签发' : '分管领导签发';
}

function changeWords({ kind, target, payload = null }: Facts): string {
  if (kind === 'setting') {
    const key = SETTING_KEYS.find((known) => known === target);
    if (key === undefined) return '';
    const value = valueInWords(key, payload);
    return value === null ? `设置“${SETTING_NAMES[key]}”` : `设置“${SETTING_NAMES[key]}”改为“${value}”`;
  }
  const named = payload !== null && typeof payload === 'object' ? (payload as Facts).role : undefined;
  const role = ROLES.find((known) => known === named);
  if (role === undefined) return '';
  return `${kind === 'role_grant' ? '授予' : '收回'}角色“${ROLE_NAMES[role]}”`;
}
