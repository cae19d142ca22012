import { describe, expect, it } from 'vitest';
import { packagedCalendar } from '@/lib/calendar/rules/packaged-calendar';
import { unconfirmedOrgans } from '@/lib/disclosure/after-publication/rules/consultations';
import {
  hideConfirmDue,
  interpretationDue,
  liveCheckDue,
  penaltyWithdrawalDue,
} from '@/lib/disclosure/after-publication/rules/duties';
import { holdsTitle, linksOf } from '@/lib/disclosure/after-publication/rules/probe';
import { canRelate } from '@/lib/disclosure/after-publication/rules/relations';
import { canonicalContent } from '@/lib/disclosure/rules/canonical-content';
import { isChanged } from '@/lib/disclosure/rules/changed-content';
import { emptyContent } from '@/lib/disclosure/rules/content';
import { ADDED_IN_FORMAT_2, asItemContent, startOfCorrection } from '@/lib/disclosure/rules/content-format';
import { checkDeclarations, type DeclarationFacts, hostOf } from '@/lib/disclosure/rules/declarations';
import { itemContentSchema } from '@/lib/disclosure/schema';
import { ITEM_KINDS, type ItemContent } from '@/lib/disclosure/types';

const content = (changes: Partial<ItemContent> = {}): ItemContent => ({
  ...emptyContent('news', { name: '示例局' }, null),
  ...changes,
});
const FACTS: DeclarationFacts = {
  today: '2026-03-10',
  isCorrection: false,
  reprintSources: [{ name: '示例网', host: 'source.example' }],
};
const codes = (changes: Partial<ItemContent>, facts: Partial<DeclarationFacts> = {}) =>
  checkDeclarations(content(changes), { ...FACTS, ...facts }).map(({ code }) => code);

const REPRINT = {
  source_name: '示例网',
  source_url: 'https://www.source.example/a.htm',
  original_date: '2026-03-10',
  cuts: '',
};
const reprint = (changes: Partial<typeof REPRINT | { original_date: null }> = {}) => ({
  content_source: '示例网',
  reprint: { ...REPRINT, ...changes } as ItemContent['reprint'],
});

describe('转载', () => {
  it('[TR-7] 来源、网址、原文日期都写明，来源在名单里：可以提交', () => {
    expect(codes(reprint())).toEqual([]);
    expect(codes(reprint({ source_url: 'http://source.example' }))).toEqual([]);
    expect(codes({})).toEqual([]);
  });

  it.each<[string, Partial<ItemContent>, string[]]>([
    ['没有来源', reprint({ source_name: ' ' }), ['reprint_source_missing']],
    ['没有网址', reprint({ source_url: '' }), ['reprint_url_invalid']],
    ['不是网页的网址', reprint({ source_url: 'ftp://source.example/a' }), ['reprint_url_invalid']],
    ['没有原文日期', reprint({ original_date: null }), ['reprint_date_missing']],
    ['原文日期在明天', reprint({ original_date: '2026-03-11' }), ['reprint_date_future']],
    [
      '名单以外的来源',
      { ...reprint({ source_name: '别的网' }), content_source: '别的网' },
      ['reprint_source_unknown'],
    ],
    ['域名对不上', reprint({ source_url: 'https://source.example.evil/a' }), ['reprint_source_unknown']],
    ['域名只是结尾相同', reprint({ source_url: 'https://evilsource.example/a' }), ['reprint_source_unknown']],
    ['“来源”写的是别的单位', { ...reprint(), content_source: '示例局' }, ['reprint_source_differs']],
  ])('[TR-7] %s：不能提交', (_, changes, expected) => {
    expect(codes(changes)).toEqual(expected);
  });

  it('[TR-7] 用户名里写着来源的网址不算来源的网址', () => {
    expect(hostOf('https://source.example@evil.example/')).toBeNull();
    expect(codes(reprint({ source_url: 'https://source.example@evil.example/' }))).toEqual([
      'reprint_url_invalid',
    ]);
  });
});

describe('更正', () => {
  const typo = { kind: 'typo', note: '' } as const;
  it('[TR-12] 已公开的要写种类，没公开过的不能写', () => {
    expect(codes({}, { isCorrection: true })).toEqual(['correction_missing']);
    expect(codes({ correction: typo }, { isCorrection: true })).toEqual([]);
    expect(codes({ correction: typo })).toEqual(['correction_of_nothing']);
  });

  it('[TR-13] 内容更正要有更正说明', () => {
    const facts = { isCorrection: true };
    expect(codes({ correction: { kind: 'factual', note: ' ' } }, facts)).toEqual(['correction_note_missing']);
    expect(codes({ correction: { kind: 'factual', note: '甲改为乙' } }, facts)).toEqual([]);
  });

  it('[TR-12] 只写更正的种类不算改动；更正说明改了、文字改了才算', () => {
    const published = content({ title: '标题', correction: { kind: 'factual', note: '甲改为乙' } });
    const begun = startOfCorrection(published);
    expect(begun.correction).toBeNull();
    expect(isChanged(published, begun)).toBe(false);
    expect(isChanged(startOfCorrection(published), { ...begun, correction: typo })).toBe(false);
    expect(isChanged(published, { ...begun, correction: published.correction })).toBe(false);
    expect(isChanged(published, { ...begun, correction: { kind: 'factual', note: '甲改为丙' } })).toBe(true);
    expect(isChanged(published, { ...begun, title: '别的标题' })).toBe(true);
  });
});

