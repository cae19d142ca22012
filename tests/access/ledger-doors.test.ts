import { beforeAll, describe, expect, it, vi } from 'vitest';
import { POST as exportRegister } from '@/app/(staff)/office/(desk)/applications/export/route';
import { rolesFor, rowsOf } from '@/lib/access/rules/doors';
import * as knowledge from '@/lib/applications/knowledge/actions';
import { listCases, mayReadLedger } from '@/lib/applications/queries/list-cases';
import { readLedgerQuery } from '@/lib/applications/rules/ledger-query';
import { ROLES } from '@/lib/organs/types';
import { caseInHand } from '../support/cases';
import { knowledgeCases } from '../support/doors/knowledge-cases';
import { playDoors } from '../support/doors/play';
import { fingerprint, sessionOf } from '../support/doors/scene';

/* The ledger of 依申请公开, its register as a file, and proposals of making public what was asked for. */

const browser = vi.hoisted(() => ({ sessionId: null as string | null }));
vi.mock('@/lib/platform/session-token', () => ({
  readSessionId: async () => browser.sessionId,
  readClientAddress: async () => '10.0.0.1',
}));

const scene = playDoors(knowledge, browser, knowledgeCases);

describe('台账和登记台账导出', () => {
  const DOOR = 'POST /office/applications/export';
  const readers = rowsOf(DOOR).flatMap(rolesFor);
  const SAME_ORIGIN = { 'sec-fetch-site': 'same-origin' };
  let number = '';
  beforeAll(async () => {
    number = (await caseInHand(scene().people.case_handler)).applicationNo ?? '';
  });
  function take(fields: Record<string, string>, headers: Record<string, string> = SAME_ORIGIN) {
    const body = new FormData();
    for (const [name, value] of Object.entries(fields)) body.set(name, value);
    return exportRegister(
      new Request('http://127.0.0.1/office/applications/export', { method: 'POST', headers, body }),
    );
  }

  it.each(ROLES)('%s 看台账、导出', async (role) => {
    const actor = scene().people[role];
    const may = readers.includes(role);
    for (const page of ['', '/statistics', '/proposals']) {
      expect(rowsOf(`/office/applications${page}`).flatMap(rolesFor).includes(role)).toBe(may);
    }
    expect(mayReadLedger(actor)).toBe(may);
    expect((await listCases(actor, readLedgerQuery({ q: number }))).total).toBe(may ? 1 : 0);
    browser.sessionId = sessionOf(actor);
    const before = await fingerprint(scene().staff);
    const answer = await take({ format: 'csv' });
    const text = await answer.text();
    expect(answer.status).toBe(may ? 200 : 403);
    expect(answer.headers.get('cache-control')).toBe('private, no-store');
    expect(text.includes(number)).toBe(may);
    // That somebody takes it is logged; who may not leaves no trace.
    expect((await fingerprint(scene().staff)) !== before).toBe(may);
  });

  it('别的机关的人导出的是自己机关的', async () => {
    browser.sessionId = sessionOf(scene().other.cast.officeHead);
    const text = await (await take({ format: 'csv' })).text();
    expect(text).not.toContain(number);
    expect(text.trimEnd().split('\r\n')).toHaveLength(1);
  });

  it('没有登录、还没改密码、从别处来的、没有选格式的，都不给', async () => {
    const before = await fingerprint(scene().staff);
    browser.sessionId = null;
    expect((await take({ format: 'csv' })).status).toBe(401);
    browser.sessionId = sessionOf(scene().newcomer);
    expect((await take({ format: 'csv' })).status).toBe(401);
    browser.sessionId = sessionOf(scene().people.case_handler);
    expect((await take({ format: 'csv' }, { 'sec-fetch-site': 'cross-site' })).status).toBe(403);
    expect((await take({ format: 'exe' })).status).toBe(400);
    expect(await fingerprint(scene().staff)).toBe(before);
  });

  it('Excel 的文件是一个 zip', async () => {
    browser.sessionId = sessionOf(scene().people.case_handler);
    const answer = await take({ format: 'xlsx' });
    expect(answer.headers.get('content-type')).toContain('spreadsheetml.sheet');
    const bytes = new Uint8Array(await answer.arrayBuffer());
    expect([...bytes.subarray(0, 4)]).toEqual([0x50, 0x4b, 3, 4]);
    expect([...bytes.subarray(-22, -18)]).toEqual([0x50, 0x4b, 5, 6]);
  });
});
