import fc from 'fast-check';
import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { ENTRY_FIELDS } from '@/lib/proofreading/dictionary/messages';
import { countDifferences, dictionaryDifferences } from '@/lib/proofreading/dictionary/rules/differences';
import {
  entryKey,
  entryLine,
  readEntry,
  toForm,
  withEntries,
  withEntry,
  withoutEntry,
} from '@/lib/proofreading/dictionary/rules/entries';
import { decodeTable, readTable, writeTable } from '@/lib/proofreading/dictionary/rules/tables';
import { DICTIONARY_LISTS, type DictionaryList } from '@/lib/proofreading/dictionary/types';
import { SHIPPED_DICTIONARIES } from '@/lib/proofreading/rules/shipped/dictionaries';
import { readDictionary } from '@/lib/proofreading/schema';
import type { Dictionaries } from '@/lib/proofreading/types';

const OWN: Dictionaries = readDictionary({
  corrections: [
    { wrong: '布署', right: '部署', except: ['布署者', '再布署'] },
    { wrong: '帐户', right: '账户' },
  ],
  sensitiveTerms: [{ term: '内部资料', advice: '请确认，“可以”公开，\n再发布。', severity: 'blocking' }],
  protectedTerms: [{ term: '安阳市人民政府', severity: 'blocking', near: ['安阳县人民政府'] }],
  protectedNames: [
    { name: '张某某', posts: ['党组书记、局长', '主任'], order: 1 },
    { name: '李某', posts: [], order: null },
  ],
  commonWords: ['规模以上工业企业'],
  settings: [
    { rule: 'range_sign', isOff: true },
    { rule: 'doubled_mark', isOff: false, severity: 'hint' },
  ],
});

describe('词条和表单', () => {
  it.each(DICTIONARY_LISTS)('%s：填进表单再读出来还是同一条', (list) => {
    const entries = [...OWN[list], ...SHIPPED_DICTIONARIES[list]];
    expect(entries.length).toBeGreaterThan(0);
    for (const entry of entries) {
      expect(readEntry(list, toForm(list, entry))).toEqual({ ok: true, entry });
      expect(entryLine(list, entry).length).toBeGreaterThan(1);
    }
  });

  it.each<[DictionaryList, Record<string, string>, string, string]>([
    ['corrections', { wrong: '', right: '部署' }, 'wrong', '词语至少两个字。'],
    ['corrections', { wrong: '部署', right: '部署' }, 'right', '正确写法与错误写法相同，请改正。'],
    ['sensitiveTerms', { term: '内部', severity: 'warning', advice: ' ' }, 'advice', '请写明怎样处理。'],
    ['sensitiveTerms', { term: '内部', severity: '', advice: '核对' }, 'severity', '请选择处理要求。'],
    ['protectedTerms', { term: '政府', severity: 'warning' }, 'term', '规范名称至少三个字。'],
    ['protectedNames', { name: 'Zhang', posts: '', order: '' }, 'name', '姓名须是两个以上的汉字。'],
    ['protectedNames', { name: '张某', posts: '', order: '一' }, 'order', '次序须是整数。'],
    ['protectedNames', { name: '张某', posts: '', order: '0' }, 'order', '次序从1开始。'],
    ['commonWords', { word: '企业' }, 'word', '常用词至少三个字。'],
    ['settings', { rule: 'id_card', isOff: 'true' }, 'rule', '这条规则不能关闭或调整。'],
  ])('%s 的 %j 不收，说明在哪一栏', (list, form, field, message) => {
    expect(readEntry(list, form)).toEqual({ ok: false, problems: [{ field, message }] });
  });

  it('放进一条：同一词语的被取代，改了词语的旧条不留', () => {
    const entry = { wrong: '帐户', right: '账号' };
    const replaced = withEntry(OWN, 'corrections', entry);
    expect(replaced.corrections.map(({ wrong, right }) => wrong + right)).toEqual(['布署部署', '帐户账号']);
    const renamed = withEntry(OWN, 'corrections', { wrong: '帐号', right: '账号' }, '帐户');
    expect(renamed.corrections.map(({ wrong }) => wrong)).toEqual(['布署', '帐号']);
    const added = withEntry(OWN, 'corrections', { wrong: '座标', right: '坐标' });
    expect(added.corrections.map(({ wrong }) => wrong)).toEqual(['座标', '布署', '帐户']);
    expect(withoutEntry(OWN, 'corrections', '布署').corrections).toHaveLength(1);
  });
});

