import pg from 'pg';
import { findOpenRound, type LoadedRound } from '@/lib/approvals/queries';
import { CHECKLISTS } from '@/lib/approvals/rules/checklists';
import { openSteps } from '@/lib/approvals/rules/next-steps';
import type { DecisionInput } from '@/lib/approvals/schema';
import type { ContentClass, RouteStep } from '@/lib/approvals/types';
import { createItem } from '@/lib/disclosure/commands/create-item';
import { decideItem } from '@/lib/disclosure/commands/decide-item';
import { handleFindings } from '@/lib/disclosure/commands/handle-findings';
import { publishItem, schedulePublication } from '@/lib/disclosure/commands/publish-item';
import { saveDraft } from '@/lib/disclosure/commands/save-draft';
import { startEdit } from '@/lib/disclosure/commands/start-edit';
import { submitItem } from '@/lib/disclosure/commands/submit-item';
import { uploadFile } from '@/lib/disclosure/commands/upload-file';
import { type LoadedItem, loadItem } from '@/lib/disclosure/queries/load-item';
import { proofreadItem } from '@/lib/disclosure/queries/proofread-item';
import { emptyContent } from '@/lib/disclosure/rules/content';
import { type ContentAttachment, type ItemContent, type ItemKind, LEAST_CLASS } from '@/lib/disclosure/types';
import { findActor } from '@/lib/organs/queries';
import type { Actor, Role } from '@/lib/organs/types';
import { currentTime } from '@/lib/platform/clock';
import { closeDatabases } from '@/lib/platform/database';
import type { Result } from '@/lib/platform/result';
import { listFindings } from '@/lib/proofreading/queries';
import { isFinalStep, standingOf } from '@/lib/proofreading/rules/handling';
import type { AuthorHandling } from '@/lib/proofreading/types';
import { createTestDatabase, type TestDatabase } from './database';
import { TEST_KEYS } from './keys';

/** The smallest lawful cast of TR-3, a second of each, and the people around it. */
const CAST = {
  author: 'author',
  author2: 'author',
  l1: 'reviewer_l1',
  l1b: 'reviewer_l1',
  l2: 'reviewer_l2',
  l2b: 'reviewer_l2',
  secrecy: 'secrecy_officer',
  secrecyB: 'secrecy_officer',
  l3: 'reviewer_l3',
  l3b: 'reviewer_l3',
  leader: 'disclosure_leader',
  leaderB: 'disclosure_leader',
  head: 'head_of_organ',
  headB: 'head_of_organ',
  publisher: 'publisher',
  publisherB: 'publisher',
  officeHead: 'office_head',
} as const satisfies Record<string, Role>;
export type CastName = keyof typeof CAST;

/** Who gives the pass of a step unless a test says otherwise, by role. */
const GIVES: Partial<Record<Role, CastName>> = {
  reviewer_l1: 'l1',
  reviewer_l2: 'l2',
  secrecy_officer: 'secrecy',
  reviewer_l3: 'l3',
  disclosure_leader: 'leader',
  head_of_organ: 'head',
};

export type TestOrgan = {
  id: string;
  name: string;
  sectionId: string;
  /** Two columns in which items are listed. */
  columns: [string, string];
  /** A column that only holds others. */
  groupColumn: string;
  cast: Record<CastName, Actor>;
};

/** A test database that the commands of this process work on. */
export type TestOffice = {
  database: TestDatabase;
  /** Opens a connection as a role; ended by `close`. */
  connect(role: 'owner' | 'staff' | 'public' | 'superuser'): Promise<pg.Client>;
  close(): Promise<void>;
};

/**
 * A database of its own for one test file, and the process's two clients on it. `mode` is how the owner marked the
 * installation: only in a demo does the database follow a moved clock.
 */
