import 'server-only';
import { Zip, ZipPassThrough } from 'fflate';
import { caseFileContext } from '@/lib/personal-data/commands/seal';
import { formatMinute } from '@/lib/platform/dates';
import { publicTransaction } from '@/lib/platform/public-transaction';
import { openChunk } from '@/lib/platform/sealed-box';
import { actForApplicant } from '../rules/intake/own-case-words';
import { DELIVERY_METHOD_NAMES, MEDIA_FORM_NAMES } from '../types/case';
import type { OwnCase } from '../types/intake';
import type { CaseKey } from './own-case';

type Client = Uint8Array<ArrayBuffer> | null;
type Asker = { readonly organId: string; readonly key: CaseKey; readonly client: Client };
type SealedCaseFile = { readonly id: string; readonly applicationId: string; readonly chunks: number };

/** The sealed letter as a Word file; null where it is none of this case's, or was not sent. */
export async function ownLetterFile(
  { organId, key, client }: Asker,
  letterId: string,
): Promise<Uint8Array<ArrayBuffer> | null> {
  const [row] = await publicTransaction(
    (tx) => tx.$queryRaw<{ bytes: Uint8Array<ArrayBuffer> | null }[]>`
      SELECT intake.letter_file(${organId}::uuid, ${key.no}, ${key.codeHash}, ${client}::bytea, ${letterId}::uuid) AS bytes`,
  );
  return row?.bytes ?? null;
}

/** The bytes of a file of the case, chunk by chunk. Breaks off with an error where one is not for who asks. */
export async function* ownFileChunks(
  { organId, key, client }: Asker,
  file: SealedCaseFile,
): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  const context = caseFileContext(file.applicationId, file.id);
  for (let seq = 0; seq < file.chunks; seq += 1) {
    const [row] = await publicTransaction(
      (tx) => tx.$queryRaw<{ cipher: Uint8Array<ArrayBuffer>; key_no: number }[]>`
        SELECT * FROM intake.case_file_chunk(${organId}::uuid, ${key.no}, ${key.codeHash}, ${client}::bytea, ${file.id}::uuid,
          ${seq}::int)`,
    );
    if (row === undefined) throw new Error('the file is not for who asks');
    yield openChunk({ cipher: row.cipher, keyNo: row.key_no }, context, seq, file.chunks);
  }
}

/** The same as a stream. */
export function ownFileStream(asker: Asker, file: SealedCaseFile): ReadableStream<Uint8Array> {
  const chunks = ownFileChunks(asker, file);
  return new ReadableStream({
    async pull(controller) {
      try {
        const { value, done } = await chunks.next();
        if (done) controller.close();
        else controller.enqueue(value);
      } catch (error) {
        controller.error(error);
      }
    },
  });
}

/** Everything an applicant may have of a case as one archive, written while it is read. */
export function ownCaseArchive(asker: Asker, view: OwnCase): ReadableStream<Uint8Array> {
  const parts = archiveParts(asker, view);
  const ready: Uint8Array[] = [];
  let current: { file: ZipPassThrough; chunks: AsyncIterator<Uint8Array> } | null = null;
  let isDone = false;
  const zip = new Zip((error, data, final) => {
    if (error) throw error;
    ready.push(data);
    isDone ||= final;
  });
  const step = async () => {
    if (current === null) {
      const next = parts.shift();
      if (next === undefined) return zip.end();
      const file = new ZipPassThrough(next.name);
      zip.add(file);
      current = { file, chunks: next.chunks()[Symbol.asyncIterator]() };
      return;
    }
    const { value, done } = await current.chunks.next();
    current.file.push(done ? new Uint8Array() : value, done === true);
    if (done) current = null;
  };
  return new ReadableStream({
    async pull(controller) {
      try {
        while (ready.length === 0 && !isDone) await step();
        for (const data of ready.splice(0)) controller.enqueue(data);
        if (isDone) controller.close();
      } catch (error) {
        controller.error(error);
      }
    },
  });
}

type Part = { name: string; chunks: () => AsyncIterable<Uint8Array> };

function archiveParts(asker: Asker, view: OwnCase): Part[] {
  const taken = new Set<string>();
  const named = (name: string, chunks: Part['chunks']): Part => ({ name: freeName(taken, name), chunks });
  const parts = [named('申请和办理经过.txt', () => whole(summaryOf(view)))];
  for (const file of view.files) {
    if (file.kind !== 'request' && file.kind !== 'supplement') continue;
    const sealed = { id: file.id, applicationId: view.id, chunks: file.chunks };
    parts.push(named(`我提交的材料/${plainName(file.name)}`, () => ownFileChunks(asker, sealed)));
  }
  for (const letter of view.letters) {
    const title = plainName(`${letter.sentOn ?? ''} ${letter.title}`.trim());
    parts.push(named(`文书/${title}.docx`, () => letterChunks(asker, letter.id)));
    for (const { fileId, name, ...file } of letter.enclosures) {
      const sealed = { id: fileId, ...file };
      parts.push(named(`文书/${title}附件/${plainName(name)}`, () => ownFileChunks(asker, sealed)));
    }
  }
  return parts;
}

async function* letterChunks(asker: Asker, id: string): AsyncGenerator<Uint8Array> {
  const bytes = await ownLetterFile(asker, id);
  if (bytes === null) throw new Error('a letter that is listed can be read');
  yield bytes;
}

async function* whole(text: string): AsyncGenerator<Uint8Array> {
  // With the mark that tells Windows it is UTF-8.
  yield new TextEncoder().encode(`\ufeff${text.replace(/\n/g, '\r\n')}`);
}

/** A name no other entry has, and that leads out of no folder. */
function freeName(taken: Set<string>, name: string): string {
  let free = name;
  for (let n = 2; taken.has(free); n += 1) free = name.replace(/(\.[^./]*)?$/, `（${n}）$1`);
  taken.add(free);
  return free;
}

function plainName(name: string): string {
  return name.replace(/[\\/:*?"<>|\p{Cc}]/gu, '_').replace(/^\.+/, '_');
}

function summaryOf(view: OwnCase): string {
  const lines = [
    `提交编号：${view.submissionNo}`,
    `申请编号：${view.applicationNo ?? '尚未登记'}`,
    `提交时间：${formatMinute(new Date(view.submittedAt))}`,
    `收到日期：${view.receiptDate ?? '尚未确认'}`,
    `获取方式：${DELIVERY_METHOD_NAMES[view.deliveryMethod]}；载体形式：${MEDIA_FORM_NAMES[view.mediaForm]}`,
    '',
    '申请内容',
    ...view.texts.flatMap(({ kind, title, docNo, description, writtenAt }) => [
      kind === 'supplement' ? `（${formatMinute(new Date(writtenAt))} 补正）` : '',
      title === '' ? '' : `信息名称：${title}`,
      docNo === '' ? '' : `文号：${docNo}`,
      description === '' ? '' : `特征描述：${description}`,
    ]),
    '',
    '办理经过',
    ...view.events.map(({ action, onDate }) => `${onDate} ${actForApplicant(action)}`),
  ];
  return `${lines.filter((line, at) => line !== '' || lines[at - 1] !== '').join('\n')}\n`;
}
