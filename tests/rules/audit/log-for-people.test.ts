import { describe, expect, it } from 'vitest';
import { ACT_PHRASES, actName, actPhrase, subjectName } from '@/lib/audit/rules/act-names';
import { itemOf, readEntry } from '@/lib/audit/rules/audit-entry';
import { csvCell, exportHead, exportRow } from '@/lib/audit/rules/audit-file';
import { auditHref, readAuditQuery } from '@/lib/audit/rules/audit-query';
import { detailRows } from '@/lib/audit/rules/detail-rows';
import { listFiles, readText } from '../../architecture/paths';

const row = (entry: Record<string, unknown>) => ({
  chain: 'c',
  seq: 7,
  entry: JSON.stringify({
    at: '2026-03-10T01:12:33.000Z',
    person_id: 'p',
    person_name: '张三',
    client_address: '10.0.0.1',
    action: 'read',
    subject_type: 'item',
    subject_id: 'abcdefghij',
    previous: 'f'.repeat(64),
    detail: null,
    ...entry,
  }),
  hash: 'a'.repeat(64),
});

describe('导出的表格', () => {
  it.each([
    ['=1+1', `'=1+1`],
    ['+86', `'+86`],
    ['-1', `'-1`],
    ['@SUM(A1)', `'@SUM(A1)`],
    ['  =1+1', `'  =1+1`],
    ['＝1+1', `'＝1+1`],
    ['\t=1', `'\t=1`],
    ['关于=的通知', '关于=的通知'],
    ['说“好”,他说', '"说“好”,他说"'],
    ['引"号', '"引""号"'],
    ['两\n行', '"两\n行"'],
    [`=HYPERLINK("x","y")`, `"'=HYPERLINK(""x"",""y"")"`],
  ])('单元格 %j 打开时不会被当成公式，也不会串列', (text, expected) => {
    expect(csvCell(text)).toBe(expected);
  });

  it('开头有字节序标记，每行列数相同，时间是北京时间', () => {
    const head = exportHead('csv');
    expect(head.startsWith('\uFEFF')).toBe(true);
    const line = exportRow('csv', row({ person_name: '=cmd' }));
    expect(line.split(',')).toHaveLength(head.split(',').length);
    expect(line).toContain(`2026-03-10 09:12,2026-03-10T01:12:33.000Z,'=cmd,`);
    expect(line.endsWith('\r\n')).toBe(true);
  });

  it('JSON 行保留被校验的原文；原文被改坏也导得出', () => {
    const told = JSON.parse(exportRow('jsonl', row({})));
    expect(told).toEqual({ chain: 'c', seq: 7, hash: 'a'.repeat(64), entry: row({}).entry });
    const broken = { ...row({}), entry: 'not json' };
    expect(JSON.parse(exportRow('jsonl', broken)).entry).toBe('not json');
    expect(exportRow('csv', broken)).toContain('a'.repeat(64));
  });
});

describe('日志的一行用白话说', () => {
  it('谁、做了什么、对什么', () => {
    expect(actPhrase('save_draft', subjectName('item', 'x', '通知'))).toBe('保存了信息“通知”的草稿');
    expect(actPhrase('brand_new', subjectName('box', '9', null))).toBe('办理了“brand_new”：box 9');
    expect(actName('read')).toBe('阅读');
  });

  it('决定和别的记录按它所说的信息认', () => {
    const decision = row({ subject_type: 'decision', subject_id: 'd', detail: { item_id: 'abcdefghij' } });
    expect(itemOf(readEntry(decision))).toBe('abcdefghij');
    expect(itemOf(readEntry(row({ subject_type: 'account', subject_id: 'x' })))).toBeNull();
  });

  it('记下的内容逐项列出：前后、列表、空值、嵌套', () => {
    expect(
      detailRows({ from: 'a', to: 'b', roles: ['author'], reason: '', filter: { person: '张' } }),
    ).toEqual([
      { label: '原来', value: 'a' },
      { label: '改为', value: 'b' },
      { label: '角色', value: '拟稿人' },
      { label: '理由', value: '（空）' },
      { label: '条件 · person', value: '张' },
    ]);
    expect(detailRows({ surface: 'review', whole: true })).toEqual([
      { label: '在哪里', value: '审核页面' },
      { label: '是否完整', value: '是' },
    ]);
    expect(detailRows({ decidedAt: '2026-03-10T01:12:33.000Z', conclusion: 'return' })).toEqual([
      { label: '决定时间', value: '2026-03-10 09:12' },
      { label: '结论', value: '退回' },
    ]);
    expect(detailRows(null)).toEqual([]);
  });

  it('程序里写进日志的每一种操作都有中文名称', () => {
    const sources = listFiles('lib', (file) => file.endsWith('.ts') && !file.includes('/rules/'));
    // A constant in the call, or the name of an act handed on.
    const patterns = [
      /\baudit\w*\(\s*tx,\s*[^']{1,60}?,\s*'([a-z_]+)'/g,
      /\bfollowUp\(\s*actor,\s*[\w.]+,\s*'[a-z_]+',\s*'([a-z_]+)'/g,
      /\baction: (?:\w+ \? )?'([a-z_]+)'/g,
      /\baction: \w+ \? '[a-z_]+' : '([a-z_]+)'/g,
    ];
    const found = sources.flatMap((file) => {
      const text = readText(file);
      if (!/writeAudit|auditItem|followUp\(/.test(text)) return [];
      return patterns.flatMap((pattern) => [...text.matchAll(pattern)].map(([, action]) => action ?? ''));
    });
    expect(found.length).toBeGreaterThan(40);
    expect([...new Set(found)].filter((action) => !(action in ACT_PHRASES)).sort()).toEqual([]);
  });
});

describe('查找的条件', () => {
  it('从地址读出，不认识的不用；写回地址再读，还是一样', () => {
    const query = readAuditQuery({
      person: ' 张三 ',
      action: 'read',
      subject: '通知\u0000',
      address: '10.0.0.1',
      from: '2026-03-01',
      to: '2026-02-30',
      sort: 'oldest',
      after: '120',
      other: 'x',
    });
    expect(query).toEqual({
      filter: { person: '张三', action: 'read', subject: '通知', address: '10.0.0.1', from: '2026-03-01' },
      sort: 'oldest',
      after: 120,
    });
    const params = Object.fromEntries(new URL(auditHref(query), 'http://x').searchParams);
    expect(readAuditQuery(params)).toEqual(query);
    expect(readAuditQuery({ action: 'constructor', after: '-1', person: ['a', 'b'] })).toEqual({
      filter: {},
      sort: 'newest',
      after: null,
    });
  });
});
