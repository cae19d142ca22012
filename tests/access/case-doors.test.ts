import { beforeAll, describe, expect, it, vi } from 'vitest';
import { POST as takeBundle } from '@/app/(staff)/office/(desk)/applications/[id]/bundle/route';
import {
  POST as openFile,
  GET as readFile,
} from '@/app/(staff)/office/(desk)/applications/[id]/files/[fileId]/route';
import { POST as addFile } from '@/app/(staff)/office/(desk)/applications/[id]/files/route';
import { rolesFor, rowsOf } from '@/lib/access/rules/doors';
import * as caseDoors from '@/lib/applications/actions';
import { addCaseFile } from '@/lib/applications/commands/case-files';
import { restrictCase } from '@/lib/applications/commands/handle-case';
import { findCaseView } from '@/lib/applications/queries/case-view';
import { type Actor, ROLES } from '@/lib/organs/types';
import { caseCases, receivedCase } from '../support/doors/case-cases';
import { playDoors } from '../support/doors/play';
import { fingerprint, sessionOf } from '../support/doors/scene';
import { unwrap } from '../support/factories';
import { PIXEL } from '../support/pictures';

/* Every door to a case of 依申请公开: acts, papers, the whole file, and the page itself. */

const browser = vi.hoisted(() => ({ sessionId: null as string | null }));
vi.mock('@/lib/platform/session-token', () => ({
  readSessionId: async () => browser.sessionId,
  readClientAddress: async () => '10.0.0.1',
}));

const scene = playDoors(caseDoors, browser, caseCases);
const SAME_ORIGIN = { 'sec-fetch-site': 'same-origin' };
const UNKNOWN = '00000000-0000-7000-8000-000000000000';

const at = <P>(params: P) => ({ params: Promise.resolve(params) });
const act = (actor: Actor | null) => {
  browser.sessionId = actor ? sessionOf(actor) : null;
};
function withForm(fields: Record<string, string>, headers: Record<string, string>) {
  const body = new FormData();
  for (const [name, value] of Object.entries(fields)) body.set(name, value);
  return new Request('http://127.0.0.1/', { method: 'POST', body, headers });
}
async function withFile(headers: Record<string, string>) {
  const form = new FormData();
  form.set('kind', 'other');
  form.set('file', new File(['凭证'], '凭证.txt'));
  const request = new Request('http://127.0.0.1/', { method: 'POST', body: form });
  const body = new Uint8Array(await request.arrayBuffer());
  const type = request.headers.get('content-type') ?? '';
  return new Request('http://127.0.0.1/', {
    method: 'POST',
    body,
    headers: { 'content-type': type, 'content-length': String(body.length), ...headers },
  });
}

type Ask = (caseId: string, headers?: Record<string, string>) => Promise<Response>;
let caseId = '';
let noteId = '';
let proofId = '';
beforeAll(async () => {
  const handler = scene().people.case_handler;
  caseId = (await receivedCase(handler)).id;
  const bytes = new TextEncoder().encode('工作材料');
  noteId = unwrap(await addCaseFile(handler, { caseId, kind: 'other', name: '材料.txt', bytes })).fileId;
  const proof = { caseId, kind: 'identity_proof' as const, name: '身份证.png', bytes: PIXEL };
  proofId = unwrap(await addCaseFile(handler, proof)).fileId;
});

const ROUTES: readonly (readonly [name: string, ask: Ask, isPost: boolean])[] = [
  [
    'POST /office/applications/[id]/files',
    async (id, headers = SAME_ORIGIN) => addFile(await withFile(headers), at({ id })),
    true,
  ],
  [
    'GET /office/applications/[id]/files/[fileId]',
    (id) => readFile(new Request('http://127.0.0.1/'), at({ id, fileId: noteId })),
    false,
  ],
  [
    'POST /office/applications/[id]/files/[fileId]',
    (id, headers = SAME_ORIGIN) =>
      openFile(withForm({ reason: '核对身份' }, headers), at({ id, fileId: proofId })),
    true,
  ],
  [
    'POST /office/applications/[id]/bundle',
    (id, headers = SAME_ORIGIN) => takeBundle(withForm({ reason: '移送法院' }, headers), at({ id })),
    true,
  ],
];

describe.each(ROUTES)('%s', (name, ask, isPost) => {
  const may = rowsOf(name).flatMap(rolesFor);

  it.each(ROLES.filter((role) => !may.includes(role)))('拒绝 %s，什么也不改变', async (role) => {
    act(scene().people[role]);
    const before = await fingerprint(scene().staff);
    const answer = await ask(caseId);
    expect(answer.ok).toBe(false);
    expect(await answer.text()).not.toContain('李申请');
    expect(await fingerprint(scene().staff)).toBe(before);
  });

  it('拒绝外机关的人、没有登录的人和还没改密码的人；外机关的人问到的和不存在的一样', async () => {
    const before = await fingerprint(scene().staff);
    act(scene().other.cast.officeHead);
    const [asked, unknown] = [await ask(caseId), await ask(UNKNOWN)];
    expect([asked.status, await asked.text()]).toEqual([unknown.status, await unknown.text()]);
    for (const nobody of [null, scene().newcomer]) {
      act(nobody);
      expect((await ask(caseId)).status).toBe(401);
    }
    if (isPost) {
      act(scene().people.case_handler);
      expect((await ask(caseId, { 'sec-fetch-site': 'cross-site' })).status).toBe(403);
    }
    expect(await fingerprint(scene().staff)).toBe(before);
  });

  it.each(may)('允许 %s', async (role) => {
    act(scene().people[role]);
    const answer = await ask(caseId);
    expect(answer.status, await answer.clone().text()).toBe(200);
    expect(answer.headers.get('cache-control')).toBe('private, no-store');
  });
});

describe('申请页面', () => {
  const may = rowsOf('/office/applications/[id]').flatMap(rolesFor);

  it.each(ROLES)('%s 看申请', async (role) => {
    const view = await findCaseView(scene().people[role], caseId);
    expect(view !== null).toBe(may.includes(role));
  });

  it('身份证明不写理由打不开；限制查看的申请对没有指定的人和不存在的一样', async () => {
    const { case_handler: handler, office_head: head, legal_reviewer: legal } = scene().people;
    act(handler);
    const bare = await readFile(new Request('http://127.0.0.1/'), at({ id: caseId, fileId: proofId }));
    expect(bare.status).toBe(422);
    unwrap(await restrictCase(handler, { caseId, personIds: [head.personId], reason: '涉及隐私' }));
    expect(await findCaseView(head, caseId)).not.toBeNull();
    expect(await findCaseView(legal, caseId)).toBeNull();
    act(legal);
    for (const [name, ask] of ROUTES) {
      const [asked, unknown] = [await ask(caseId), await ask(UNKNOWN)];
      expect([name, asked.status, await asked.text()]).toEqual([name, unknown.status, await unknown.text()]);
    }
    act(handler);
    const id = { caseId, reason: '试' };
    expect((await caseDoors.unmergeCaseAction(id)).ok).toBe(false);
  });
});
