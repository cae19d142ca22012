import 'server-only';
import type { Json } from '@/lib/platform/canonical';

type Facts = { readonly [key: string]: Json };
const civil = (day: Date | null) => day?.toISOString().slice(0, 10) ?? null;

/** What a decision on a letter and its audit row both say. */
export function decisionFactsOf(row: {
  id: string;
  versionId: string;
  seq: number;
  position: number;
  step: string;
  role: string;
  contentHash: string;
  onBehalfOf: string | null;
  delegationId: string | null;
  conclusion: string;
  opinion: string;
  checklist: unknown;
  secrecy: unknown;
}): Facts {
  return {
    record_id: row.id,
    version_id: row.versionId,
    seq: row.seq,
    position: row.position,
    step: row.step,
    role: row.role,
    content_hash: row.contentHash,
    on_behalf_of: row.onBehalfOf,
    delegation_id: row.delegationId,
    conclusion: row.conclusion,
    opinion: row.opinion,
    checklist: row.checklist as Json,
    secrecy: (row.secrecy ?? null) as Json,
  };
}

/** What a row of service and its audit row both say; where it went is not among them. */
export function serviceFactsOf(row: {
  id: string;
  seq: number;
  kind: string;
  dispatch: number;
  way: string;
  sentOn: Date | null;
  servedOn: Date | null;
  returnedOn: Date | null;
  trackingNo: string;
  proofSha256: string | null;
}): Facts {
  return {
    record_id: row.id,
    seq: row.seq,
    kind: row.kind,
    dispatch: row.dispatch,
    way: row.way,
    sent_on: civil(row.sentOn),
    served_on: civil(row.servedOn),
    returned_on: civil(row.returnedOn),
    tracking_no: row.trackingNo,
    proof_sha256: row.proofSha256,
  };
}
