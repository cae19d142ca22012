import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { beginExport, recordAnchors, recordVerification } from '@/lib/audit/commands/note-audit';
import { appendAnchors, noteVerification } from '@/lib/audit/jobs';
import { findAuditEntry, findLastAct, readForExport, searchAudit } from '@/lib/audit/queries/search-audit';
import { verifyAudit } from '@/lib/audit/queries/verify-audit';
import { exportRow } from '@/lib/audit/rules/audit-file';
import { AUDIT_PAGE_ROWS, type AuditFilter } from '@/lib/audit/rules/audit-query';
import { disableAccount } from '@/lib/organs/commands/disable-account';
import type { Actor } from '@/lib/organs/types';
import { sha256Hex } from '@/lib/platform/canonical';
import { atTime } from '@/lib/platform/clock';
import {
  draftItem,
  makeOrgan,
  makePerson,
  openTestOffice,
  publishNew,
  save,
  type TestOffice,
  type TestOrgan,
  unwrap,
} from '../../support/factories';

let office: TestOffice;
let staff: pg.Client;
let owner: pg.Client;
let organ: TestOrgan;
let auditor: Actor;
const OPERATOR = { personId: null, name: '命令行（root）', clientAddress: null } as const;

beforeAll(async () => {
  office = await openTestOffice('demo');
  staff = await office.connect('staff');
  owner = await office.connect('owner');
  organ = await makeOrgan(staff);
  auditor = await makePerson(staff, organ, '审计员', ['audit_admin']);
});
afterAll(() => office.close());

const find = (filter: AuditFilter, sort: 'newest' | 'oldest' = 'newest', after: number | null = null) =>
  searchAudit(auditor, { filter, sort, after });
const told = async (filter: AuditFilter) =>
  (await find(filter)).rows.map(({ entry }) => `${entry.personName} ${entry.action}`);

describe('查找日志', () => {
  it('按人员、操作、标题（现在的和从前的）、编号、日期、来源地址，单独用和一起用', async () => {
    const day = (text: string) => new Date(`${text}+08:00`);
    const itemId = await atTime(day('2026-03-02T09:00:00'), () =>
      draftItem(organ, { content: { title: '关于停水的通知100%' } }),
    );
    // The percent sign is a sign, not a wildcard.
    expect(await told({ subject: '通知100%' })).toEqual(['author create_item']);
    expect(await told({ subject: '停水%100' })).toEqual([]);
    await atTime(day('2026-03-03T00:00:00'), () => save(organ, itemId, { title: '改过的标题' }));
    await atTime(day('2026-03-03T23:59:59'), () => save(organ, itemId, { summary: '概述' }, organ.cast.l1));
    const { rows } = await staff.query<{ id: string }>(
      `INSERT INTO office.account (person_id, login, password_hash) VALUES ($1, 'someone', 'x') RETURNING id`,
      [organ.cast.l2.personId],
    );
    expect(rows).toHaveLength(1);
    unwrap(await disableAccount(OPERATOR, { login: 'someone' }));

    expect(await told({ person: 'l1', subject: itemId })).toEqual(['l1 save_draft']);
    expect(await told({ action: 'create_item' })).toEqual(['author create_item']);
    expect(await told({ subject: '改过的' })).toHaveLength(3);
    expect(await told({ from: '2026-03-03', to: '2026-03-03' })).toEqual([
      'l1 save_draft',
      'author save_draft',
    ]);
    expect(await told({ from: '2026-03-02', to: '2026-03-02' })).toEqual(['author create_item']);
    expect(await told({ address: '10.0.0.1', action: 'create_item' })).toHaveLength(1);
    expect(await told({ address: '10.0.0.9' })).toEqual([]);
    expect(await told({ person: '命令行' })).toEqual(['命令行（root） disable_account']);
    expect(await told({ person: '_' })).toEqual([]);
    const [row] = (await find({ subject: itemId })).rows;
    expect(row?.title).toBe('改过的标题');
  });

  it('翻页不漏也不重，期间有人写入也一样；正序和倒序', async () => {
    for (let n = 0; n < AUDIT_PAGE_ROWS + 5; n += 1) await draftItem(organ);
    const first = await find({ action: 'create_item' });
    expect([first.rows.length, first.total, first.isMore]).toEqual([
      AUDIT_PAGE_ROWS,
      AUDIT_PAGE_ROWS + 6,
      false,
    ]);
    await draftItem(organ);
    const second = await find({ action: 'create_item' }, 'newest', first.next);
    const seqs = [...first.rows, ...second.rows].map(({ entry }) => entry.seq);
    expect(seqs).toHaveLength(AUDIT_PAGE_ROWS + 6);
    expect(seqs).toEqual([...new Set(seqs)].sort((a, b) => b - a));
    expect(second.next).toBeNull();
    const oldest = await find({}, 'oldest');
    expect(oldest.rows[0]?.entry.seq).toBe(1);
    expect(oldest.next).toBe(AUDIT_PAGE_ROWS);
  });

  it('一行的校验值和前一行的校验值接得上', async () => {
    const [one, two] = await Promise.all([findAuditEntry(auditor, 1), findAuditEntry(auditor, 2)]);
    expect(one?.entry.previous).toBeNull();
    expect(two?.entry.previous).toBe(one?.entry.hash);
    expect(await findAuditEntry(organ.cast.head, 1)).toBeNull();
    expect(await findAuditEntry(auditor, 999_999)).toBeNull();
  });
});