export async function openTestOffice(mode: 'production' | 'demo' = 'production'): Promise<TestOffice> {
  const database = await createTestDatabase();
  process.env.DATABASE_URL_STAFF = database.staffUrl;
  process.env.DATABASE_URL_PUBLIC = database.publicUrl;
  process.env.NEXTAUTH_SECRET = 'a secret of the tests, 32 characters long';
  Object.assign(process.env, TEST_KEYS);
  const clients: pg.Client[] = [];
  const connect: TestOffice['connect'] = async (role) => {
    const client = new pg.Client({ connectionString: database[`${role}Url`] });
    await client.connect();
    clients.push(client);
    return client;
  };
  const owner = await connect('owner');
  await owner.query('INSERT INTO office.installation (id, mode) VALUES (1, $1)', [mode]);
  return {
    database,
    connect,
    close: async () => {
      await closeDatabases();
      await Promise.all(clients.map((client) => client.end()));
      await database.drop();
    },
  };
}

let organs = 0;

/** Makes an organ with its cast and columns, as the office role. */
export async function makeOrgan(staff: pg.Client, name?: string): Promise<TestOrgan> {
  organs += 1;
  const organName = name ?? `第${organs}测试局`;
  const first = async (sql: string, values: unknown[]) =>
    String((await staff.query({ text: sql, values, rowMode: 'array' })).rows[0]?.[0]);
  const id = await first(
    `INSERT INTO office.organ (name, short_name, document_prefix, credit_code, site_id_code, is_default_site, address,
       postcode, phone, fax, email, office_hours, reconsideration_organ, court)
     VALUES ($1, $1, '测', $2, $3, $4, '', '', '', '', '', '', '', '') RETURNING id`,
    [organName, `11410503MB0X${String(organs).padStart(6, '0')}`, String(4105030000 + organs), organs === 1],
  );
  const sectionId = await first(
    `INSERT INTO office.section (organ_id, name, position) VALUES ($1, '办公室', 1) RETURNING id`,
    [id],
  );
  const column = (slug: string, layout: string) =>
    first(
      `INSERT INTO office.site_column (organ_id, slug, name, column_type, description, keywords, layout, position)
       VALUES ($1, $2, $2, '', '', '', $3, 1) RETURNING id`,
      [id, slug, layout],
    );
  const columns: [string, string] = [await column('news', 'list'), await column('notices', 'list')];
  const groupColumn = await column('disclosure', 'group');
  const cast: Partial<Record<CastName, Actor>> = {};
  for (const [castName, role] of Object.entries(CAST) as [CastName, Role][]) {
    cast[castName] = await makePerson(staff, { id, sectionId }, castName, [role]);
  }
  return { id, name: organName, sectionId, columns, groupColumn, cast: cast as Record<CastName, Actor> };
}

/** Makes a person of an organ with roles held since long ago, and gives them as an actor. */
export async function makePerson(
  staff: pg.Client,
  organ: Pick<TestOrgan, 'id' | 'sectionId'>,
  name: string,
  roles: readonly Role[],
): Promise<Actor> {
  const { rows } = await staff.query<{ id: string }>(
    `INSERT INTO office.person (organ_id, section_id, name, post) VALUES ($1, $2, $3, '') RETURNING id`,
    [organ.id, organ.sectionId, name],
  );
  const personId = rows[0]?.id ?? '';
  for (const role of roles) {
    await staff.query(
      `INSERT INTO office.role_grant (person_id, role, starts_on) VALUES ($1, $2, '2020-01-01')`,
      [personId, role],
    );
  }
  return actorOf(personId);
}

/** The person as they act today. */
export async function actorOf(personId: string): Promise<Actor> {
  // As one who has just given the password again.
  const actor = await findActor(personId, '10.0.0.1', undefined, currentTime());
  if (actor === null) throw new Error('no such person in office today');
  return actor;
}

/** The value of a result that must be a success. */
export function unwrap<T>(result: Result<T>): T {
  if (result.ok) return result.value;
  throw new Error(`refused: ${result.refusals.map((r) => `${r.code} ${r.field ?? ''}`).join(', ')}`);
}

