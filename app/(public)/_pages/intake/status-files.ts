import { ownCaseArchive, ownFileStream, ownLetterFile } from '@/lib/applications/public-queries/own-files';
import { privateFileResponse, privateStreamResponse } from '@/lib/platform/public-response';
import { type Answer, MISSING, type PageRequest } from '../answer';
import { findOwn } from './own-session';

const TO_STATUS: Answer = { kind: 'see_other', path: '/apply/status' };
const WORD = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** `/apply/status/letters/<id>`: a letter as it was sealed. */
export async function letterDownload(asked: PageRequest): Promise<Answer> {
  const own = await findOwn(asked);
  if (own === null) return TO_STATUS;
  const letter = own.view.letters.find(({ id }) => id === asked.parts[0]);
  const bytes = letter && UUID.test(letter.id) ? await ownLetterFile(own.asker, letter.id) : null;
  if (!letter || bytes === null) return MISSING;
  const name = `${letter.title}${letter.number === null ? '' : ` ${letter.number}`}.docx`;
  return { kind: 'response', response: privateFileResponse({ name, mediaType: WORD }, bytes) };
}

/** `/apply/status/letters/<id>/<file>`: what was enclosed with it. */
export async function enclosureDownload(asked: PageRequest): Promise<Answer> {
  const own = await findOwn(asked);
  if (own === null) return TO_STATUS;
  const [letterId, fileId] = asked.parts;
  const letter = own.view.letters.find(({ id }) => id === letterId);
  const file = letter?.enclosures.find((one) => one.fileId === fileId);
  if (!file) return MISSING;
  const { fileId: id, ...facts } = file;
  const body = asked.request.method === 'HEAD' ? null : ownFileStream(own.asker, { id, ...facts });
  return { kind: 'response', response: privateStreamResponse(facts, body) };
}

/** `/apply/status/case.zip`: everything of the case that is the applicant's to have. */
export async function caseDownload(asked: PageRequest): Promise<Answer> {
  const own = await findOwn(asked);
  if (own === null) return TO_STATUS;
  const name = `政府信息公开申请 ${own.view.applicationNo ?? own.view.submissionNo}.zip`;
  const body = asked.request.method === 'HEAD' ? null : ownCaseArchive(own.asker, own.view);
  return {
    kind: 'response',
    response: privateStreamResponse({ name, mediaType: 'application/zip' }, body),
  };
}
