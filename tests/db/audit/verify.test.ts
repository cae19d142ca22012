import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type pg from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { appendAnchors } from '@/lib/audit/jobs';
import { verifyAudit } from '@/lib/audit/queries/verify-audit';
import { parseAnchors } from '@/lib/audit/rules/check-chain';
import { changeVisibility } from '@/lib/disclosure/commands/change-visibility';
import { canonicalJson, sha256Hex } from '@/lib/platform/canonical';
import {
  makeOrgan,
  openTestOffice,
  publishNew,
  seen,
  type TestOffice,
  type TestOrgan,
  unwrap,
} from '../../support/factories';

let office: TestOffice;
let owner: pg.Client;
let organ: TestOrgan;
let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'gongkai-anchor-'));
  office = await openTestOffice();
  owner = await office.connect('owner');
  const staff = await office.connect('staff');
  organ = await makeOrgan(staff);
  const other = await makeOrgan(staff);
  const itemId = await publishNew(organ);
  const act = async (reason: string) => ({ ...(await seen(itemId)), reason });
  unwrap(await changeVisibility(organ.cast.l1, 'hide', await act('有误')));
  unwrap(await changeVisibility(organ.cast.l3, 'restore', await act('无误')));
  await publishNew(other);
});
afterAll(async () => {
  await office.close();
  rmSync(folder, { recursive: true });
});

/** With every trigger off: what only somebody with the keys of the database can do. */
async function tamper(sql: string, values: unknown[] = []): Promise<void> {
  await tampered.query(sql, values);
}
let tampered: pg.Client;
beforeAll(async () => {
  tampered = await office.connect('superuser');
  await tampered.query('SET session_replication_role = replica');
});

const TABLES = ['audit_entry', 'audit_head', 'decision', 'publication', 'visibility_event', 'version'];
let saved = false;
/** Puts the tables back as they were before the test. */
async function restore(): Promise<void> {
  for (const table of TABLES) {
    const columns = await tampered.query<{ column_name: string }>(
      `SELECT column_name FROM information_schema.columns
       WHERE table_schema = 'office' AND table_name = $1 AND is_generated = 'NEVER'`,
      [table],
    );
    const list = columns.rows.map((row) => `"${row.column_name}"`).join(', ');
    if (!saved)
      await tampered.query(`CREATE TEMP TABLE saved_${table} AS SELECT ${list} FROM office.${table}`);
    else {
      await tampered.query(`DELETE FROM office.${table}`);
      await tampered.query(`INSERT INTO office.${table} (${list}) SELECT ${list} FROM saved_${table}`);
    }
  }
  saved = true;
}
beforeAll(() => restore());
afterEach(() => restore());

async function findings() {
  return (await verifyAudit()).findings.map(({ code, record }) => (record ? `${code} ${record.type}` : code));
}