/** The codes a result was refused with; empty where it succeeded. */
export function codesOf(result: Result<unknown>): string[] {
  return result.ok ? [] : result.refusals.map((refusal) => refusal.code);
}

/** A content that is ready to be submitted. */
export function readyContent(organ: TestOrgan, changes: Partial<ItemContent> = {}): ItemContent {
  const kind = changes.kind ?? 'news';
  return {
    ...emptyContent(kind, organ, null),
    title: '关于测试的消息',
    body: {
      type: 'doc',
      content: [{ type: 'paragraph', content: [{ type: 'text', text: '正文。' }] }],
    },
    formed_at: '2024-03-01',
    columns: [organ.columns[0]],
    ...(kind === 'policy_document' ? { genre: '通知' } : {}),
    ...changes,
  };
}

type DraftOptions = { by?: Actor; contentClass?: ContentClass; content?: Partial<ItemContent> };

/** Drafts an item through the real command. */
export async function draftItem(organ: TestOrgan, options: DraftOptions = {}): Promise<string> {
  const content = readyContent(organ, options.content);
  const contentClass = options.contentClass ?? LEAST_CLASS[content.kind as ItemKind];
  const { itemId } = unwrap(await createItem(options.by ?? organ.cast.author, { contentClass, content }));
  return itemId;
}

/** The item as it is now. */
export async function getItem(itemId: string): Promise<LoadedItem> {
  const item = await loadItem(itemId);
  if (item === null) throw new Error('no such item');
  return item;
}

/** What a form about this item would carry now. */
export async function seen(
  itemId: string,
): Promise<{ itemId: string; itemRevision: number; draftRevision: number }> {
  const item = await getItem(itemId);
  return { itemId, itemRevision: item.revision, draftRevision: item.draft.revision };
}

/** What a careful author says of every finding of the draft: what blocks goes to the final review, the rest stays. */
export async function answers(itemId: string): Promise<AuthorHandling[]> {
  const { organId, draft } = await getItem(itemId);
  const { findings } = await proofreadItem({ id: itemId, organId }, draft.content);
  return findings.map(({ key, severity }) =>
    severity === 'blocking'
      ? { key, act: 'escalated', reason: '请终审人决定' }
      : { key, act: 'refused', reason: '经核对无误' },
  );
}

/** Submits the draft with an answer to every finding; gives the open round. */
export async function submit(organ: TestOrgan, itemId: string, by = organ.cast.author): Promise<LoadedRound> {
  unwrap(await submitItem(by, { ...(await seen(itemId)), handlings: await answers(itemId) }));
  return getRound(itemId);
}

/** Says of every finding that still waits why it stays, at a step that is open. */
async function answerFindings(round: LoadedRound, step: RouteStep, actor: Actor): Promise<void> {
  const waiting = (await listFindings([round.id])).filter((finding) => standingOf(finding) !== 'done');
  const unanswered = isFinalStep(step.step)
    ? waiting
    : waiting.filter((finding) => standingOf(finding) === 'open' && finding.severity !== 'blocking');
  if (unanswered.length === 0) return;
  const handlings = unanswered.map(({ id }) => ({
    findingId: id,
    act: 'refused' as const,
    reason: '已核对，同意保留',
  }));
  unwrap(await handleFindings(actor, { roundId: round.id, position: step.position, handlings }));
}

/** The open round of an item. */
export async function getRound(itemId: string): Promise<LoadedRound> {
  const round = await findOpenRound(itemId);
  if (round === null) throw new Error('no open round');
  return round;
}

const NO_SECRETS = {
  state_secret: false,
  work_secret: false,
  trade_secret: false,
  personal_privacy: false,
  basis: '逐项核对，未见不宜公开内容。',
  conclusion: 'publish',
} as const;

