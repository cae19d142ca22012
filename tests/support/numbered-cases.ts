import type { LoadedCase } from '@/lib/applications/queries/load-case';
import type { Actor } from '@/lib/organs/types';
import { storeIdentity } from '@/lib/personal-data/commands/store-identity';
import { inventedIdNumber } from '@/lib/personal-data/rules/identity-documents';
import { inTransaction } from '@/lib/platform/database';
import { caseInHand, fileCase, type TestCase } from './cases';
import { unwrap } from './factories';

/** Puts an identity number on file for the applicant of a case; equal serials are the same person. */
export async function identify(caseId: string, serial: number, party: 'applicant' | 'agent' = 'applicant') {
  const idNumber = inventedIdNumber(serial);
  unwrap(
    await inTransaction((tx) =>
      storeIdentity(tx, { applicationId: caseId, party, idKind: 'resident_id_card', idNumber }),
    ),
  );
}

/** An application in hand of the person with this serial number. */
export async function caseOf(actor: Actor, serial: number, input: TestCase = {}): Promise<LoadedCase> {
  const loaded = await caseInHand(actor, input);
  await identify(loaded.id, serial);
  return loaded;
}

/** A submission of the person with this serial number that waits to be confirmed. */
export async function submissionOf(actor: Actor, serial: number, input: TestCase = {}): Promise<LoadedCase> {
  const loaded = await fileCase(actor, { channel: 'internet', ...input });
  await identify(loaded.id, serial);
  return loaded;
}