describe('稿件的格式', () => {
  const first = (item: ItemContent) => {
    const entries = Object.entries({ ...item, _format: 1 });
    return Object.fromEntries(entries.filter(([key]) => !(key in ADDED_IN_FORMAT_2)));
  };

  it('[TR-2] 第一种格式读成现在的格式，没有的都是空的；新稿写成第二种', () => {
    const now = content({ title: '标题' });
    expect(asItemContent(first(now))).toEqual(now);
    expect(itemContentSchema.parse(first(now))).toEqual(now);
    expect(JSON.parse(canonicalContent(now).canonical)).toMatchObject({ _format: 2 });
    expect(canonicalContent(now).canonical.startsWith('{"_format":2,')).toBe(true);
  });

  it('[TR-2] 旧格式的公开稿和没有改动的草稿相同，哪一方是旧格式都一样', () => {
    const now = content({ title: '标题' });
    const old = asItemContent(first(now));
    expect([isChanged(old, now), isChanged(now, old)]).toEqual([false, false]);
    expect(isChanged(old, { ...now, touches_organs: ['别的机关'] })).toBe(true);
  });

  it('别的格式和缺了键的都不收', () => {
    const { touches_organs: _, ...short } = content();
    for (const bad of [{ ...content(), _format: 3 }, short, { ...first(content()), extra: 1 }, null, 'x']) {
      expect(itemContentSchema.safeParse(bad).success).toBe(false);
    }
  });
});

describe('协商确认', () => {
  it('[TR-8] 只有对这一稿的、有确认日期的才算', () => {
    const row = { organName: '甲', contentHash: 'a', confirmedOn: '2026-03-01', recordedBy: 'p' };
    expect(unconfirmedOrgans(['甲', '乙'], 'a', [row])).toEqual(['乙']);
    expect(unconfirmedOrgans(['甲'], 'b', [row])).toEqual(['甲']);
    expect(unconfirmedOrgans(['甲'], 'a', [{ ...row, confirmedOn: null }])).toEqual(['甲']);
    expect(unconfirmedOrgans([], 'a', [])).toEqual([]);
    // Who gives 终审 does not rest on the own record.
    expect(unconfirmedOrgans(['甲'], 'a', [row], 'p')).toEqual(['甲']);
    expect(unconfirmedOrgans(['甲'], 'a', [row], 'q')).toEqual([]);
  });
});

describe('期限', () => {
  const calendar = packagedCalendar();
  // 2026-09-30 is a Wednesday; 1 to 7 October are days off.
  it.each([
    ['发布后核查', liveCheckDue, '2026-10-08'],
    ['[TR-14] 确认隐藏', hideConfirmDue, '2026-10-08'],
    ['[TR-15] 处罚决定的撤回', penaltyWithdrawalDue, '2026-10-10'],
    ['[PF-27] 解读', interpretationDue, '2026-10-10'],
  ] as const)('%s：国庆前一天起算', (_, due, on) => {
    expect(due(calendar, '2026-09-30', on)).toEqual({ on, isLate: false });
    const next = new Date(Date.parse(`${on}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
    expect(due(calendar, '2026-09-30', next)).toEqual({ on, isLate: true });
  });
});

describe('关联和页面', () => {
  it('[PF-28] 解读只能是政策解读，更正公告和撤回理由只能是通知公告或澄清', () => {
    expect(ITEM_KINDS.filter((kind) => canRelate('interpretation', kind))).toEqual(['policy_interpretation']);
    for (const kind of ['correction_notice', 'withdrawal_notice'] as const) {
      expect(ITEM_KINDS.filter((other) => canRelate(kind, other))).toEqual(['notice', 'clarification']);
    }
  });

  it('标题在页面上，不论怎样转义和分行', () => {
    expect(holdsTitle('<h1>A&amp;B 的<wbr>“&lt;通知&gt;”</h1>', 'A&B的“<通知>”')).toBe(true);
    expect(holdsTitle('<h1>通告</h1>', '通知')).toBe(false);
    // What was escaped twice is another title.
    expect(holdsTitle('A&amp;amp;B', 'A&B')).toBe(false);
  });

  it('正文、表格和年报各部分里的链接各一次', () => {
    const link = (href: string) => ({
      type: 'paragraph' as const,
      content: [{ type: 'text' as const, text: 'x', marks: [{ type: 'link' as const, attrs: { href } }] }],
    });
    const table = {
      type: 'table' as const,
      content: [
        { type: 'tableRow' as const, content: [{ type: 'tableCell' as const, content: [link('/b')] }] },
      ],
    };
    const body = { type: 'doc' as const, content: [link('/a'), link('/a'), table] };
    expect(linksOf({ body, report: null })).toEqual(['/a', '/b']);
  });
});
