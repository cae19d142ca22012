import 'server-only';
import { lookupHash } from '@/lib/platform/sealed-box';
import { normaliseQueryCode, queryCodeFrom } from '../rules/query-code';

/**
 * The query code of a case. It follows from the key of the submission and a secret, and is stored nowhere: the office can
 * print it again (L00, L01), whoever reads the database can not.
 */
export function queryCodeOf(submissionKey: string): string {
  return queryCodeFrom(lookupHash('query-code', submissionKey));
}

/** What the database keeps of a query code, and compares with: a keyed hash in hex. */
export function queryCodeHash(typed: string): string {
  return Buffer.from(lookupHash('query-code-hash', normaliseQueryCode(typed))).toString('hex');
}
