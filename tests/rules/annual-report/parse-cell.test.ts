import { describe, expect, test } from 'vitest';
import { gridMessages } from '@/components/annual-report/grid-marks';
import { cellRefusalSentence } from '@/lib/annual-report/messages';
import { emptyTables, writeCell, zeroTables } from '@/lib/annual-report/rules/cells';
import { figureAfter, parseCell } from '@/lib/annual-report/rules/parse-cell';
import { splitPastedBlock } from '@/lib/annual-report/rules/paste-block';

describe('填进格子的文字', () => {
  test.each([
    ['', null],
    ['   ', null],
    ['　', null],
    ['0', 0],
    ['12', 12],
    [' 12 ', 12],
    ['１２', 12],
    ['　３　', 3],
    ['007', 7],
    ['+2', 2],
    ['\u200b5\ufeff', 5],
    ['999999999', 999_999_999],
  ])('“%s” 读作 %s', (typed, value) => {
    expect(parseCell(typed, 'count')).toEqual({ ok: true, value });
    expect(parseCell(typed, 'amount')).toEqual({ ok: true, value });
  });

  test.each([
    ['0.04', 0.04],
    ['１．５', 1.5],
    ['.5', 0.5],
    ['3.', 3],
    ['5949.088667', 5949.088667],
    ['0.500000000', 0.5],
  ])('[W2-2] 金额 “%s” 读作 %s', (typed, value) => {
    expect(parseCell(typed, 'amount')).toEqual({ ok: true, value });
  });

  test.each([
    ['/', 'placeholder_mark'],
    ['—', 'placeholder_mark'],
    ['－', 'placeholder_mark'],
    ['无', 'placeholder_mark'],
    ['-1', 'negative'],
    ['－１', 'negative'],
    ['−1', 'negative'],
    ['1,234', 'thousands_separator'],
    ['１，２３４', 'thousands_separator'],
    ['1 234', 'inner_space'],
    ['5件', 'unit'],
    ['0.04万元', 'unit'],
    ['1.5', 'fraction'],
    ['3.0', 'fraction'],
    ['1000000000', 'too_large'],
    ['三', 'not_a_number'],
    ['1e5', 'not_a_number'],
    ['0x10', 'not_a_number'],
    ['.', 'not_a_number'],
    ['5?', 'not_a_number'],
  ])('[A3-4] “%s” 不猜，说明怎么填（%s）', (typed, refusal) => {
    expect(parseCell(typed, 'count')).toEqual({ ok: false, refusal, text: typed });
  });

  test('[W2-2] 金额超过六位小数不收', () => {
    expect(parseCell('0.1234567', 'amount')).toMatchObject({ ok: false, refusal: 'too_many_decimals' });
  });

  test('拒绝时用一句话说明填什么', () => {
    expect(cellRefusalSentence('placeholder_mark', '/')).toBe(
      '填的是“/”。没有的请填 0，不要填“/”“—”或“无”。',
    );
  });
});

describe('从表格软件粘贴', () => {
  test.each([
    ['1', [['1']]],
    [
      '1\t2\r\n3\t4\r\n',
      [
        ['1', '2'],
        ['3', '4'],
      ],
    ],
    [
      '1\t\n\t4',
      [
        ['1', ''],
        ['', '4'],
      ],
    ],
    [
      '"两行\n一格"\t"说""好"""\n5\t6',
      [
        ['两行\n一格', '说"好"'],
        ['5', '6'],
      ],
    ],
    ['\n', [['']]],
  ])('%j 分成行和格', (text, grid) => {
    expect(splitPastedBlock(text)).toEqual(grid);
  });
});

describe('没有收下的，不动原来的数', () => {
  test.each([
    ['1', 'count', 0, 1],
    ['1,', 'count', 0, 0],
    ['1,234', 'count', 0, 0],
    ['1,234', 'count', null, null],
    ['无', 'count', 7, 7],
    ['', 'count', 7, null],
    ['0.', 'amount', 3, 0],
    ['0.0400001', 'amount', 3, 3],
  ] as const)('填 %j（%s），原来是 %j，存 %j', (text, kind, before, after) => {
    expect(figureAfter(text, kind, before)).toBe(after);
  });

  test('逐字打“1,234”，中途的 1 也不留下', () => {
    const stored = ['1', '1,', '1,2', '1,23', '1,234'].map((text) => figureAfter(text, 'count', 0));
    expect(stored).toEqual([1, 0, 0, 0, 0]);
  });

  test('[A3-4] 提示里写明填的是什么、没有收下、保存的是多少', () => {
    const ref = { table: 'table3', row: 'received_new', column: 'natural_person' } as const;
    const refused = [{ ref, text: '1,234', refusal: 'thousands_separator' as const }];
    const say = (tables: ReturnType<typeof emptyTables>) =>
      gridMessages(tables, refused, { idPrefix: '' }).find(({ text }) => text.includes('1,234'))?.text;
    expect(say(writeCell(zeroTables(), ref, 5))).toMatch(
      /“1,234”。.*没有收下；改好之前，保存的仍是原来的 5。$/,
    );
    expect(say(emptyTables())).toMatch(/没有收下；改好之前，保存的仍是空白。$/);
  });
});