describe('audit verify', () => {
  it('真实办理之后日志完整，每条记录都对照过', async () => {
    const result = await verifyAudit();
    expect(result.findings).toEqual([]);
    expect(result.chains.map(({ rows }) => rows > 5)).toEqual([true, true]);
    expect(result.records).toMatchObject({
      decision: 8,
      publication: 2,
      visibility_event: 2,
      version: 2,
      leak_watch_run: 0,
      finding_list: 0,
      finding: 0,
      finding_handling: 0,
      follow_up: 0,
      arrangement: 0,
    });
  });

  it('属主关掉触发器改一行日志，被指出', async () => {
    await owner.query('ALTER TABLE office.audit_entry DISABLE TRIGGER USER');
    await owner.query(
      `UPDATE office.audit_entry SET entry = replace(entry, '"action":"decide"', '"action":"forged"')
       WHERE chain = $1 AND seq = 4`,
      [organ.id],
    );
    await owner.query('ALTER TABLE office.audit_entry ENABLE TRIGGER USER');
    const { findings } = await verifyAudit();
    expect(findings).toContainEqual({ code: 'entry_changed', chain: organ.id, seq: 4, record: null });
  });

  const SHIFT = 'UPDATE office.audit_entry SET seq = -seq WHERE chain = $1 AND seq >= 4';
  it.each<[title: string, statements: string[], expected: string]>([
    [
      '改一行，连同它自己的校验值一起改',
      [
        `UPDATE office.audit_entry SET entry = replace(entry, '"_format":1', '"_format":2'),
           hash = encode(sha256(convert_to(replace(entry, '"_format":1', '"_format":2'), 'UTF8')), 'hex')
         WHERE chain = $1 AND seq = 4`,
      ],
      'link_broken 5',
    ],
    ['删去中间一行', ['DELETE FROM office.audit_entry WHERE chain = $1 AND seq = 4'], 'row_missing 4'],
    ['删去第一行', ['DELETE FROM office.audit_entry WHERE chain = $1 AND seq = 1'], 'row_missing 1'],
    [
      '删去一行，后面的行号补上来',
      [
        'DELETE FROM office.audit_entry WHERE chain = $1 AND seq = 4',
        SHIFT,
        'UPDATE office.audit_entry SET seq = -seq - 1 WHERE chain = $1 AND seq < 0',
      ],
      'entry_misplaced 4',
    ],
    [
      '在末尾插入一行',
      [
        `INSERT INTO office.audit_entry (chain, seq, entry, hash)
         SELECT chain, seq + 1, entry, hash FROM office.audit_entry WHERE chain = $1 ORDER BY seq DESC LIMIT 1`,
      ],
      'entry_misplaced',
    ],
    [
      '在中间插入一行，后面的行号让出来',
      [
        SHIFT,
        'UPDATE office.audit_entry SET seq = -seq + 1 WHERE chain = $1 AND seq < 0',
        `INSERT INTO office.audit_entry (chain, seq, entry, hash)
         SELECT chain, 4, e, encode(sha256(convert_to(e, 'UTF8')), 'hex') FROM office.audit_entry
         CROSS JOIN LATERAL (SELECT replace(entry, '"seq":3', '"seq":4')) AS copy(e) WHERE chain = $1 AND seq = 3`,
      ],
      'link_broken 4',
    ],
    [
      '对调两行',
      [
        'UPDATE office.audit_entry SET seq = -seq WHERE chain = $1 AND seq IN (4, 5)',
        'UPDATE office.audit_entry SET seq = 9 + seq WHERE chain = $1 AND seq < 0',
      ],
      'entry_misplaced 4',
    ],
    [
      '截去末尾两行',
      [
        `DELETE FROM office.audit_entry
         WHERE chain = $1 AND seq > (SELECT seq - 2 FROM office.audit_head WHERE chain = $1)`,
      ],
      'end_cut_off',
    ],
    [
      '整条链连同末尾一起删去',
      ['DELETE FROM office.audit_head WHERE chain = $1', 'DELETE FROM office.audit_entry WHERE chain = $1'],
      'record_without_audit',
    ],
  ])('日志：%s，被指出', async (_, statements, expected) => {
    for (const sql of statements) await tamper(sql, [organ.id]);
    const found = (await verifyAudit({ organId: organ.id })).findings;
    expect(found.map(({ code, seq }) => `${code} ${seq}`).join('\n')).toContain(expected);
    // The chain of another organ is not touched, and not blamed.
    const others = (await verifyAudit()).findings.filter(({ chain }) => chain !== organ.id);
    expect(others).toEqual([]);
  });

  it('整条链从某一行起重写，各行校验值都对：库外存证说得出', async () => {
    const file = path.join(folder, 'rewritten', 'heads.jsonl');
    await appendAnchors(file);
    const anchors = parseAnchors(readFileSync(file, 'utf8'));
    if (typeof anchors === 'number') throw new Error('not anchors');
    const { rows } = await tampered.query<{ seq: number; entry: string }>(
      'SELECT seq, entry FROM office.audit_entry WHERE chain = $1 ORDER BY seq',
      [organ.id],
    );
    let previous: string | null = null;
    for (const { seq, entry } of rows) {
      const forged = { ...JSON.parse(entry), previous, ...(seq === 2 ? { client_address: '8.8.8.8' } : {}) };
      const text = canonicalJson(forged);
      previous = sha256Hex(text);
      await tamper('UPDATE office.audit_entry SET entry = $3, hash = $4 WHERE chain = $1 AND seq = $2', [
        organ.id,
        seq,
        text,
        previous,
      ]);
    }
    await tamper('UPDATE office.audit_head SET hash = $2 WHERE chain = $1', [organ.id, previous]);
    expect((await verifyAudit()).findings).toEqual([]);
    expect((await verifyAudit({ anchors })).findings.map(({ code, chain }) => `${code} ${chain}`)).toEqual([
      `anchor_differs ${organ.id}`,
    ]);
  });

  it.each([
    ['决定的意见', `UPDATE office.decision SET opinion = opinion || '改'`, 'record_changed decision'],
    [
      '决定的结论',
      `UPDATE office.decision SET conclusion = 'return', return_to = 0, opinion = '改'`,
      'record_changed decision',
    ],
    [
      '保密审查的逐项答复',
      `UPDATE office.decision SET secrecy = '{}' WHERE step = 'secrecy'`,
      'record_changed decision',
    ],
    ['校对要点', `UPDATE office.decision SET proof_checklist = '{"x":true}'`, 'record_changed decision'],
    [
      '决定的日期',
      `UPDATE office.decision SET decided_at = decided_at - interval '1 day'`,
      'record_changed decision',
    ],
    ['发布人', `UPDATE office.publication SET publisher_id = uuidv7()`, 'record_changed publication'],
    [
      '发布日期',
      `UPDATE office.publication SET published_at = now() - interval '9 days'`,
      'record_changed publication',
    ],
    ['隐藏的理由', `UPDATE office.visibility_event SET reason = '改'`, 'record_changed visibility_event'],
    ['送审的编号', `UPDATE office.version SET number = number + 7`, 'record_changed version'],
  ])('%s被改动，被指出', async (_, sql, expected) => {
    await tamper(sql);
    expect(await findings()).toContain(expected);
  });

  it('送审的文字被改动，连同它的校验值一起改也看得出', async () => {
    await tamper(
      `UPDATE office.version SET canonical = replace(canonical, '正文', '假文'),
         content_hash = encode(sha256(convert_to(replace(canonical, '正文', '假文'), 'UTF8')), 'hex')`,
    );
    expect(await findings()).toContain('record_changed version');
  });

  it.each([
    ['decision', `DELETE FROM office.decision WHERE step = 'l2'`],
    ['publication', `DELETE FROM office.publication`],
    ['visibility_event', `DELETE FROM office.visibility_event`],
  ])('删去的 %s，日志里还有', async (type, sql) => {
    await tamper(sql);
    expect(await findings()).toContain(`audit_without_record ${type}`);
  });

  it('日志里没有写过的记录，被指出', async () => {
    await tamper(
      `INSERT INTO office.visibility_event (item_id, publication_id, kind, person_id, reason, at)
       SELECT item_id, publication_id, 'archive', person_id, '补', at FROM office.visibility_event LIMIT 1`,
    );
    expect(await findings()).toEqual(['record_without_audit visibility_event']);
  });

  it('截去末尾，留下的末尾说得出；连末尾一起改，库外存证说得出', async () => {
    const file = path.join(folder, 'deep', 'heads.jsonl');
    const written = await appendAnchors(file);
    await appendAnchors(file);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    const anchors = parseAnchors(readFileSync(file, 'utf8'));
    expect(anchors).toHaveLength(4);
    if (typeof anchors === 'number') throw new Error('not anchors');
    expect((await verifyAudit({ anchors })).findings).toEqual([]);

    const last = written.find((anchor) => anchor.chain === organ.id);
    await tamper('DELETE FROM office.audit_entry WHERE chain = $1 AND seq = $2', [organ.id, last?.seq]);
    expect(await findings()).toContain('end_cut_off');

    await tamper(
      `UPDATE office.audit_head SET (seq, hash) = (SELECT seq, hash FROM office.audit_entry WHERE chain = $1
         ORDER BY seq DESC LIMIT 1) WHERE chain = $1`,
      [organ.id],
    );
    expect(await findings()).not.toContain('end_cut_off');
    expect((await verifyAudit({ anchors })).findings).toContainEqual({
      code: 'anchor_missing',
      chain: organ.id,
      seq: last?.seq,
      record: null,
    });
  });
});
