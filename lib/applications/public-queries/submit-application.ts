import 'server-only';
import { sealIdentity } from '@/lib/personal-data/commands/seal';
import { canonicalJson, type Json } from '@/lib/platform/canonical';
import { sendsMail } from '@/lib/platform/notify';
import { publicTransaction } from '@/lib/platform/public-transaction';
import { lookupHash } from '@/lib/platform/sealed-box';
import { queryCodeHash, queryCodeOf } from '../commands/query-code';
import type { DraftFile, Intake, IntakeDraft } from '../types/intake';

/** What became of a submission. `files_missing`: a file of the form is no longer there. */
export type Submission =
  | { readonly result: 'submitted'; readonly submissionNo: string; readonly queryCode: string }
  | { readonly result: 'limited' | 'files_missing' };

/**
 * The key under which an application is submitted: made of the form's own key and of everything it says, files included. Sent
 * twice it is the same; with another file it is another.
 */
export function submissionKeyOf(
  formKey: string,
  intake: Intake,
  files: readonly Pick<DraftFile, 'slot' | 'hash' | 'name'>[],
): string {
  const brought = files.map(({ slot, hash, name }) => `${slot} ${hash} ${name}`).sort();
  const said = canonicalJson({ ...intake, brought } as unknown as Json);
  const hash = Buffer.from(lookupHash('submission', `${formKey}\n${said}`)).toString('hex');
  // A UUID of version 8, whose bits mean what its maker says (RFC 9562).
  return `${hash.slice(0, 8)}-${hash.slice(8, 12)}-8${hash.slice(13, 16)}-a${hash.slice(17, 20)}-${hash.slice(20, 32)}`;
}

/**
 * Submits an application in one transaction: case, parties, request, sealed identity numbers, the files of the form, its
 * first act and the row of the log. The query code is made here and stored nowhere.
 *
 * @rule REG-31-1
 */
export async function submitApplication(
  organId: string,
  formKey: string,
  draft: IntakeDraft,
  intake: Intake,
  client: Uint8Array<ArrayBuffer> | null,
): Promise<Submission> {
  const { applicationId, files } = draft;
  const submissionKey = submissionKeyOf(formKey, intake, files);
  const queryCode = queryCodeOf(submissionKey);
  const payload = {
    id: applicationId,
    draft_key: formKey,
    submission_key: submissionKey,
    query_code_hash: queryCodeHash(queryCode),
    applicant_type: intake.applicantType,
    needs_help: intake.needsHelp,
    delivery_method: intake.deliveryMethod,
    media_form: intake.mediaForm,
    parties: intake.parties.map(({ party, name, phone, address, email, contactName }) => ({
      party,
      name,
      phone,
      address,
      email,
      contact_name: contactName,
    })),
    request: {
      title: intake.request.title,
      doc_no: intake.request.docNo,
      description: intake.request.description,
    },
    identities: intake.parties.map(({ party, idKind, idNumber }) => {
      const sealed = sealIdentity({ applicationId, party, idKind, idNumber });
      return {
        party,
        id_kind: idKind,
        id_hint: sealed.idHint,
        cipher: base64(sealed.cipher),
        key_no: sealed.keyNo,
        lookup: base64(sealed.lookup),
      };
    }),
    files: files.map(filePayload),
    sends_mail: sendsMail(),
  };
  const [row] = await publicTransaction(
    (tx) => tx.$queryRaw<{ answer: { result: Submission['result']; no?: string } }[]>`
      SELECT intake.submit_application(${organId}::uuid, ${JSON.stringify(payload)}::jsonb, ${client}::bytea) AS answer`,
  );
  const answer = row?.answer;
  if (answer?.result === 'submitted')
    return { result: 'submitted', submissionNo: answer.no ?? '', queryCode };
  return { result: answer?.result ?? 'files_missing' };
}

/** What was submitted under a key before; null where nothing was. For whoever presses the button twice. */
export async function findSubmission(
  organId: string,
  submissionKey: string,
): Promise<{ submissionNo: string; queryCode: string } | null> {
  const [row] = await publicTransaction(
    (tx) => tx.$queryRaw<{ no: string | null }[]>`
      SELECT intake.submission_no(${organId}::uuid, ${submissionKey}::uuid) AS no`,
  );
  return row?.no ? { submissionNo: row.no, queryCode: queryCodeOf(submissionKey) } : null;
}

/** A file of a form as the functions of the database take it. */
export function filePayload(file: DraftFile): Readonly<Record<string, string | number>> {
  return {
    id: file.id,
    kind: file.kind,
    cipher: file.cipher,
    key_no: file.keyNo,
    media_type: file.mediaType,
    size: file.size,
    chunks: file.chunks,
    keyed_sha256: file.hash,
  };
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64');
}
