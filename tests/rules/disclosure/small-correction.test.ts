import { describe, expect, it } from 'vitest';
import { bodyFromText } from '@/lib/disclosure/body/rules';
import { isSmallCorrection, largeCorrection } from '@/lib/disclosure/rules/small-correction';
import type { ItemContent } from '@/lib/disclosure/types';
import { publicItem } from '../../support/public-site';

const WORDS = '各有关单位：现将补助办法印发，请认真贯彻。2026年3月5日前报送，补助十二万元，不得拖延。';
const text = (words: string, changes: Partial<ItemContent> = {}): ItemContent => ({
  ...publicItem('news', { title: '通知', columns: ['news'] }).content,
  body: bodyFromText(words),
  ...changes,
});
const changed = (from: string, to: string, words = WORDS) =>
  largeCorrection(text(words), text(words.replace(from, to)));
const LONG = `${WORDS}${'甲乙丙丁戊己庚辛壬癸'.repeat(200)}`;

describe('文字更正', () => {
  it('[TR-12] 改一两个错字是文字更正，更正的说明不算改动', () => {
    expect(changed('贯彻', '贯澈')).toBeNull();
    expect(isSmallCorrection(text(WORDS), text(WORDS, { correction: { kind: 'typo', note: '错字' } }))).toBe(
      true,
    );
  });

  it.each([
    ['3月5日', '3月6日'],
    ['3月5日', '3日5月'],
    ['十二万元', '十五万元'],
    ['十二万元', '十二元万'],
    ['不得', '必得'],
    ['报送', '报送1'],
  ])('[TR-13] %s 改成 %s 动了数字、日期或意思', (from, to) => {
    expect(changed(from, to)).toBe('figures');
  });

  it.each<[string, Partial<ItemContent>]>([
    ['标题', { title: '通告' }],
    ['栏目', { columns: ['notices'] }],
    [
      '附件',
      { attachments: [{ name: 'a.txt', sha256: '0', size: 1, media_type: 'text/plain', inline: false }] },
    ],
    ['成文日期', { formed_at: '2020-01-01' }],
    ['文号', { doc_no: '测〔2020〕1号' }],
  ])('[TR-13] 改%s不是文字更正', (_, changes) => {
    expect(largeCorrection(text(WORDS), text(WORDS, changes))).toBe('fields');
  });

  it('[TR-12] 存过的文字键的次序不同，不算改动', () => {
    const reversed = (value: unknown): unknown =>
      Array.isArray(value)
        ? value.map(reversed)
        : typeof value === 'object' && value !== null
          ? Object.fromEntries(
              Object.entries(value)
                .reverse()
                .map(([key, inner]) => [key, reversed(inner)]),
            )
          : value;
    expect(
      largeCorrection(reversed(text(WORDS)) as ItemContent, text(WORDS.replace('贯彻', '贯澈'))),
    ).toBeNull();
  });

  it('[TR-13] 增减段落、链接不是文字更正', () => {
    expect(largeCorrection(text(WORDS), text(`${WORDS}\n又一段`))).toBe('form');
    const link = JSON.parse(
      JSON.stringify(text(WORDS)).replace(
        '"type":"text"',
        '"type":"text","marks":[{"type":"link","attrs":{"href":"https://a.example/"}}]',
      ),
    ) as ItemContent;
    expect(largeCorrection(text(WORDS), link)).toBe('form');
  });

  it('[TR-13] 最多二十个字，不超过全文的百分之二，短文至少可改两个字', () => {
    const replaced = (count: number, words: string) =>
      largeCorrection(text(words), text(words.slice(0, -count) + '误'.repeat(count)));
    expect([replaced(20, LONG), replaced(21, LONG)]).toEqual([null, 'length']);
    const short = '春江潮水连海平海上明月共潮生';
    expect([replaced(2, short), replaced(3, short)]).toEqual([null, 'length']);
    const middle = '甲乙丙丁戊己庚辛壬癸'.repeat(20);
    expect([replaced(4, middle), replaced(5, middle)]).toEqual([null, 'length']);
    const summary = (words: string) => text(middle, { summary: words });
    expect(largeCorrection(summary(''), summary('添了内容概述'))).toBe('length');
  });
});
