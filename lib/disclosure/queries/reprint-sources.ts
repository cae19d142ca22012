import 'server-only';
import { z } from 'zod';
import { settingOf } from '@/lib/organs/queries';
import type { Tx } from '@/lib/platform/database';
import type { ReprintSource } from '../rules/declarations';

/** Setting of an organ: the sources it may reprint from, `[{ name, host }]`. */
export const REPRINT_SOURCES_SETTING = 'reprint_sources';

const sourcesSchema = z.array(z.object({ name: z.string(), host: z.string() }));

/** The sources an organ may reprint from today; none where it has set none (TR-7). */
export async function reprintSourcesOf(organId: string, database?: Tx): Promise<ReprintSource[]> {
  const value = await settingOf<unknown>(organId, REPRINT_SOURCES_SETTING, [], database);
  return sourcesSchema.catch([]).parse(value);
}
