import { describe, expect, it } from 'vitest';
import { isAboveFloor } from '@/lib/approvals/rules/route';
import { CONTENT_CLASSES, type Signer } from '@/lib/approvals/types';
import { changedParts, type SetValue, valueInWords, valueOn } from '@/lib/settings/rules/values';
import { SETTING_SCHEMAS } from '@/lib/settings/schema';
import { DEFAULT_VALUES, SETTING_KEYS } from '@/lib/settings/types';

const COLUMNS = new Map([
  ['0198a0a0-0000-7000-8000-000000000001', '政务公开 › 政策文件'],
  ['0198a0a0-0000-7000-8000-000000000002', '工作动态'],
]);
const [FILES = '', NEWS = ''] = COLUMNS.keys();

describe('底线', () => {
  const LISTS: Signer[][] = [
    [],
    ['disclosure_leader'],
    ['head_of_organ'],
    ['disclosure_leader', 'head_of_organ'],
    ['head_of_organ', 'disclosure_leader'],
    ['disclosure_leader', 'disclosure_leader'],
  ];
  it.each([
    ['a', [true, true, false, true, false, false]],
    ['b', [false, true, false, true, false, false]],
    ['c', [false, false, false, true, false, false]],
  ] as const)('[TR-1] %s 类可以由谁签发', (contentClass, allowed) => {
    expect(LISTS.map((list) => isAboveFloor(contentClass, list))).toEqual(allowed);
    const schema = SETTING_SCHEMAS[`sign_off_${contentClass}`];
    expect(LISTS.map((list) => schema.safeParse(list).success)).toEqual(allowed);
  });

  it('默认值都在底线以上', () => {
    for (const key of SETTING_KEYS) {
      expect(SETTING_SCHEMAS[key].safeParse(DEFAULT_VALUES[key]).success, key).toBe(true);
    }
    expect(CONTENT_CLASSES.length).toBe(3);
  });

  it.each([
    ['split_proof_l1', 'true'],
    ['show_reviewers', 1],
    ['column_class', { [FILES]: 'd' }],
    ['column_class', { 不是栏目: 'a' }],
    ['column_class', []],
    ['sign_off_b', ['publisher']],
    ['reprint_sources', [{ name: '', host: 'www.henan.gov.cn' }]],
    ['reprint_sources', [{ name: '省政府', host: 'https://www.henan.gov.cn/' }]],
  ] as const)('%s 不能是 %j', (key, value) => {
    expect(SETTING_SCHEMAS[key].safeParse(value).success).toBe(false);
  });
});

describe('变更的内容', () => {
  it('是与否、签发人，写作原来的和以后的', () => {
    expect(changedParts('split_proof_l1', false, true, COLUMNS)).toEqual([
      { title: '', added: [], removed: [], changed: [{ before: '否', after: '是' }] },
    ]);
    expect(changedParts('sign_off_a', [], ['disclosure_leader'], COLUMNS)[0]?.changed).toEqual([
      { before: '不另行签发', after: '分管政府信息公开的领导签发' },
    ]);
    expect(valueInWords('sign_off_c', ['disclosure_leader', 'head_of_organ'])).toBe(
      '分管政府信息公开的领导签发，再由主要领导签发',
    );
  });

  it.each(SETTING_KEYS)('%s：没有变化就没有内容', (key) => {
    expect(changedParts(key, DEFAULT_VALUES[key], DEFAULT_VALUES[key], COLUMNS)).toEqual([]);
  });

  it('栏目的等级：没有规定的就是 A 类，规定为 A 类不算变化', () => {
    const parts = changedParts('column_class', { [FILES]: 'b' }, { [NEWS]: 'c', [FILES]: 'a' }, COLUMNS);
    expect(parts[0]?.changed).toEqual([
      { before: '政务公开 › 政策文件：B 重要', after: '政务公开 › 政策文件：A 一般' },
      { before: '工作动态：A 一般', after: '工作动态：C 重大/敏感' },
    ]);
    expect(changedParts('column_class', {}, { [FILES]: 'a' }, COLUMNS)).toEqual([]);
  });

  it('来源：新增的和删去的', () => {
    const before = [{ name: '省政府', host: 'www.henan.gov.cn' }];
    const after = [{ name: '市政府', host: 'www.anyang.gov.cn' }];
    expect(changedParts('reprint_sources', before, after, COLUMNS)).toEqual([
      {
        title: '',
        added: ['市政府（www.anyang.gov.cn）'],
        removed: ['省政府（www.henan.gov.cn）'],
        changed: [],
      },
    ]);
  });

  it('词典：按类列出新增、删去、改动', () => {
    const before = {
      corrections: [
        { wrong: '布署', right: '部署' },
        { wrong: '帐户', right: '账户' },
      ],
      protectedNames: [{ name: '张某', posts: ['局长'], order: 1 }],
    };
    const after = {
      corrections: [
        { wrong: '布署', right: '部署', except: ['布署者'] },
        { wrong: '座标', right: '坐标' },
      ],
      protectedNames: [{ name: '张某', posts: ['局长'], order: 1 }],
    };
    expect(changedParts('proofreading_dictionary', before, after, COLUMNS)).toEqual([
      {
        title: '错别字',
        added: ['座标 → 坐标'],
        removed: ['帐户 → 账户'],
        changed: [{ before: '布署 → 部署', after: '布署 → 部署（例外：布署者）' }],
      },
    ]);
  });
});

describe('某一天的值', () => {
  const at = (hour: number) => new Date(Date.UTC(2026, 2, 1, hour));
  const values: SetValue[] = [
    { value: 1, effectiveFrom: '2026-01-01', setAt: at(1) },
    { value: 2, effectiveFrom: '2026-03-10', setAt: at(2) },
    { value: 3, effectiveFrom: '2026-03-10', setAt: at(3) },
    { value: 4, effectiveFrom: '2026-02-01', setAt: at(4) },
  ];
  it.each([
    ['2025-12-31', at(9), undefined],
    ['2026-01-01', at(9), 1],
    ['2026-02-01', at(9), 4],
    ['2026-02-01', at(3), 1],
    ['2026-03-09', at(9), 4],
    ['2026-03-10', at(9), 3],
    ['2026-03-10', at(2), 2],
    ['2026-03-10', at(0), undefined],
  ])('%s，在 %s 看来', (day, knownAt, value) => {
    expect(valueOn(values, day, knownAt)?.value).toBe(value);
  });
});
