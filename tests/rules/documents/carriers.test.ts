import { describe, expect, test } from 'vitest';
import { FILE_NOTES } from '@/lib/documents/messages';
import { checkFileText } from '@/lib/documents/rules/check-file-text';
import { readFileText } from '@/lib/documents/rules/read-file-text';
import { type Bytes, docx, para } from '../../support/documents';

/** What the file would carry out: a marking, and the number of a person. */
const SECRET = '绝密★启用前 身份证11010519491231002X';

const read = (name: string, bytes: Bytes, mediaType = 'application/octet-stream') =>
  readFileText(name, mediaType, bytes);
const refused = async (name: string, bytes: Bytes) => checkFileText(name, await read(name, bytes));

/** Gives an entry the name of another, of the same length, in the directory, and where asked in its header too. */
function renamed(bytes: Bytes, from: string, to: string, places: 'both' | 'directory' = 'both'): Bytes {
  const copy = Uint8Array.from(bytes);
  const view = new DataView(copy.buffer);
  const old = new TextEncoder().encode(from);
  for (let at = 0; at + 46 < copy.length; at += 1) {
    const mark = view.getUint32(at, true);
    const start = mark === 0x02014b50 ? at + 46 : mark === 0x04034b50 && places === 'both' ? at + 30 : null;
    if (start !== null && old.every((byte, index) => copy[start + index] === byte))
      copy.set(new TextEncoder().encode(to), start);
  }
  return copy;
}

describe('一个名字的两份内容', () => {
  const stray = (name: string) => docx(para('正文'), { parts: { [name]: `<a>${SECRET}</a>` } });

  test.each([
    ['同名', renamed(stray('word/documenx.xml'), 'word/documenx.xml', 'word/document.xml')],
    ['只差大小写', stray('word/DOCUMENT.xml')],
    ['多一道斜线', stray('word//document.xml')],
    ['用转义写的', stray('word/document%2Exml')],
    [
      '目录里和内容前的名字不同',
      renamed(docx(para('正文')), 'word/document.xml', 'word/documenx.xml', 'directory'),
    ],
  ])('%s：不打开，也不接收', async (_, bytes) => {
    expect(await read('甲.docx', bytes)).toMatchObject({ status: 'unreadable', note: FILE_NOTES.forged });
    expect(await refused('甲.docx', bytes)).toMatchObject({ reason: 'unreadable' });
  });

  test('目录少数了一份：不打开', async () => {
    const bytes = docx(para('正文'));
    const view = new DataView(bytes.buffer);
    view.setUint16(bytes.length - 22 + 10, view.getUint16(bytes.length - 22 + 10, true) - 1, true);
    expect(await read('甲.docx', bytes)).toMatchObject({ status: 'unreadable', note: FILE_NOTES.forged });
  });
});
