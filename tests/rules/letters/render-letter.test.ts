import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { OUTCOME_TABLE } from '@/lib/applications/rules/outcome-table';
import { articleLabel, articlesIn } from '@/lib/letters/rules/articles';
import { canonicalLetter, readCanonicalLetter } from '@/lib/letters/rules/canonical-letter';
import { fieldKeysOf } from '@/lib/letters/rules/check-template';
import { fieldByKey } from '@/lib/letters/rules/fields';
import { LETTERS } from '@/lib/letters/rules/letter-table';
import { letterLines, renderLetter } from '@/lib/letters/rules/render-letter';
import { SHIPPED_TEMPLATES } from '@/lib/letters/rules/templates/shipped';
import { LETTER_CODES, type LetterCode, type LetterFields } from '@/lib/letters/types/letters';
import { ALL_VARIANTS, letterInput, render, sampleFields, textOf, variantsOf } from '../../support/letters';

describe('每一种文书的每一种写法', () => {
  it.each(ALL_VARIANTS)(
    '[LT-T3][LT-1] %s（%s）填齐了没有花括号、没有空变量、没有重复的标点',
    (code, _, changes) => {
      const text = textOf(code, changes);
      expect(text).not.toMatch(/[{}]/);
      expect(text).not.toMatch(/undefined|null|\[object/);
      expect(text).not.toMatch(/[。；，][。；，]/);
      expect(text).not.toMatch(/。理由：。|：。|“”|《》/);
    },
  );

  it.each(LETTER_CODES)('[LT-T3] %s 缺什么，就说缺什么：逐个字段去掉', (code) => {
    for (const [, changes] of variantsOf(code)) {
      const full = { ...sampleFields(code), ...changes };
      for (const key of fieldKeysOf(code)) {
        const { [key]: _, ...fields } = full;
        const result = renderLetter(letterInput(code, { fields }));
        const name = fieldByKey(key)?.name ?? key;
        const without = result.ok ? letterLines(result.value).join('\n') : '';
        if (result.ok) expect(without, `${code} ${key}`).not.toMatch(/[{}]/);
        else
          expect(result.refusals.map(({ message }) => message).join(), `${code} ${key}`).toContain(
            `“${name}”`,
          );
      }
    }
  });

  it('申请内容里的花括号、引号和换行不会破坏文书', () => {
    const odd = '请公开“{某某}目录”\n以及㐂𠮷名录';
    const text = textOf('R02', { request_text: odd });
    expect(text).toContain('申请内容为：“请公开‘｛某某｝目录’ 以及㐂𠮷名录”。');
    expect(text).not.toMatch(/[{}]/);
  });

  it('任意文字填进去，文书里都没有花括号', () => {
    const anything = fc.string({ unit: 'binary', minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(anything, fc.constantFrom<LetterCode>('R05', 'R12', 'L02', 'L06'), (words, code) => {
        const fields = { ...sampleFields(code), reason: words, request_text: words, corrections: [words] };
        const result = renderLetter(letterInput(code, { fields, ownWords: [words] }));
        return !result.ok || !/[{}]/.test(letterLines(result.value).join('\n'));
      }),
    );
  });
});

describe('必备要素', () => {
  const decisions = LETTER_CODES.filter((code) => LETTERS[code].opening === 'full');

  it.each(decisions)(
    '[LT-2] %s 写明标题、申请人、提交和收到日期、渠道、编号、申请内容、条款、联系方式',
    (code) => {
      const text = textOf(code, variantsOf(code)[0]?.[1]);
      for (const part of [
        LETTERS[code].title,
        '某某：',
        '2026年3月1日通过互联网',
        '编号：SQ2026-0007',
        '2026年3月2日收到',
        '申请内容为：“2025年技术改造项目名单”',
        '《中华人民共和国政府信息公开条例》',
        '联系人：孙示',
        '0372-0000000',
      ]) {
        expect(text, part).toContain(part);
      }
    },
  );

  it.each([
    ['person', '您'],
    ['organisation', '你单位'],
  ] as const)('[LT-6] 对%s称“%s”', (form, word) => {
    const text = textOf('R02', {}, { recipient: { name: '某某', form } });
    expect(text).toContain(`${word}于2026年3月1日`);
    if (form === 'organisation') expect(text).not.toContain('您');
  });

  it('对机关称贵机关', () => {
    expect(textOf('L08', {}, { recipient: { name: '某某局', form: 'organ' } })).toContain('贵机关');
  });

  it('第三方意见征求书不说申请人是谁、申请了什么，附回执', () => {
    const letter = render('L06');
    const text = letterLines(letter).join('\n');
    expect(text).not.toContain('SQ2026-0007');
    expect(text).not.toContain('2025年技术改造项目名单');
    expect(letter.slip.join()).toContain('□ 不同意公开，理由');
    expect(text).toContain('自收到本书之日起15个工作日内');
  });

  it.each([
    ['L00', '请在2026年3月10日（含当日）前'],
    ['L01', '将在2026年3月30日（含当日）前'],
    ['L03', '请在2026年3月20日（含当日）前'],
    ['L04', '不能在2026年3月30日（含当日）前答复'],
    ['L04', '将在2026年4月28日（含当日）前答复'],
    ['L05', '将在2026年4月28日（含当日）前答复'],
    ['L08', '请在2026年3月25日（含当日）前函复'],
  ] as const)('期限的最后一日写明含当日：%s %s', (code, words) => {
    const changes: LetterFields = code === 'L08' ? { consultation_kind: 'organ' } : {};
    expect(textOf(code, changes)).toContain(words);
  });

  it('条例第一次用全称，再次出现时用简称', () => {
    const once = textOf('R04');
    expect(once).toContain('依据《中华人民共和国政府信息公开条例》第十四条');
    const twice = textOf('R03');
    expect(twice).toContain('依据《中华人民共和国政府信息公开条例》（以下简称《条例》）第三十七条');
    expect(twice).toContain('依据《条例》第十五条');
  });

  it('按件、按量各写各的计算，金额由分换算成元', () => {
    expect(textOf('L10', { fee_scale: 'by_item' })).toContain(
      '您于2026年3月累计申请第12件，按照按件标准计收信息处理费100元（计算：第11至30件每件100元）',
    );
    expect(textOf('L10', { fee_scale: 'by_volume', fee_amount: '170050' })).toContain('信息处理费1700.50元');
  });

  it('日期、数字填错了形式，指出是哪一项', () => {
    const result = renderLetter(
      letterInput('L04', { fields: { ...sampleFields('L04'), old_due: '2026-02-30' } }),
    );
    expect(result).toMatchObject({ ok: false, refusals: [{ code: 'field_malformed' }] });
  });
});

describe('条款与总表一致', () => {
  it.each(OUTCOME_TABLE.filter((row) => row.letter !== null).map((row) => [row.label, row] as const))(
    '[LT-T4] %s',
    (_, row) => {
      if (row.letter === null) return;
      const blocks = SHIPPED_TEMPLATES[row.letter].blocks.filter((block) => {
        if (block.kind !== 'text') return false;
        const { when } = block;
        if (when === undefined || !('is' in when) || row.subOutcome === null) return true;
        const isBySub = when.field === 'sub_outcome' || when.field === 'correction_result';
        return !isBySub || when.is.includes(row.subOutcome);
      });
      const cited = articlesIn(blocks.map((block) => (block.kind === 'text' ? block.text : '')).join('\n'));
      expect(cited).toEqual(row.articles.map(articleLabel));
    },
  );

  it('[LT-T1] 每一对结果和子结果恰有一种默认文书，或者以工作记录结案', () => {
    const pairs = OUTCOME_TABLE.map((row) => [`${row.outcome}/${row.subOutcome ?? ''}`, row.letter]);
    expect(new Set(pairs.map(([pair]) => pair)).size).toBe(pairs.length);
    const byNote = OUTCOME_TABLE.filter((row) => row.letter === null).map((row) => row.subOutcome);
    expect(byNote).toEqual(['applicant_gone', 'mistaken_submission']);
    const used = new Set(OUTCOME_TABLE.map((row) => row.letter));
    expect(LETTER_CODES.filter((code) => code.startsWith('R') && !used.has(code))).toEqual([]);
  });
});

describe('冻结的文本', () => {
  it('[LT-1] 一样的文书一样的指纹，差一个字就不一样；读回来还是原样', () => {
    const letter = render('R03');
    const { canonical, contentHash } = canonicalLetter(letter);
    expect(canonicalLetter(render('R03')).contentHash).toBe(contentHash);
    expect(readCanonicalLetter(canonical)).toEqual(letter);
    const other = render('R03', { provision_form: '纸质复印' });
    expect(canonicalLetter(other).contentHash).not.toBe(contentHash);
    expect(canonicalLetter({ ...letter, isElectronic: true }).contentHash).not.toBe(contentHash);
  });
});