describe('表格', () => {
  it.each(DICTIONARY_LISTS)('%s：导出再导入，一条不差', (list) => {
    const entries = [...OWN[list], ...SHIPPED_DICTIONARIES[list]];
    const unique = [...new Map(entries.map((entry) => [entryKey(list, entry), entry])).values()];
    const bytes = new TextEncoder().encode(writeTable(list, unique));
    expect(readTable(list, decodeTable(bytes) ?? '')).toEqual({ ok: true, entries: unique });
  });

  it('办公软件不会把词条当作公式；导入时还原', () => {
    const entry = { term: '=SUM(A1)', advice: '+核对', severity: 'hint' } as const;
    const text = writeTable('sensitiveTerms', [entry]);
    expect(text).not.toMatch(/(^|,|\n)[=+]/);
    expect(readTable('sensitiveTerms', text)).toEqual({ ok: true, entries: [entry] });
  });

  it('办公软件另存的 GB 18030 也读得出；两种都不是的不读', () => {
    const text = '错误写法,正确写法,例外\r\n布署,部署,\r\n';
    expect(decodeTable(iconv.encode(text, 'gb18030'))).toBe(text);
    expect(decodeTable(new Uint8Array([0xff, 0xff, 0xff]))).toBeNull();
  });

  it('列的次序可以不同，空行不算，可填可不填的列可以没有', () => {
    const text = '\uFEFF正确写法,错误写法\n\n部署,布署\n,\n';
    expect(readTable('corrections', text)).toEqual({
      ok: true,
      entries: [{ wrong: '布署', right: '部署' }],
    });
  });

  it('有一行不对就都不收，逐行说明', () => {
    const text = '姓名,现任职务,次序\n张某,局长,1\nWang,局长,x\n张某,,2\n';
    expect(readTable('protectedNames', text)).toEqual({
      ok: false,
      problems: [
        '第3行：姓名须是两个以上的汉字。',
        '第3行：次序须是整数。',
        '第4行：“张某”在第2行已经出现过。',
      ],
    });
  });

  it('选项写别的字，说明应填什么', () => {
    const text = '词语,处理要求,处理意见\n内部,随便,核对\n';
    expect(readTable('sensitiveTerms', text)).toEqual({
      ok: false,
      problems: ['第2行：“处理要求”应填：必须处理、请核对、提示。'],
    });
  });

  it.each([
    ['', '文件里没有内容。'],
    ['\n , \n', '文件里没有内容。'],
    ['布署,部署\n', '第一行应当是表头：错误写法、正确写法、例外。请用“导出”得到的表格填写。'],
  ])('%j：%s', (text, problem) => {
    expect(readTable('corrections', text)).toEqual({ ok: false, problems: [problem] });
  });

  it('超过条数上限的不收', () => {
    const lines = Array.from({ length: 5_001 }, (_, at) => `常用词${at}`);
    const read = readTable('commonWords', `常用词\n${lines.join('\n')}\n`);
    expect(read).toEqual({ ok: false, problems: ['每个词典最多5000条，文件里有5001条。'] });
  });

  it('表头就是表单各栏的名称，没有重名', () => {
    for (const list of DICTIONARY_LISTS) {
      const labels = ENTRY_FIELDS[list].map(({ label }) => label);
      expect(new Set(labels).size).toBe(labels.length);
    }
  });
});

describe('两份词典的差别', () => {
  const words = fc.uniqueArray(fc.stringMatching(/^[一二三四五]{3}$/), { maxLength: 6 });
  const dictionary = fc
    .record({ commonWords: words, wrong: words, right: fc.constantFrom('甲甲甲', '乙乙乙') })
    .map(({ commonWords, wrong, right }) =>
      readDictionary({ commonWords, corrections: wrong.map((one) => ({ wrong: one, right })) }),
    );
  const asSets = (one: Dictionaries) =>
    DICTIONARY_LISTS.map((list) => one[list].map((entry) => entryLine(list, entry)).sort());

  it('把差别用到旧词典上，就是新词典', () => {
    fc.assert(
      fc.property(dictionary, dictionary, (before, after) => {
        const differences = dictionaryDifferences(before, after);
        let built = before;
        for (const { list, added, removed, changed } of differences) {
          for (const entry of removed) built = withoutEntry(built, list, entryKey(list, entry));
          built = withEntries(built, list, [...changed.map((pair) => pair.after), ...added]);
        }
        expect(asSets(built)).toEqual(asSets(after));
        expect(countDifferences(differences) === 0).toBe(
          JSON.stringify(asSets(before)) === JSON.stringify(asSets(after)),
        );
      }),
    );
  });
});