/** A decision on a step as a careful form sends it; `changes` spoils it. */
export function decisionInput(
  round: LoadedRound,
  step: RouteStep,
  changes: Partial<DecisionInput> = {},
): DecisionInput {
  const ticked = (items: readonly { key: string }[]) =>
    Object.fromEntries(items.map((item) => [item.key, true]));
  const passes = (changes.conclusion ?? 'pass') === 'pass';
  return {
    roundId: round.id,
    position: step.position,
    contentHash: round.facts.contentHash,
    decisionsSeen: round.facts.decisions.length,
    conclusion: 'pass',
    returnTo: null,
    opinion: '',
    reviewChecklist: passes ? ticked(CHECKLISTS[step.step].review) : {},
    proofChecklist: passes ? ticked(CHECKLISTS[step.step].proof) : {},
    secrecy: step.step === 'secrecy' && passes ? NO_SECRETS : null,
    ...changes,
  };
}

/** Decides the first open step as who usually gives it; gives the result of the command. */
export async function decide(
  organ: TestOrgan,
  itemId: string,
  changes: Partial<DecisionInput> = {},
  by?: Actor,
): Promise<Result<string>> {
  const round = await getRound(itemId);
  const [step] = openSteps(round.facts);
  if (step === undefined) throw new Error('no open step');
  const actor = by ?? organ.cast[GIVES[step.role] ?? 'author'];
  return decideItem(actor, decisionInput(round, step, changes));
}

/** Passes open steps until `until` is the open one; without it, all. */
export async function passSteps(organ: TestOrgan, itemId: string, until?: Role): Promise<void> {
  for (;;) {
    const [step] = openSteps((await getRound(itemId)).facts);
    if (step === undefined || step.role === until) return;
    await answerFindings(await getRound(itemId), step, organ.cast[GIVES[step.role] ?? 'author']);
    unwrap(await decide(organ, itemId));
  }
}

/** Drafts, submits and passes every step. */
export async function approveItem(organ: TestOrgan, options: DraftOptions = {}): Promise<string> {
  const itemId = await draftItem(organ, options);
  await submit(organ, itemId);
  await passSteps(organ, itemId);
  return itemId;
}

/** Publishes an approved item. */
export async function publish(organ: TestOrgan, itemId: string): Promise<void> {
  unwrap(await publishItem(organ.cast.publisher, await seen(itemId)));
}

/** An item from draft to publication. */
export async function publishNew(organ: TestOrgan, options: DraftOptions = {}): Promise<string> {
  const itemId = await approveItem(organ, options);
  await publish(organ, itemId);
  return itemId;
}

/** Plans the publication of an approved item. */
export async function schedule(organ: TestOrgan, itemId: string, publishAt: Date): Promise<void> {
  unwrap(await schedulePublication(organ.cast.publisher, { ...(await seen(itemId)), publishAt }));
}

/** Opens a correction, or an edit of a text under review. */
export async function edit(organ: TestOrgan, itemId: string, by = organ.cast.author): Promise<void> {
  unwrap(await startEdit(by, await seen(itemId)));
}

/** Saves a change of the draft. */
export async function save(
  organ: TestOrgan,
  itemId: string,
  changes: Partial<ItemContent>,
  by = organ.cast.author,
): Promise<void> {
  const { draft, live } = await getItem(itemId);
  // A text that replaces a public one says what it corrects (TR-12).
  const correction = live === null ? null : { kind: 'factual' as const, note: '改正了差错' };
  const content = { ...draft.content, correction: draft.content.correction ?? correction, ...changes };
  const saved = unwrap(await saveDraft(by, { itemId, revision: draft.revision, content }));
  if (!saved.saved) throw new Error('conflict');
}

/** Brings a file to an item and gives it as a text lists it; what was read of it is said to the author only. */
export async function bringFile(
  by: Actor,
  input: Parameters<typeof uploadFile>[1],
): Promise<ContentAttachment> {
  const { notes: _, ...file } = unwrap(await uploadFile(by, input));
  return file;
}
