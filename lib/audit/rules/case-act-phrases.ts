import { CASE_ACTION_NAMES } from '@/lib/applications/transitions';

/** Acts on cases of 依申请公开, named once in their table: each is logged as `case_<act>`. */
export const CASE_ACT_PHRASES: Readonly<Record<string, readonly [name: string, phrase: string]>> =
  Object.fromEntries(
    Object.entries(CASE_ACTION_NAMES).map(([action, name]) => [
      `case_${action}`,
      [`申请：${name}`, `对{subject}办理了“${name}”`] as const,
    ]),
  );
