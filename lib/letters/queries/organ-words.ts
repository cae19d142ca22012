import 'server-only';
import { settingsOf } from '@/lib/organs/queries';
import { staffDatabase, type Tx } from '@/lib/platform/database';
import type { RemedyPlaces } from '../rules/remedy';
import type { LetterCode } from '../types/letters';
import type { TemplateTexts } from '../types/templates';

type Reader = Pick<Tx, 'organ' | 'organSetting'>;

/** What an organ says of itself in letters, today. */
export type OrganWords = {
  readonly name: string;
  readonly phone: string;
  readonly places: RemedyPlaces;
};

/**
 * Name, telephone, 复议机关 and court of an organ today: dated settings where it has set any, else what it was set up with.
 *
 * @rule LT-8 @rule LT-9
 */
export async function organWordsOf(organId: string, database: Reader = staffDatabase()): Promise<OrganWords> {
  const organ = await database.organ.findUniqueOrThrow({ where: { id: organId } });
  const settings = await settingsOf(
    organId,
    ['reconsideration_organ', 'court', 'reconsideration_online'],
    database as Parameters<typeof settingsOf>[2],
  );
  const text = (key: string) => {
    const value = settings.get(key);
    return typeof value === 'string' && value.trim() !== '' ? value.trim() : null;
  };
  return {
    name: organ.name,
    phone: organ.phone,
    places: {
      reconsiderationOrgan: text('reconsideration_organ') ?? organ.reconsiderationOrgan,
      court: text('court') ?? organ.court,
      online: text('reconsideration_online'),
    },
  };
}

/** The words of a template that are in force: the newest confirmed version, else the shipped ones (no texts). */
export async function templateInForce(
  organId: string,
  code: LetterCode,
  database: Pick<Tx, '$queryRaw'> = staffDatabase(),
): Promise<{ readonly id: string | null; readonly texts: TemplateTexts }> {
  const [row] = await database.$queryRaw<{ id: string; texts: TemplateTexts }[]>`
    SELECT v.id, v.texts FROM office.letter_template_version v
    JOIN office.letter_template_approval a ON a.version_id = v.id
    WHERE v.organ_id = ${organId}::uuid AND v.code = ${code} ORDER BY v.number DESC LIMIT 1`;
  return row ?? { id: null, texts: {} };
}
