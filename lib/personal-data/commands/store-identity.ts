import 'server-only';
import { currentTime } from '@/lib/platform/clock';
import type { Tx } from '@/lib/platform/database';
import { civilDate } from '@/lib/platform/dates';
import { ok, type Result } from '@/lib/platform/result';
import { openText } from '@/lib/platform/sealed-box';
import { checkIdNumber } from '../rules/identity-documents';
import { IDENTITY_PARTIES, type IdentityHint, type IdentityParty, type IdKind } from '../types';
import { identityContext, type SealedIdentity, sealIdentity } from './seal';

/**
 * Checks, seals and stores an identity number in the transaction of an act on its case; one recorded before stays behind
 * it. The caller writes the audit row, without the number.
 *
 * Refusals: those of `checkIdNumber`.
 */
export async function storeIdentity(
  tx: Tx,
  input: { applicationId: string; party: IdentityParty; idKind: IdKind; idNumber: string },
): Promise<Result<IdentityHint>> {
  const checked = checkIdNumber(input.idKind, input.idNumber, civilDate(currentTime()));
  if (!checked.ok) return checked;
  const sealed = sealIdentity({ ...input, idNumber: checked.value });
  await storeSealedIdentity(tx, sealed);
  return ok({ party: sealed.party, idKind: sealed.idKind, hint: sealed.idHint });
}

/** Stores what `sealIdentity` gave. */
export async function storeSealedIdentity(tx: Tx, sealed: SealedIdentity): Promise<void> {
  await tx.applicantIdentity.create({ data: { ...sealed, storedAt: currentTime() } });
}

/**
 * Copies the identities of a case to another of the same applicant (a part that was split off, a reply made anew): opened
 * and sealed for the other record, as a seal does not open elsewhere.
 */
export async function copyIdentity(tx: Tx, fromId: string, toId: string): Promise<void> {
  for (const party of IDENTITY_PARTIES) {
    const row = await tx.applicantIdentity.findFirst({
      where: { applicationId: fromId, party },
      orderBy: { revision: 'desc' },
    });
    if (row === null) continue;
    const idKind = row.idKind as IdKind;
    const idNumber = openText(row, identityContext(fromId, party, idKind));
    await storeSealedIdentity(tx, sealIdentity({ applicationId: toId, party, idKind, idNumber }));
  }
}
