import { zipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { GET as readFile } from '@/app/(staff)/office/(desk)/items/[id]/files/[sha256]/route';
import { POST as upload } from '@/app/(staff)/office/(desk)/items/[id]/files/route';
import { POST as importWord } from '@/app/(staff)/office/(desk)/items/[id]/files/word/route';
import { GET as readSheet } from '@/app/(staff)/office/(desk)/items/[id]/sheet/docx/route';
import { rolesFor, rowsOf } from '@/lib/access/rules/doors';
import { uploadFile } from '@/lib/disclosure/commands/upload-file';
import { type Actor, ROLES } from '@/lib/organs/types';
import { type DoorScene, fingerprint, openDoorScene, sessionOf } from '../support/doors/scene';
import { draftItem, publishNew, unwrap } from '../support/factories';

/* The route handlers of staff beside those of the log: files of an item and its 审批表, tried by every role. */

const browser = vi.hoisted(() => ({ sessionId: null as string | null }));
vi.mock('@/lib/platform/session-token', () => ({
  readSessionId: async () => browser.sessionId,
  readClientAddress: async () => '10.0.0.1',
}));

let scene: DoorScene;
let draft: string;
let published: string;
let sha256: string;
beforeAll(async () => {
  scene = await openDoorScene();
  draft = await draftItem(scene.organ);
  published = await publishNew(scene.organ);
  const bytes = new TextEncoder().encode('没有公开的附件');
  const file = await uploadFile(scene.organ.cast.author, {
    itemId: draft,
    name: '附件.txt',
    bytes,
    inline: false,
  });
  ({ sha256 } = unwrap(file));
});
afterAll(() => scene.office.close());

const act = (actor: Actor | null) => {
  browser.sessionId = actor ? sessionOf(actor) : null;
};
const SAME_ORIGIN = { 'sec-fetch-site': 'same-origin' };
/** The request of the form that takes a file. */
async function sent(name: string, bytes: Uint8Array<ArrayBuffer>, headers: Record<string, string>) {
  const form = new FormData();
  form.set('file', new File([bytes], name));
  const request = new Request('http://127.0.0.1/', { method: 'POST', body: form });
  const body = new Uint8Array(await request.arrayBuffer());
  const type = request.headers.get('content-type') ?? '';
  const own = { 'content-type': type, 'content-length': String(body.length), ...headers };
  return new Request('http://127.0.0.1/', { method: 'POST', body, headers: own });
}
const WORD = zipSync({
  '[Content_Types].xml': new TextEncoder().encode(
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
  ),
  '_rels/.rels': new TextEncoder().encode(
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>',
  ),
  'word/document.xml': new TextEncoder().encode(
    '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>正文</w:t></w:r></w:p></w:body></w:document>',
  ),
});

type RouteCase = {
  name: string;
  ask: (itemId: string, headers?: Record<string, string>) => Promise<Response>;
  item: () => string;
  /** How somebody is refused for the sake of who they are. */
  refusal: number;
  writes: boolean;
};
const at = <P>(params: P) => ({ params: Promise.resolve(params) });
const ROUTES: RouteCase[] = [
  {
    name: 'POST /office/items/[id]/files',
    ask: async (id, headers = SAME_ORIGIN) =>
      upload(await sent('新的附件.txt', new TextEncoder().encode('新的附件'), headers), at({ id })),
    item: () => draft,
    refusal: 422,
    writes: true,
  },
  {
    name: 'POST /office/items/[id]/files/word',
    ask: async (id, headers = SAME_ORIGIN) =>
      importWord(await sent('文稿.docx', new Uint8Array(WORD), headers), at({ id })),
    item: () => draft,
    refusal: 422,
    writes: true,
  },
  {
    name: 'GET /office/items/[id]/files/[sha256]',
    ask: (id) => readFile(new Request('http://127.0.0.1/'), at({ id, sha256 })),
    item: () => draft,
    refusal: 404,
    writes: false,
  },
  {
    name: 'GET /office/items/[id]/sheet/docx',
    ask: (id) => readSheet(new Request('http://127.0.0.1/?version=1'), at({ id })),
    item: () => published,
    refusal: 404,
    writes: false,
  },
];

/** What an answer holds, once it is whole: a stream reads while it is sent. */
async function whole(answer: Response): Promise<{ status: number; text: string }> {
  return { status: answer.status, text: await answer.text() };
}

describe.each(ROUTES)('$name', ({ name, ask, item, refusal, writes }) => {
  const [row] = rowsOf(name);
  if (row === undefined) throw new Error('no such row');
  const may = rolesFor(row);

  it.each(ROLES.filter((role) => !may.includes(role)))(
    '拒绝 %s，答复与不存在的一样，什么也不改变',
    async (role) => {
      const before = await fingerprint(scene.staff);
      act(scene.people[role]);
      const [asked, unknown] = [await whole(await ask(item())), await whole(await ask('zzzzzzzzzz'))];
      // An author without the right to this act is told so; to whom the item does not exist it never did.
      expect(asked.status).toBe(refusal);
      expect(await fingerprint(scene.staff)).toBe(before);
      if (
        ![
          'secrecy_officer',
          'disclosure_leader',
          'head_of_organ',
          'publisher',
          'office_head',
          'legal_reviewer',
        ].includes(role)
      ) {
        expect(asked).toEqual(unknown);
      }
    },
  );

  it('拒绝外机关的人、没有登录的人和还没改密码的人', async () => {
    const before = await fingerprint(scene.staff);
    act(scene.other.cast.author);
    expect(await whole(await ask(item()))).toEqual(await whole(await ask('zzzzzzzzzz')));
    for (const nobody of [null, scene.newcomer]) {
      act(nobody);
      expect((await whole(await ask(item()))).status).toBe(401);
    }
    browser.sessionId = 'made up';
    expect((await whole(await ask(item()))).status).toBe(401);
    if (writes) {
      act(scene.people.author);
      expect((await whole(await ask(item(), { 'sec-fetch-site': 'cross-site' }))).status).toBe(403);
    }
    expect(await fingerprint(scene.staff)).toBe(before);
  });

  it.each(may)('允许 %s', async (role) => {
    act(scene.people[role]);
    expect((await whole(await ask(item()))).status).toBe(200);
  });
});
