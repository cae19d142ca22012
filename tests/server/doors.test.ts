import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DOORS, rolesFor, rowsOf } from '@/lib/access/rules/doors';
import { draftProcedureLetter } from '@/lib/applications/commands/procedure-letters';
import { startLeakWatch } from '@/lib/leak-watch/commands';
import { runWatch } from '@/lib/leak-watch/jobs/run-watch';
import { type Actor, ROLES, type Role } from '@/lib/organs/types';
import { ask } from '../support/ask';
import { caseInHand } from '../support/cases';
import { type DoorCase, rowName } from '../support/doors/case';
import { followUpCases } from '../support/doors/follow-up-cases';
import { officeCases } from '../support/doors/office-cases';
import { rowOfCase } from '../support/doors/play';
import { type DoorScene, fingerprint, openDoorScene, sessionOf } from '../support/doors/scene';
import { textCases } from '../support/doors/text-cases';
import { draftItem, publishNew, unwrap } from '../support/factories';
import {
  type BuiltAction,
  builtActions,
  builtAddresses,
  openProduction,
  type Production,
} from '../support/production';

/*
 * The doors of what was built, over HTTP: none that is not in the table, and the browser's own requests, sent again by
 * somebody else, change not a byte of the database.
 */

const SITE = 'www.example.org';
let scene: DoorScene;
let app: Production;
const actions = new Map(builtActions().map((action) => [action.name, action]));
const CASES: DoorCase[] = [textCases, followUpCases, officeCases].flatMap((casesOf) => casesOf(() => scene));

beforeAll(async () => {
  scene = await openDoorScene();
  app = await openProduction(scene.office.database);
});
afterAll(async () => {
  await app?.stop();
  await scene?.office.close();
});

describe('构建出来的门与表里的一样', () => {
  const listed = (kind: string) =>
    [
      ...new Set(DOORS.filter((door) => door.kind === kind).map(({ name }) => name.replace(/^[A-Z]+ /, ''))),
    ].sort();

  it('服务器动作', () => {
    expect([...actions.keys()].sort()).toEqual(listed('action'));
    for (const { file, name } of actions.values()) expect(file, name).toMatch(/^lib\/[\w/-]+\/actions\.ts$/);
  });

  it.each(['page', 'route'] as const)('%s', (kind) => {
    const built = builtAddresses().filter((one) => one.kind === kind);
    expect(built.map(({ path }) => path).sort()).toEqual(listed(kind));
  });
});

type Sender = { cookie?: string; headers?: Record<string, string>; as?: 'call' | 'form' };

/** Sends what the browser sends when a page calls an action. */
async function call(action: BuiltAction, page: string, input: unknown, { cookie, headers, as }: Sender = {}) {
  const boundary = 'door';
  const isForm = as === 'form';
  const body = isForm
    ? `--${boundary}\r\nContent-Disposition: form-data; name="$ACTION_ID_${action.id}"\r\n\r\n\r\n--${boundary}--\r\n`
    : JSON.stringify([input]);
  const answer = await ask(`${app.url}${page}`, {
    method: 'POST',
    headers: {
      Host: SITE,
      Origin: `https://${SITE}`,
      'X-Forwarded-Proto': 'https',
      'Content-Type': isForm ? `multipart/form-data; boundary=${boundary}` : 'text/plain;charset=UTF-8',
      'Content-Length': String(Buffer.byteLength(body)),
      ...(isForm ? {} : { Accept: 'text/x-component', 'Next-Action': action.id }),
      ...(cookie === undefined ? {} : { Cookie: cookie }),
      ...headers,
    },
    body,
  });
  const text = answer.body.toString();
  return {
    status: answer.status,
    text,
    codes: [...text.matchAll(/"code":"(\w+)"/g)].map(([, code]) => code),
  };
}

/** The address of a page with an item in it. */
function pageOf(action: BuiltAction, itemId: string): string {
  return (action.pages[0] ?? '/office').replace('[id]', itemId).replace(/\[\w+\]/, '1');
}

