import 'server-only';
import { staffDatabase, type Tx } from '@/lib/platform/database';
import type { CivilDate } from '@/lib/platform/dates';
import { CASE_SETTING_DEFAULTS, type CaseSettings } from '../types/settings';

/** What an organ has set for its cases on a day; the defaults of the house where it has set nothing. */
export async function caseSettings(
  organId: string,
  on: CivilDate,
  database: Pick<Tx, 'organSetting'> = staffDatabase(),
): Promise<CaseSettings> {
  const rows = await database.organSetting.findMany({
    where: { organId, key: { in: Object.keys(CASE_SETTING_DEFAULTS) }, effectiveFrom: { lte: new Date(on) } },
    orderBy: [{ effectiveFrom: 'asc' }, { setAt: 'asc' }],
  });
  const set = Object.fromEntries(rows.map(({ key, value }) => [key, value]));
  return { ...CASE_SETTING_DEFAULTS, ...(set as Partial<CaseSettings>) };
}