describe('导出日志', () => {
  it('导出的最后一行就是导出本身；每一行都能单独验算校验值', async () => {
    const { last } = unwrap(await beginExport(auditor, { format: 'jsonl', filter: { person: '审计员' } }));
    await draftItem(organ);
    const lines: { seq: number; entry: string; hash: string }[] = [];
    for await (const rows of readForExport(organ.id, {}, last)) {
      for (const row of rows) lines.push(JSON.parse(exportRow('jsonl', row)));
    }
    expect(lines.at(-1)?.seq).toBe(last);
    expect(lines.at(-1)?.entry).toContain('"action":"export_audit"');
    expect(lines.at(-1)?.entry).toContain('"filter":{"person":"审计员"}');
    expect(lines.map(({ seq }) => seq)).toEqual(Array.from({ length: last }, (_, at) => at + 1));
    for (const { entry, hash } of lines) expect(sha256Hex(entry)).toBe(hash);
  });
});

describe('核验和存证都在日志里留痕', () => {
  it('写下存证之后，看得出什么时候写的、写到哪一行', async () => {
    const anchors = await appendAnchors(`/tmp/gongkai-anchor-${process.pid}.jsonl`);
    await recordAnchors(anchors);
    const anchored = await findLastAct(auditor, 'anchor_audit');
    const own = anchors.find(({ chain }) => chain === organ.id);
    expect(anchored?.detail).toEqual({ seq: own?.seq, hash: own?.hash });
  });

  it('核验的结果记进本机关的日志；有问题时告诉审计员和主要领导，一天一次，不说是什么', async () => {
    const whole = await verifyAudit({ organId: organ.id });
    expect(whole.findings).toEqual([]);
    expect(whole.chains.map(({ chain }) => chain)).toEqual([organ.id]);
    await recordVerification(organ.id, auditor, whole);
    expect((await findLastAct(auditor, 'verify_audit'))?.detail).toMatchObject({ whole: true, found: 0 });

    const broken = {
      ...whole,
      findings: [{ code: 'entry_changed', chain: organ.id, seq: 3, record: null }] as const,
    };
    await noteVerification(broken);
    await noteVerification(broken);
    const noted = await findLastAct(auditor, 'verify_audit');
    expect(noted).toMatchObject({ personName: '系统（日志核验）', detail: { whole: false, found: 1 } });
    expect(JSON.stringify(noted?.detail)).toContain('第 3 行');
    const { rows } = await staff.query<{ name: string; params: unknown }>(
      `SELECT p.name, n.params FROM office.notice n JOIN office.person p ON p.id = n.person_id
       WHERE n.kind = 'audit_broken' ORDER BY 1`,
    );
    expect(rows).toEqual(['head', 'headB', '审计员'].map((name) => ({ name, params: {} })));
  });
});

describe('[G4] 日志比账号、角色、栏目活得久', () => {
  it('改名、离职、收回角色之后，原来的行仍是当时的姓名，核验仍然完整', async () => {
    const itemId = await publishNew(organ);
    await owner.query(`UPDATE office.person SET name = '改了名', left_on = '2026-01-01' WHERE id = $1`, [
      organ.cast.l1.personId,
    ]);
    await owner.query(`UPDATE office.role_grant SET ends_on = '2026-01-01' WHERE person_id = $1`, [
      organ.cast.l1.personId,
    ]);
    await owner.query('UPDATE office.account SET disabled_at = now() WHERE person_id = $1', [
      organ.cast.l2.personId,
    ]);
    expect(await told({ subject: itemId, action: 'decide' })).toContain('l1 decide');
    // Found under the present name, since the row keeps the id.
    expect(await told({ subject: itemId, person: '改了名' })).toContain('l1 decide');
    expect((await verifyAudit()).findings).toEqual([]);
  });

  it.each([
    ['人员', 'DELETE FROM office.person'],
    ['账号', 'DELETE FROM office.account'],
    ['角色', 'DELETE FROM office.role_grant'],
    ['栏目', 'DELETE FROM office.site_column'],
    ['股室', 'DELETE FROM office.section'],
    ['机关', 'DELETE FROM office.organ'],
    ['日志的末尾', 'DELETE FROM office.audit_head'],
  ])('办公角色删不掉%s', async (_, sql) => {
    await expect(staff.query(sql)).rejects.toMatchObject({ code: '42501' });
  });

  it('有过信息的栏目、办过事的人员，属主也删不掉', async () => {
    await expect(
      owner.query('DELETE FROM office.person WHERE id = $1', [organ.cast.l1.personId]),
    ).rejects.toThrow();
    await expect(owner.query('DELETE FROM office.organ WHERE id = $1', [organ.id])).rejects.toThrow();
  });
});
