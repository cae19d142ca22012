import { describe, expect, it } from 'vitest';
import { mayChangeRemedy, remedyText } from '@/lib/letters/rules/remedy';
import { letterLines, renderLetter } from '@/lib/letters/rules/render-letter';
import { LETTER_CODES, type LetterCode, REMEDY_MODES, type RemedyMode } from '@/lib/letters/types/letters';
import { codesOf } from '../../support/factories';
import { ALL_VARIANTS, letterInput, PLACES, render, sampleFields, textOf } from '../../support/letters';

const ORGAN = PLACES.reconsiderationOrgan;
const FIRST = `应当先自收到本决定书之日起60日内向${ORGAN}申请行政复议；对行政复议决定仍不服的，可以自收到行政复议决定书之日起15日内依法向${PLACES.court}提起行政诉讼`;
const EITHER = `可以自收到本答复书之日起60日内向${ORGAN}申请行政复议，或者自收到本答复书之日起6个月内依法向${PLACES.court}提起行政诉讼`;

describe('救济告知的文字', () => {
  it.each<[RemedyMode, string | null]>([
    ['none', null],
    [
      'fee',
      '如对收费有异议，可以在缴费期限届满后，就本机关不再处理申请的行为，依法投诉、举报，或者申请行政复议、提起行政诉讼。',
    ],
    ['either', `如对本答复不服，${EITHER}。`],
    ['reconsideration_first', `如对本决定不服，${FIRST}。`],
    ['part', `对其中不予公开的部分不服的，${FIRST}；对已提供信息是否符合申请内容有异议的，${EITHER}。`],
  ])('[LT-8][LT-9][条例51] %s', (mode, text) => {
    expect(remedyText(mode, PLACES)).toBe(text);
  });

  it('电子送达的，写明提交行政复议申请的互联网渠道；没有设置的不能提交', () => {
    const places = { ...PLACES, online: '行政复议服务平台' };
    const text = textOf('R02', {}, { isElectronic: true, places });
    expect(text).toContain('行政复议申请可以通过行政复议服务平台提交。');
    const without = renderLetter(letterInput('R02', { isElectronic: true }));
    expect(without).toMatchObject({ ok: false, refusals: [{ code: 'fields_missing' }] });
    expect(JSON.stringify(without)).toContain('复议网上渠道');
    expect(codesOf(renderLetter(letterInput('L02', { isElectronic: true })))).toEqual([]);
  });
});

describe('哪一种文书写哪一种', () => {
  const mode = (code: LetterCode) => render(code).remedyMode;

  it('[LT-T2] R04 至 R10 都是复议前置', () => {
    const refusals = LETTER_CODES.filter((code) => code >= 'R04' && code <= 'R10');
    expect(refusals).toHaveLength(7);
    for (const code of refusals) expect(textOf(code), code).toContain(FIRST);
    for (const code of refusals) expect(textOf(code), code).not.toContain('6个月');
  });

  it.each(['L02', 'L04', 'L06', 'L07'] as const)('[LT-T2] %s 没有救济告知', (code) => {
    expect(render(code).paragraphs.map(({ style }) => style)).not.toContain('remedy');
    expect(textOf(code)).not.toMatch(/复议|诉讼/);
  });

  it.each(ALL_VARIANTS)(
    '[LT-T6] %s（%s）只写本机关设置的复议机关，该写的写，不该写的不写',
    (code, _, changes) => {
      const text = textOf(code, changes);
      const named = [...text.matchAll(/向([^，。；]{2,30}?)申请行政复议/g)].map((match) => match[1]);
      expect(named.filter((name) => name !== ORGAN)).toEqual([]);
      const isNamed = ['either', 'reconsideration_first', 'part'].includes(mode(code));
      expect(text.includes(ORGAN)).toBe(isNamed);
      expect(named.length > 0).toBe(isNamed);
    },
  );

  it('[LT-T6] 复议机关、法院换了，文书里的跟着换；没有设置的不能提交', () => {
    const other = { ...PLACES, reconsiderationOrgan: '另一人民政府' };
    expect(textOf('R09', {}, { places: other })).toContain('向另一人民政府申请行政复议');
    expect(textOf('R09', {}, { places: other })).not.toContain(ORGAN);
    const blank = renderLetter(letterInput('R09', { places: { ...PLACES, reconsiderationOrgan: ' ' } }));
    expect(JSON.stringify(blank)).toContain('“复议机关”');
  });
});

describe('承办人自己写的话里的救济', () => {
  const OLD = '如不服，可以向上一级主管部门申请行政复议。';

  it('[LT-T6][LT-8] 写了别的复议机关的，指出来', () => {
    const typed = renderLetter(letterInput('R09', { fields: { ...sampleFields('R09'), reason: OLD } }));
    expect(codesOf(typed)).toEqual(['foreign_reconsideration_organ']);
    expect(JSON.stringify(typed)).toContain('上一级主管部门');
  });

  it('[LT-10] 补充说明里不写救济：无论写哪个机关、多长期限、能不能起诉', () => {
    for (const words of [OLD, '只能在30日内复议。', '不得起诉。', '可以提起行政诉讼。']) {
      expect(codesOf(renderLetter(letterInput('R09', { ownWords: [words] })))).toEqual(['remedy_elsewhere']);
    }
  });

  it('不该有救济告知的文书，自己写上也不行', () => {
    expect(codesOf(renderLetter(letterInput('L02', { ownWords: [OLD] })))).toEqual(['remedy_elsewhere']);
  });

  it('申请内容是申请人的话，原样引用', () => {
    const fields = { ...sampleFields('R02'), request_text: OLD };
    const letter = renderLetter(letterInput('R02', { fields }));
    expect(letter.ok && letterLines(letter.value).join()).toContain('上一级主管部门');
  });
});

describe('改变救济告知', () => {
  const allowed = (code: LetterCode, date = '2026-03-02') =>
    REMEDY_MODES.filter((mode) => mayChangeRemedy(code, mode, date));

  it('[LT-11] 不予公开决定只能是复议前置，程序性文书不能添，收费通知不能换', () => {
    for (const code of ['R04', 'R10', 'L02', 'L10', 'L13'] as const) expect(allowed(code)).toEqual([]);
  });

  it('[LT-10] 其余的可以换，须由法制审核人审核', () => {
    expect(allowed('R12')).toEqual(['either', 'reconsideration_first', 'part']);
    expect(allowed('R03')).toEqual(['either', 'reconsideration_first', 'part']);
  });
});
