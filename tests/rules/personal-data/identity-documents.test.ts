import { describe, expect, it } from 'vitest';
import {
  checkIdNumber,
  creditCodeCheck,
  inventedIdNumber,
  maskIdNumber,
  namesIdNumber,
  normalIdNumber,
} from '@/lib/personal-data/rules/identity-documents';
import { ID_KINDS, type IdKind } from '@/lib/personal-data/types';

const TODAY = '2026-03-10';
const codes = (kind: IdKind, number: string, today = TODAY) => {
  const result = checkIdNumber(kind, number, today);
  return result.ok ? result.value : result.refusals.map(({ code }) => code);
};

describe('居民身份证号码（GB 11643）', () => {
  const number = inventedIdNumber(0);

  it('演示号码通过全部校验，却不属于任何人：410599 不是任何县区的代码', () => {
    expect(number).toMatch(/^41059919900101000[\dX]$/);
    for (let serial = 0; serial < 1000; serial += 1) {
      expect(codes('resident_id_card', inventedIdNumber(serial))).toBe(inventedIdNumber(serial));
    }
    expect(new Set(Array.from({ length: 1000 }, (_, at) => inventedIdNumber(at).slice(-1))).size).toBe(11);
  });

  it('公开标准里的例子：11010519491231002X', () => {
    expect(codes('resident_id_card', '11010519491231002X')).toBe('11010519491231002X');
    expect(codes('resident_id_card', '440524188001010014')).toEqual(['id_card_birthday']);
  });

  it('全角、空格、连字符、小写 x 都认，保存成一个样子', () => {
    for (const written of [
      '１１０１０５ １９４９１２３１ ００２Ｘ',
      '110105-19491231-002x',
      '110105\u200b19491231\u202e002x',
    ]) {
      expect(codes('resident_id_card', written)).toBe('11010519491231002X');
    }
    expect(normalIdNumber(' h 1234-5678 ')).toBe('H12345678');
  });

  it('错任何一位都查得出来；相邻两位颠倒绝大多数查得出来', () => {
    for (let at = 6; at < 17; at += 1) {
      for (let digit = 0; digit < 10; digit += 1) {
        const wrong = `${number.slice(0, at)}${digit}${number.slice(at + 1)}`;
        if (wrong !== number) expect(codes('resident_id_card', wrong), wrong).not.toBe(wrong);
      }
    }
    expect(codes('resident_id_card', `${number.slice(0, 17)}${number.endsWith('1') ? '2' : '1'}`)).toEqual([
      'id_card_check',
    ]);
  });

  it.each([
    ['空的', '', 'id_number_missing'],
    ['15位旧号码', '110105491231002', 'id_card_old'],
    ['17位', '11010519491231002', 'id_card_length'],
    ['19位', '11010519491231002X1', 'id_card_length'],
    ['X 在中间', '1101051949123X0020', 'id_card_length'],
    ['没有这个省', '990105194912310025', 'id_card_province'],
    ['没有2月30日', '110105199002300026', 'id_card_birthday'],
    ['不是闰年的2月29日', '110105199102290025', 'id_card_birthday'],
    ['港澳台居民居住证', '810000199408230021', 'id_is_residence_permit'],
  ])('%s：说得出是哪里不对', (_, written, code) => {
    expect(codes('resident_id_card', written)).toEqual([code]);
  });

  it('出生日期不能在今天之后，当天可以', () => {
    const born = inventedIdNumber(1, '20260310');
    expect(codes('resident_id_card', born)).toBe(born);
    expect(codes('resident_id_card', born, '2026-03-09')).toEqual(['id_card_birthday']);
  });
});

describe('统一社会信用代码（GB 32100）', () => {
  it('已知的代码通过，演示机关的代码通过', () => {
    for (const code of ['91350100M000100Y43', '114105030000000000']) {
      expect(codes('credit_code', code)).toBe(code);
    }
    expect(codes('credit_code', '91350100m000100y43 ')).toBe('91350100M000100Y43');
  });

  it('错一位查得出来；I、O、S、V、Z 不是代码里的字母', () => {
    expect(codes('credit_code', '91350100M000100Y42')).toEqual(['credit_code_check']);
    expect(codes('credit_code', '91350100M000100Y4')).toEqual(['credit_code_form']);
    expect(creditCodeCheck('91350100O000100Y4')).toBeNull();
    expect(codes('credit_code', '91350100O000100Y43')).toEqual(['credit_code_check']);
    const right = '91350100M000100Y43';
    for (let at = 0; at < 17; at += 1) {
      const wrong = `${right.slice(0, at)}${right[at] === '7' ? '8' : '7'}${right.slice(at + 1)}`;
      expect(codes('credit_code', wrong), wrong).toEqual(['credit_code_check']);
    }
  });
});

describe('其他证件', () => {
  it.each<[IdKind, string]>([
    ['passport', 'E12345678'],
    ['passport', 'EA1234567'],
    ['passport', 'K0123456A'],
    ['hk_macao_permit', 'H12345678'],
    ['hk_macao_permit', 'M1234567801'],
    ['taiwan_permit', '01234567'],
    ['residence_permit', '810000199408230021'],
    ['foreigner_id_card', 'USA123456789012'],
    ['other', '豫字第00012号'],
  ])('%s %s', (kind, number) => {
    expect(codes(kind, number)).toBe(number);
  });

  it.each<[IdKind, string]>([
    ['passport', 'ABCDEFGH'],
    ['passport', '12'],
    ['hk_macao_permit', 'A12345678'],
    ['taiwan_permit', 'T1234567'],
    ['residence_permit', '110105194912310021'],
    ['foreigner_id_card', '123'],
    ['other', '<script>'],
    ['other', '12'],
  ])('%s %s 不像', (kind, number) => {
    expect(codes(kind, number)).toEqual(['id_number_form']);
  });

  it('每种证件不填都请填写，提示里有证件名称，指向号码一栏', () => {
    for (const kind of ID_KINDS) {
      const result = checkIdNumber(kind, ' \u200b', TODAY);
      expect(result.ok ? [] : result.refusals).toMatchObject([
        { code: 'id_number_missing', field: 'idNumber' },
      ]);
    }
  });
});

describe('遮住的号码', () => {
  it.each([
    ['110105194912310021', '1101**********0021'],
    ['91350100M000100Y43', '9135**********0Y43'],
    ['E12345678', 'E1*****78'],
    ['1234567', '1*****7'],
    ['1234', '1**4'],
  ])('%s 显示为 %s', (number, masked) => {
    expect(maskIdNumber(number)).toBe(masked);
    expect(masked).toMatch(/^[^*]{0,4}[*]{2,}[^*]{0,4}$/);
  });

  it('理由里写了号码，隔开写也认得出来', () => {
    expect(namesIdNumber('核对 110105 19491231 0021 的身份', '110105194912310021')).toBe(true);
    expect(namesIdNumber('核对身份', '110105194912310021')).toBe(false);
  });
});
