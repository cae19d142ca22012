import fc from 'fast-check';
import { strFromU8, unzipSync } from 'fflate';
import { SaxesParser } from 'saxes';
import { describe, expect, it } from 'vitest';
import { looksLikeFormula, xlsxStream } from '@/lib/applications/rules/xlsx-stream';
import { withoutXmlForbidden } from '@/lib/platform/text';

const COLUMNS = Array.from({ length: 28 }, (_, at) => ({ title: `列${at + 1}`, width: 10 }));

function workbook(batches: readonly (readonly (readonly string[])[])[]): Record<string, string> {
  const parts: Uint8Array[] = [];
  const file = xlsxStream('台账 & <表>', COLUMNS, (bytes) => void parts.push(bytes));
  for (const batch of batches) file.rows(batch);
  file.end();
  const unzipped = unzipSync(new Uint8Array(Buffer.concat(parts)));
  return Object.fromEntries(Object.entries(unzipped).map(([name, bytes]) => [name, strFromU8(bytes)]));
}

describe('登记台账的 Excel 文件', () => {
  it('各部分齐全，行列都写明位置，分批写不错位', () => {
    const parts = workbook([[['甲'], ['乙']], [], [[...Array(27).fill(''), '丙']]]);
    expect(Object.keys(parts).sort()).toEqual(
      [
        '[Content_Types].xml',
        '_rels/.rels',
        'xl/_rels/workbook.xml.rels',
        'xl/styles.xml',
        'xl/workbook.xml',
        'xl/worksheets/sheet1.xml',
      ].sort(),
    );
    expect(parts['xl/workbook.xml']).toContain('name="台账 &amp; &lt;表&gt;"');
    const sheet = parts['xl/worksheets/sheet1.xml'] ?? '';
    expect(sheet).toContain('<row r="2"><c r="A2" t="inlineStr">');
    expect(sheet).toContain('<row r="4"><c r="AB4" t="inlineStr"><is><t>丙');
    expect(sheet.endsWith('</sheetData></worksheet>')).toBe(true);
  });

  it('任何文字都只是文字：没有公式，XML 不会坏，放不进 XML 的字符不写', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (text) => {
        const parser = new SaxesParser();
        const read = { row: 0, text: '', elements: new Set<string>() };
        parser.on('error', (error) => {
          throw error;
        });
        parser.on('opentag', ({ name, attributes }) => {
          read.elements.add(name);
          if (name === 'row') read.row = Number(attributes.r);
        });
        parser.on('text', (words) => {
          if (read.row === 2) read.text += words;
        });
        parser.write(workbook([[[text]]])['xl/worksheets/sheet1.xml'] ?? '').close();
        expect(read.text).toBe(withoutXmlForbidden(text).replace(/\r\n?/g, '\n'));
        expect(read.elements.has('f')).toBe(false);
      }),
    );
  });

  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', ' =1', '＝1', '－1'])(
    '%j 会被当成公式',
    (text) => {
      expect(looksLikeFormula(text)).toBe(true);
    },
  );

  it.each(['李四', '2026-03-02', '1+1=2', 'SQ2026-0001', ''])('%j 不会', (text) => {
    expect(looksLikeFormula(text)).toBe(false);
  });
});
