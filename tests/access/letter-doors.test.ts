import { beforeAll, describe, expect, it, vi } from 'vitest';
import { GET as takeDocx } from '@/app/(staff)/office/(desk)/applications/[id]/letters/[letterId]/docx/route';
import { rolesFor, rowsOf } from '@/lib/access/rules/doors';
import { submitCaseLetter } from '@/lib/applications/commands/case-letters';
import { restrictCase } from '@/lib/applications/commands/handle-case';
import { draftProcedureLetter } from '@/lib/applications/commands/procedure-letters';
import * as caseLetters from '@/lib/applications/letters/actions';
import { findDecisionForm } from '@/lib/applications/letters/queries/decision-form';
import { listLetterRows, listLetterTasks } from '@/lib/applications/letters/queries/letter-lists';
import { findLetterPage } from '@/lib/applications/letters/queries/letter-page';
import { findProcedureForm } from '@/lib/applications/letters/queries/procedure-form';
import * as letters from '@/lib/letters/actions';
import { type Actor, ROLES } from '@/lib/organs/types';
import { caseInHand } from '../support/cases';
import { letterCases } from '../support/doors/letter-cases';
import { playDoors } from '../support/doors/play';
import { sessionOf } from '../support/doors/scene';
import { unwrap } from '../support/factories';

/* Every door to decisions and letters of 依申请公开, the pages behind them, and the letter as a file. */

const browser = vi.hoisted(() => ({ sessionId: null as string | null }));
vi.mock('@/lib/platform/session-token', () => ({
  readSessionId: async () => browser.sessionId,
  readClientAddress: async () => '10.0.0.1',
}));

const scene = playDoors({ ...caseLetters, ...letters }, browser, letterCases);

describe('文书的页面和文件', () => {
  const DOOR = 'GET /office/applications/[id]/letters/[letterId]/docx';
  const PAGES = ['decide', 'letters/new', 'letters/[letterId]', 'letters/[letterId]/print'];
  let caseId = '';
  let letterId = '';
  beforeAll(async () => {
    const handler = scene().people.case_handler;
    const loaded = await caseInHand(handler);
    caseId = loaded.id;
    const fields = { deficiency: 'unclear', corrections: ['写明年度'] };
    const input = { caseId, seenSeq: loaded.seq, code: 'L02', fields, ownWords: [] } as const;
    letterId = unwrap(await draftProcedureLetter(handler, input)).letterId;
    unwrap(await submitCaseLetter(handler, { letterId, revision: 1 }));
  });
  async function docx(actor: Actor | null, id = letterId, ofCase = caseId): Promise<Response> {
    browser.sessionId = actor ? sessionOf(actor) : null;
    const params = Promise.resolve({ id: ofCase, letterId: id });
    return takeDocx(new Request('http://127.0.0.1/'), { params });
  }

  it.each(ROLES)('%s 看文书、下载文书', async (role) => {
    const actor = scene().people[role];
    const may = rowsOf(DOOR).flatMap(rolesFor).includes(role);
    for (const page of PAGES) {
      expect(rowsOf(`/office/applications/[id]/${page}`).flatMap(rolesFor).includes(role)).toBe(may);
    }
    expect((await findDecisionForm(actor, caseId)) !== null).toBe(may);
    expect((await findProcedureForm(actor, caseId, 'L02')) !== null).toBe(may);
    expect((await findLetterPage(actor, caseId, letterId)) !== null).toBe(may);
    expect((await listLetterRows(actor, 'in_route')).some(({ id }) => id === letterId)).toBe(may);
    const answer = await docx(actor);
    expect(answer.status).toBe(may ? 200 : 404);
    expect(answer.headers.get('cache-control')).toBe('private, no-store');
  });

  it('没有登录的、外机关的、编造地址的，都得不到文书', async () => {
    expect((await docx(null)).status).toBe(401);
    const stranger = scene().other.cast.officeHead;
    expect((await docx(stranger)).status).toBe(404);
    expect(await findLetterPage(stranger, caseId, letterId)).toBeNull();
    const handler = scene().people.case_handler;
    const other = await caseInHand(handler);
    expect((await docx(handler, letterId, other.id)).status).toBe(404);
    expect((await docx(handler, 'x')).status).toBe(404);
    expect(await findLetterPage(handler, other.id, letterId)).toBeNull();
  });

  it('限制查看的申请，没有被指定的人看不到它的文书，待办里也没有', async () => {
    const { case_handler: handler, office_head: head, legal_reviewer: legal } = scene().people;
    expect((await listLetterTasks(head)).some(({ id }) => id === letterId)).toBe(true);
    expect((await listLetterRows(legal, 'in_route')).some(({ id }) => id === letterId)).toBe(true);
    unwrap(await restrictCase(handler, { caseId, personIds: [head.personId], reason: '涉及举报人' }));
    expect((await listLetterRows(legal, 'in_route')).some(({ id }) => id === letterId)).toBe(false);
    expect(await findLetterPage(legal, caseId, letterId)).toBeNull();
    expect((await docx(legal)).status).toBe(404);
    expect((await listLetterTasks(head)).some(({ id }) => id === letterId)).toBe(true);
    expect((await docx(head)).status).toBe(200);
    expect(await findLetterPage(head, caseId, letterId)).not.toBeNull();
  });
});
