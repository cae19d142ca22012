import 'server-only';
import { LETTERS } from '@/lib/letters/rules/letter-table';
import type { LetterCode } from '@/lib/letters/types/letters';
import { staffDatabase } from '@/lib/platform/database';
import type { CaseLetterLine } from '../types/case-view';

/** The letters of a case in a line each, in the order they were drafted. Who may see the case is for the caller. */
export async function listLetterLines(applicationId: string): Promise<CaseLetterLine[]> {
  const rows = await staffDatabase().letter.findMany({
    where: { applicationId },
    orderBy: { id: 'asc' },
    select: { id: true, code: true, number: true, state: true, recipientName: true },
  });
  return rows.map(({ id, code, number, state, recipientName }) => ({
    id,
    code,
    title: LETTERS[code as LetterCode].title,
    number,
    state,
    recipient: recipientName,
  }));
}
