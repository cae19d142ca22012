import { describe, expect, it } from 'vitest';
import { factsOfRow, RecordComparison } from '@/lib/audit/rules/compare-records';
import type { AuditRow, RecordFacts } from '@/lib/audit/types';
import type { Json } from '@/lib/platform/canonical';

function row(seq: number, action: string, detail: Json): AuditRow {
  const entry = { chain: 'organ', seq, action, person_id: 'sun', subject_id: 'item', detail };
  return { chain: 'organ', seq, entry: JSON.stringify(entry), hash: '' };
}

const published = row(7, 'publish', { publication_id: 'p', content_hash: 'h' });
const publication: RecordFacts = {
  type: 'publication',
  id: 'p',
  chain: 'organ',
  facts: { person_id: 'sun', item_id: 'item', publication_id: 'p', content_hash: 'h' },
};

function compare(rows: readonly AuditRow[], records: readonly RecordFacts[]) {
  const comparison = new RecordComparison();
  for (const each of rows) comparison.hear(each);
  for (const record of records) comparison.meet(record);
  return comparison.conclude();
}

describe('日志与记录对照', () => {
  it('一致就没有问题', () => {
    expect(compare([published], [publication])).toEqual([]);
  });

  it.each([
    ['内容', { facts: { person_id: 'sun', item_id: 'item', publication_id: 'p', content_hash: 'other' } }],
    ['办理人', { facts: { person_id: 'li', item_id: 'item', publication_id: 'p', content_hash: 'h' } }],
    ['机关', { chain: 'other' }],
  ])('记录的%s被改动，指出日志的那一行和那条记录', (_, change) => {
    expect(compare([published], [{ ...publication, ...change }])).toEqual([
      { code: 'record_changed', chain: 'organ', seq: 7, record: { type: 'publication', id: 'p' } },
    ]);
  });

  it('日志里没有的记录', () => {
    expect(compare([], [publication])).toMatchObject([{ code: 'record_without_audit', seq: null }]);
  });

  it('记录没有了，日志里还有', () => {
    expect(compare([published], [])).toMatchObject([{ code: 'audit_without_record', seq: 7 }]);
  });

  it('同一条记录写进日志两次', () => {
    expect(compare([published, { ...published, seq: 8 }], [publication])).toMatchObject([
      { code: 'record_changed', seq: 8 },
    ]);
  });

  it('送审后提高内容等级不算改动', () => {
    const facts = factsOfRow(row(1, 'submit', { version_id: 'v', content_class: 'a', content_hash: 'h' }));
    expect(facts).toEqual({
      type: 'version',
      id: 'v',
      chain: 'organ',
      facts: { version_id: 'v', content_hash: 'h', person_id: 'sun', item_id: 'item' },
    });
  });

  it('撤回、隐藏、恢复、归档对应各自的记录，其他动作不对应记录', () => {
    const kind = (action: string) =>
      (factsOfRow(row(1, action, { event_id: 'e' }))?.facts as { kind?: string } | undefined)?.kind;
    expect(['hide', 'withdraw_item', 'restore', 'archive', 'sign_in'].map(kind)).toEqual([
      'hide',
      'withdraw',
      'restore',
      'archive',
      undefined,
    ]);
  });
});