describe.each(CASES.map((one) => ({ ...one, title: rowName(one) })))('$title', (one) => {
  const row = rowOfCase(one);
  const action = actions.get(one.door);
  let subject: string;
  let page: string;
  let input: unknown;
  let rightful: Actor;
  beforeAll(async () => {
    const [role = 'author'] = one.owners ?? rolesFor(row);
    rightful = scene.people[role];
    subject = await (one.prepareFor ? one.prepareFor(rightful) : one.prepare());
    input = await one.form(subject, rightful);
    page = action ? pageOf(action, /^[0-9a-z]{10}$/.test(subject) ? subject : 'zzzzzzzzzz') : '';
  });
  const built = (): BuiltAction => {
    if (action === undefined) throw new Error(`${one.door} is not in the build`);
    return action;
  };

  it('[G2] 没有登录的人照发浏览器的请求：被拒绝，什么也不改变', async () => {
    const before = await fingerprint(scene.staff);
    const answers = [
      await call(built(), page, input),
      await call(built(), page, input, { cookie: await app.cookieOf('made up') }),
      await call(built(), page, input, { cookie: '__Secure-next-auth.session-token=x' }),
      // Next forgets what a proxy may not see only when it is told so by itself.
      await call(built(), page, input, {
        headers: { 'x-middleware-subrequest': 'proxy:proxy:proxy:proxy:proxy' },
      }),
      // Sent through a page that anybody opens.
      await call(built(), '/office/sign-in', input),
    ];
    for (const { text, codes } of answers) {
      expect(text).not.toContain('"ok":true');
      for (const code of codes) expect(code).toBe('signed_out');
    }
    expect(answers.some(({ codes }) => codes.includes('signed_out'))).toBe(true);
    const form = await call(built(), page, input, { as: 'form' });
    expect(form.text).not.toContain('"ok":true');
    expect(await fingerprint(scene.staff)).toBe(before);
  });

  it('从别的网站发来的，有登录也不收', async () => {
    const before = await fingerprint(scene.staff);
    const cookie = await app.cookieOf(sessionOf(rightful));
    for (const origin of ['https://evil.example', 'null', `https://${SITE}.evil.example`]) {
      for (const as of ['call', 'form'] as const) {
        const answer = await call(built(), page, input, { cookie, as, headers: { Origin: origin } });
        expect(answer.text).not.toContain('"ok":true');
        expect(answer.status).toBeGreaterThanOrEqual(400);
      }
    }
    expect(await fingerprint(scene.staff)).toBe(before);
  });

  const strangers: Role[] = ['enterprise_liaison', 'system_admin'];
  const wrong = strangers.filter((role) => Array.isArray(row.callers) && !rolesFor(row).includes(role));
  if (wrong.length === 0) return;
  it('别的角色照发同一个请求：被拒绝，什么也不改变', async () => {
    const before = await fingerprint(scene.staff);
    for (const role of wrong) {
      const cookie = await app.cookieOf(sessionOf(scene.people[role]));
      const answer = await call(built(), page, input, { cookie });
      expect(answer.codes, role).not.toEqual([]);
      // A batch is answered as a whole, each of its items with why not.
      if (one.door === 'decideBatchAction') expect(answer.text).toContain('"outcome":null');
      else expect(answer.text).not.toContain('"ok":true');
    }
    expect(await fingerprint(scene.staff)).toBe(before);
  });
});

describe('每一页，每种角色', () => {
  const parts: Record<string, string> = {};
  beforeAll(async () => {
    parts.draft = await draftItem(scene.organ);
    const handler = scene.people.case_handler;
    const loaded = await caseInHand(handler);
    parts.case = loaded.id;
    const letter = await draftProcedureLetter(handler, {
      caseId: loaded.id,
      seenSeq: loaded.seq,
      code: 'L04',
      fields: { extension_reason: '案卷较多' },
      ownWords: [],
      workingDays: 5,
    });
    parts.letter = unwrap(letter).letterId;
    parts.published = await publishNew(scene.organ);
    const { runId } = unwrap(await startLeakWatch(scene.people.system_admin));
    await runWatch(runId, scene.organ.id, 'http://127.0.0.1:9');
    parts.run = runId;
  });
  const addressOf = (name: string) =>
    name
      .replace('/leak-watch/[id]', `/leak-watch/${parts.run}`)
      .replace('/letters/new', '/letters/new?code=L04')
      .replace('/applications/[id]', `/applications/${parts.case}`)
      .replace('[letterId]', String(parts.letter))
      .replace('/items/[id]/sheet', `/items/${parts.published}/sheet?version=1`)
      .replace('[id]', String(parts.draft))
      .replace('[seq]', '1');
  const pages = DOORS.filter(({ kind, callers }) => kind === 'page' && callers !== 'public');
  const open = async (address: string, cookie?: string) =>
    ask(`${app.url}${address}`, {
      headers: { Host: SITE, 'X-Forwarded-Proto': 'https', ...(cookie ? { Cookie: cookie } : {}) },
    });
  /** Whether a page shows what it is for; a page without the right says so in its place. */
  const isOpened = ({ status, body }: { status: number; body: Buffer }) =>
    (status === 200 &&
      !/您不能打开这个页面|您不能录入申请|您不能新建稿件|不能修改这一稿/.test(body.toString())) ||
    status === 307;

  it.each(pages)('$name', async ({ name, isBeforePasswordChange }) => {
    const address = addressOf(name);
    const anonymous = await open(address);
    expect(anonymous.status).toBe(307);
    expect(anonymous.headers.location).toContain('/office/sign-in');
    const newcomer = await open(address, await app.cookieOf(sessionOf(scene.newcomer)));
    if (isBeforePasswordChange) expect(newcomer.status).toBe(200);
    else expect([newcomer.status, newcomer.headers.location]).toEqual([307, '/office/account']);
    const may = new Set(rowsOf(name).flatMap(rolesFor));
    const opened: Role[] = [];
    for (const role of ROLES) {
      const answer = await open(address, await app.cookieOf(sessionOf(scene.people[role])));
      if (isOpened(answer)) opened.push(role);
      else expect([200, 404], `${role} ${answer.status}`).toContain(answer.status);
    }
    expect(opened.sort()).toEqual([...may].sort());
  });
});
