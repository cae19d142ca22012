import { type CaseKey, clientHash, findOwnCase } from '@/lib/applications/public-queries/own-case';
import type { OwnCase } from '@/lib/applications/types/intake';
import { readSealedCookie, sealedCookie } from '@/lib/platform/sealed-token';
import type { PageRequest } from '../answer';
import { CASE_COOKIE, CASE_SECONDS } from './visitor';

/** Whom a function of the database is asked for. */
export type Asker = {
  readonly organId: string;
  readonly key: CaseKey;
  readonly client: Uint8Array<ArrayBuffer> | null;
};

/** The visitor of an own case: by the sealed cookie that a right number and code gave; null without one. */
export function askerOf({ context, request }: PageRequest): Asker | null {
  const session = readSealedCookie(request.headers, CASE_COOKIE);
  if (typeof session?.no !== 'string' || typeof session.codeHash !== 'string') return null;
  if (session.organId !== context.site.organId) return null;
  const key = { no: session.no, codeHash: session.codeHash };
  return { organId: context.site.organId, key, client: clientHash(request.headers) };
}

/** The case of the visitor's cookie, asked anew each time; null where there is none any more. */
export async function findOwn(asked: PageRequest): Promise<{ asker: Asker; view: OwnCase } | null> {
  const asker = askerOf(asked);
  if (asker === null) return null;
  const view = await findOwnCase(asker.organId, asker.key, asker.client, false);
  return view === null ? null : { asker, view };
}

/** Lets the visitor stay for half an hour from now. */
export function caseCookie(organId: string, { no, codeHash }: CaseKey): string {
  return sealedCookie(CASE_COOKIE, { organId, no, codeHash }, CASE_SECONDS);
}
