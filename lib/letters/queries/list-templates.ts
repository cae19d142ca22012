import 'server-only';
import { namesOf } from '@/lib/organs/queries';
import type { Actor } from '@/lib/organs/types';
import { staffDatabase } from '@/lib/platform/database';
import { shippedTexts } from '../rules/templates/shipped';
import { LETTER_CODES, type LetterCode } from '../types/letters';
import type { TemplateTexts } from '../types/templates';

/** A version of a template in the organ's own words. */
export type TemplateVersion = {
  readonly id: string;
  readonly number: number;
  readonly texts: TemplateTexts;
  readonly reason: string;
  readonly writtenBy: string;
  readonly writtenAt: Date;
  /** Null while it waits for a second person. */
  readonly approvedBy: string | null;
  readonly approvedAt: Date | null;
};

/** The template of a letter: the shipped words, those in force, and every version, newest first. */
export type TemplateHistory = {
  readonly code: LetterCode;
  readonly shipped: TemplateTexts;
  readonly inForce: TemplateTexts;
  readonly versions: readonly TemplateVersion[];
};

/** The template of a letter in the reader's organ. */
export async function getTemplate(actor: Pick<Actor, 'organId'>, code: LetterCode): Promise<TemplateHistory> {
  const database = staffDatabase();
  const rows = await database.letterTemplateVersion.findMany({
    where: { organId: actor.organId, code },
    orderBy: { number: 'desc' },
  });
  const approvals = await database.letterTemplateApproval.findMany({
    where: { versionId: { in: rows.map(({ id }) => id) } },
  });
  const names = await namesOf([
    ...rows.map(({ writtenBy }) => writtenBy),
    ...approvals.map(({ approvedBy }) => approvedBy),
  ]);
  const versions = rows.map((row): TemplateVersion => {
    const approval = approvals.find(({ versionId }) => versionId === row.id);
    return {
      id: row.id,
      number: row.number,
      texts: row.texts as TemplateTexts,
      reason: row.reason,
      writtenBy: names.get(row.writtenBy)?.name ?? '',
      writtenAt: row.writtenAt,
      approvedBy: approval ? (names.get(approval.approvedBy)?.name ?? '') : null,
      approvedAt: approval?.approvedAt ?? null,
    };
  });
  const newest = versions.find(({ approvedAt }) => approvedAt !== null);
  const shipped = shippedTexts(code);
  return { code, shipped, inForce: { ...shipped, ...newest?.texts }, versions };
}

/** Versions that wait for this person to confirm them; part of 待办. */
export async function templatesAwaiting(
  actor: Pick<Actor, 'organId' | 'personId' | 'roles'>,
): Promise<{ id: string; code: LetterCode; number: number; reason: string; writtenAt: Date }[]> {
  if (!actor.roles.some((role) => role === 'office_head' || role === 'legal_reviewer')) return [];
  return staffDatabase().$queryRaw`
    SELECT v.id, v.code, v.number, v.reason, v.written_at AS "writtenAt"
    FROM office.letter_template_version v
    WHERE v.organ_id = ${actor.organId}::uuid AND v.written_by <> ${actor.personId}::uuid
      AND NOT EXISTS (SELECT 1 FROM office.letter_template_approval a JOIN office.letter_template_version n ON n.id = a.version_id
        WHERE n.organ_id = v.organ_id AND n.code = v.code AND n.number >= v.number)
    ORDER BY v.written_at`;
}

/** A kind of letter with how its template stands. */
export type TemplateLine = {
  readonly code: LetterCode;
  /** Number of the organ's own version in force; null where the shipped words are. */
  readonly inForce: number | null;
  readonly isWaiting: boolean;
};

/** Every kind of letter in order, with the version in force and whether a newer one waits. */
export async function listTemplates(actor: Pick<Actor, 'organId'>): Promise<TemplateLine[]> {
  const rows = await staffDatabase().$queryRaw<{ code: string; newest: number; approved: number | null }[]>`
    SELECT v.code, max(v.number) AS newest, max(v.number) FILTER (WHERE a.version_id IS NOT NULL) AS approved
    FROM office.letter_template_version v LEFT JOIN office.letter_template_approval a ON a.version_id = v.id
    WHERE v.organ_id = ${actor.organId}::uuid GROUP BY v.code`;
  return LETTER_CODES.map((code) => {
    const row = rows.find((one) => one.code === code);
    const inForce = row?.approved ?? null;
    return { code, inForce, isWaiting: row !== undefined && row.newest > (inForce ?? 0) };
  });
}
