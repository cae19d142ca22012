import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import type { LoadedRound } from '@/lib/approvals/queries';
import { routeFor } from '@/lib/approvals/rules/route';
import type { ContentClass, RouteStep } from '@/lib/approvals/types';
import { cancelDraft } from '@/lib/disclosure/commands/cancel-draft';
import { changeVisibility } from '@/lib/disclosure/commands/change-visibility';
import { uploadFile } from '@/lib/disclosure/commands/upload-file';
import { canonicalContent } from '@/lib/disclosure/rules/canonical-content';
import type { ContentAttachment, ItemContent, ItemKind } from '@/lib/disclosure/types';
import type { Actor } from '@/lib/organs/types';
import {
  approveItem,
  decide,
  draftItem,
  edit,
  getRound,
  makeOrgan,
  makePerson,
  passSteps,
  publishNew,
  readyContent,
  save,
  schedule,
  seen,
  submit,
  type TestOrgan,
  unwrap,
} from '../../../support/factories';
import { PIXEL } from '../../../support/pictures';
import { insert, type Query } from './attack';

/** Items that wait at some point of their life, by what they wait for. */
const WAITING = [
  'draft',
  'draft2',
  'atL1',
  'atL2',
  'atSecrecy',
  'atL3',
  'atLeader',
  'atLeaderOfC',
  'atHead',
  'referred',
  'returned',
  'approved',
  'approvedByPublishingAuthor',
  'approvedOfHidden',
  'approvedOfWithdrawn',
  'scheduled',
  'published',
  'hidden',
  'archived',
  'withdrawn',
  'correction',
  'cancelled',
] as const;
export type Waiting = (typeof WAITING)[number];

/** Two organs and an item at every point of its life: what the attacks start from. Nothing here changes later. */
export type Scene = {
  organ: TestOrgan;
  other: TestOrgan;
  items: Record<Waiting, string>;
  /** The open round, where the item has one. */
  rounds: Partial<Record<Waiting, LoadedRound>>;
  /** The closed round of the returned item. */
  closedRound: LoadedRound;
  /** A file uploaded to `draft`. */
  file: ContentAttachment;
  /** A picture uploaded to `draft`. */
  picture: ContentAttachment;
  people: Record<
    'l1AndL2' | 'l1AndSecrecy' | 'publishingAuthor' | 'left' | 'ended' | 'early' | 'plain',
    Actor | { personId: string }
  >;
};

/** The round of an item of the scene that must have one. */
export function roundOf(scene: Scene, waiting: Waiting): LoadedRound {
  const round = scene.rounds[waiting];
  if (round === undefined) throw new Error(`${waiting} has no open round`);
  return round;
}

async function waitFor(organ: TestOrgan, step: Parameters<typeof passSteps>[2], contentClass: ContentClass) {
  const itemId = await draftItem(organ, { contentClass });
  await submit(organ, itemId);
  await passSteps(organ, itemId, step);
  return itemId;
}

async function hide(organ: TestOrgan, itemId: string) {
  unwrap(
    await changeVisibility(organ.cast.publisher, 'hide', { ...(await seen(itemId)), reason: '疑似有误' }),
  );
  return itemId;
}

/** A correction that passed every step, while its item was hidden meanwhile. */
async function approvedOfHidden(organ: TestOrgan) {
  const itemId = await publishNew(organ);
  await edit(organ, itemId);
  await save(organ, itemId, { title: '更正后的标题' });
  await submit(organ, itemId);
  await passSteps(organ, itemId);
  return hide(organ, itemId);
}

/** Makes the people whom roles alone would let through. */
async function makePeople(staff: pg.Client, organ: TestOrgan): Promise<Scene['people']> {
  const person = async (name: string) => {
    const row = { organ_id: organ.id, section_id: organ.sectionId, name, post: '' };
    return {
      personId: String((await insert((sql, values) => staff.query(sql, values), 'person', row)).rows[0]?.id),
    };
  };
  const grant = (personId: string, starts: string, ends: string | null) =>
    staff.query(
      `INSERT INTO office.role_grant (person_id, role, starts_on, ends_on)
       VALUES ($1, 'reviewer_l1', office.today() + $2::int, office.today() + $3::int)`,
      [personId, starts, ends],
    );
  const left = await person('已调离');
  await grant(left.personId, '-900', null);
  await staff.query('UPDATE office.person SET left_on = office.today() - 1 WHERE id = $1', [left.personId]);
  const ended = await person('任期昨天届满');
  await grant(ended.personId, '-900', '0');
  const early = await person('明天到任');
  await grant(early.personId, '1', null);
  return {
    l1AndL2: await makePerson(staff, organ, '身兼初审和复审', ['reviewer_l1', 'reviewer_l2']),
    l1AndSecrecy: await makePerson(staff, organ, '身兼初审和保密', ['reviewer_l1', 'secrecy_officer']),
    publishingAuthor: await makePerson(staff, organ, '拟稿又发布', ['author', 'publisher']),
    plain: await person('没有职责'),
    left,
    ended,
    early,
  };
}

/** Makes the scene through the real commands, as far as they go. */
export async function buildScene(staff: pg.Client): Promise<Scene> {
  const organ = await makeOrgan(staff);
  const other = await makeOrgan(staff);
  const people = await makePeople(staff, organ);
  const draft = await draftItem(organ);
  const file = unwrap(
    await uploadFile(organ.cast.author, {
      itemId: draft,
      name: '附件.txt',
      bytes: new TextEncoder().encode('附件的内容'),
      inline: false,
    }),
  );
  const picture = unwrap(
    await uploadFile(organ.cast.author, { itemId: draft, name: '图.png', bytes: PIXEL, inline: true }),
  );
  const referred = await waitFor(organ, 'secrecy_officer', 'a');
  unwrap(await decide(organ, referred, { conclusion: 'refer_secrecy', opinion: '拿不准，报请确定' }));
  const returned = await waitFor(organ, 'reviewer_l2', 'a');
  const closedRound = await getRound(returned);
  unwrap(await decide(organ, returned, { conclusion: 'return', returnTo: 0, opinion: '请补充数据' }));
  const scheduled = await approveItem(organ);
  await schedule(organ, scheduled, new Date(Date.now() + 86_400_000));
  const archived = await publishNew(organ);
  unwrap(
    await changeVisibility(organ.cast.officeHead, 'archive', { ...(await seen(archived)), reason: '归档' }),
  );
  const withdrawn = await hide(organ, await publishNew(organ));
  const approvedOfWithdrawn = await approvedOfHidden(organ);
  for (const itemId of [withdrawn, approvedOfWithdrawn]) {
    unwrap(
      await changeVisibility(organ.cast.l3, 'withdraw_item', { ...(await seen(itemId)), reason: '撤回' }),
    );
  }
  const correction = await publishNew(organ);
  await edit(organ, correction);
  await save(organ, correction, { title: '更正后的标题' });
  const publishingAuthor = people.publishingAuthor as Actor;
  const approvedByPublishingAuthor = await draftItem(organ, { by: publishingAuthor });
  await submit(organ, approvedByPublishingAuthor, publishingAuthor);
  await passSteps(organ, approvedByPublishingAuthor);
  const cancelled = await draftItem(organ);
  unwrap(await cancelDraft(organ.cast.author, await seen(cancelled)));
  const items: Scene['items'] = {
    draft,
    draft2: await draftItem(organ),
    atL1: await waitFor(organ, 'reviewer_l1', 'a'),
    atL2: await waitFor(organ, 'reviewer_l2', 'a'),
    atSecrecy: await waitFor(organ, 'secrecy_officer', 'a'),
    atL3: await waitFor(organ, 'reviewer_l3', 'b'),
    atLeader: await waitFor(organ, 'disclosure_leader', 'b'),
    atLeaderOfC: await waitFor(organ, 'disclosure_leader', 'c'),
    atHead: await waitFor(organ, 'head_of_organ', 'c'),
    referred,
    returned,
    approved: await approveItem(organ),
    approvedByPublishingAuthor,
    approvedOfHidden: await approvedOfHidden(organ),
    approvedOfWithdrawn,
    scheduled,
    published: await publishNew(organ),
    hidden: await hide(organ, await publishNew(organ)),
    archived,
    withdrawn,
    correction,
    cancelled,
  };
  const rounds: Scene['rounds'] = {};
  for (const waiting of WAITING) {
    const { rowCount } = await staff.query(
      'SELECT 1 FROM office.round WHERE item_id = $1 AND closed_at IS NULL',
      [items[waiting]],
    );
    if (rowCount === 1) rounds[waiting] = await getRound(items[waiting]);
  }
  // A wrong word, so that there is a finding with its handling.
  const paragraph = { type: 'paragraph' as const, content: [{ type: 'text' as const, text: '按步就班。' }] };
  await submit(organ, await draftItem(organ, { content: { body: { type: 'doc', content: [paragraph] } } }));
  // One row in every table that has none yet, so that each append-only trigger has something to defend.
  await staff.query(
    `INSERT INTO office.organ_setting (organ_id, key, value, effective_from) VALUES ($1, 'note', '1', '2020-01-01')`,
    [organ.id],
  );
  await staff.query(
    `INSERT INTO office.sign_in_attempt (login, succeeded, at) VALUES ('nobody', false, now())`,
  );
  return { organ, other, items, rounds, closedRound, file, picture, people };
}

const NO_SECRETS = {
  state_secret: false,
  work_secret: false,
  trade_secret: false,
  personal_privacy: false,
  basis: '逐项核对',
  conclusion: 'publish',
};

/** The row of a lawful pass of a step, with what an attack changes. */
export function decisionRow(
  scene: Scene,
  round: Pick<LoadedRound, 'id'> & { facts: Pick<LoadedRound['facts'], 'contentHash' | 'route'> },
  position: number,
  changes: Record<string, unknown> = {},
): Record<string, unknown> {
  const step = round.facts.route.find((candidate) => candidate.position === position);
  const holder = Object.values(scene.organ.cast).find((actor) =>
    actor.roles.includes(step?.role ?? 'author'),
  );
  return {
    seq: 0,
    round_id: round.id,
    position,
    step: step?.step ?? 'l1',
    content_hash: round.facts.contentHash,
    person_id: holder?.personId,
    role: step?.role ?? 'reviewer_l1',
    conclusion: 'pass',
    return_to: null,
    opinion: '',
    review_checklist: {},
    proof_checklist: {},
    secrecy: step?.step === 'secrecy' ? NO_SECRETS : null,
    decided_at: '2020-01-01',
    reauthenticated_at: new Date().toISOString(),
    ...changes,
  };
}

/** The row of a lawful publication of an approved item of the scene. */
export function publicationRow(
  scene: Scene,
  waiting: Waiting,
  changes: Record<string, unknown> = {},
): Record<string, unknown> {
  const round = roundOf(scene, waiting);
  return {
    item_id: round.itemId,
    organ_id: round.organId,
    version_id: round.versionId,
    round_id: round.id,
    content_hash: round.facts.contentHash,
    publisher_id: scene.organ.cast.publisher.personId,
    ...changes,
  };
}

/** An item made by hand, row by row, as far as an attack wants it. */
export type OwnPath = {
  kind?: ItemKind;
  itemClass?: ContentClass;
  roundClass?: ContentClass;
  content?: Partial<ItemContent>;
  /** Spoils the text itself, e.g. takes a key away. */
  spoil?: (content: Record<string, unknown>) => void;
  route?: RouteStep[];
  settings?: Record<string, unknown>;
  /** Files brought to the item before its text is frozen; by the author unless said otherwise. */
  uploads?: { sha256: string; name: string; by?: string }[];
};

type OwnRound = Pick<LoadedRound, 'id'> & {
  itemId: string;
  versionId: string;
  facts: Pick<LoadedRound['facts'], 'contentHash' | 'route'>;
};

/** Inserts an item with its draft; gives its id and text. */
export async function ownDraft(query: Query, scene: Scene, path: OwnPath = {}) {
  const itemId = randomUUID().replaceAll('-', '').slice(0, 10);
  const kind = path.kind ?? 'news';
  const content: Record<string, unknown> = { ...readyContent(scene.organ, { kind, ...path.content }) };
  path.spoil?.(content);
  const { canonical, contentHash } = canonicalContent(content as ItemContent);
  const author = scene.organ.cast.author.personId;
  await insert(query, 'item', {
    id: itemId,
    organ_id: scene.organ.id,
    kind,
    content_class: path.itemClass ?? path.roundClass ?? 'a',
    draft_state: 'draft',
    created_by: author,
    created_at: '2020-01-01',
  });
  const saved = { item_id: itemId, revision: 1, content, content_hash: contentHash };
  await insert(query, 'draft', { ...saved, saved_by: author, saved_at: '2020-01-01' });
  for (const { by, ...file } of path.uploads ?? []) {
    await insert(query, 'upload', uploadRow(itemId, file, by ?? author));
  }
  return { itemId, canonical, contentHash };
}

/** The row that says who brought a file to an item. */
export function uploadRow(
  itemId: string,
  file: { sha256: string; name: string },
  personId: string,
): Record<string, unknown> {
  const { sha256, name } = file;
  return { item_id: itemId, sha256, name, uploaded_by: personId, uploaded_at: '2020-01-01' };
}

/** The row of a version of a draft made by hand. */
export function versionRow(
  scene: Scene,
  draft: { itemId: string; canonical: string; contentHash: string },
  changes: Record<string, unknown> = {},
): Record<string, unknown> {
  return {
    item_id: draft.itemId,
    organ_id: scene.organ.id,
    number: 0,
    draft_revision: 1,
    canonical: draft.canonical,
    content_hash: draft.contentHash,
    frozen_by: scene.organ.cast.author.personId,
    frozen_at: '2020-01-01',
    ...changes,
  };
}

/** The row of a round of a version. */
export function roundRow(
  scene: Scene,
  version: { itemId: string; versionId: string; contentHash: string },
  changes: Record<string, unknown> = {},
): Record<string, unknown> {
  return {
    item_id: version.itemId,
    organ_id: scene.organ.id,
    version_id: version.versionId,
    content_hash: version.contentHash,
    content_class: 'a',
    settings: {},
    opened_by: scene.organ.cast.author.personId,
    opened_at: '2020-01-01',
    ...changes,
  };
}

/** Inserts item, draft and version. */
export async function ownVersion(query: Query, scene: Scene, path: OwnPath = {}) {
  const draft = await ownDraft(query, scene, path);
  const { rows } = await insert(query, 'version', versionRow(scene, draft));
  return { ...draft, versionId: String(rows[0]?.id) };
}

/** Inserts item, draft, version and round with a route of the attacker's choice, and puts it under review. */
export async function ownRound(query: Query, scene: Scene, path: OwnPath = {}): Promise<OwnRound> {
  const version = await ownVersion(query, scene, path);
  const contentClass = path.roundClass ?? 'a';
  const { rows } = await insert(
    query,
    'round',
    roundRow(scene, version, { content_class: contentClass, settings: path.settings ?? {} }),
  );
  const id = String(rows[0]?.id);
  const route = path.route ?? routeFor(contentClass);
  for (const step of route) await insert(query, 'round_step', { round_id: id, ...step });
  await query(`UPDATE office.item SET draft_state = 'in_review' WHERE id = $1`, [version.itemId]);
  return {
    id,
    itemId: version.itemId,
    versionId: version.versionId,
    facts: { contentHash: version.contentHash, route },
  };
}

/** Passes every step of a route made by hand, in the order of its stages. */
export async function passOwnRoute(query: Query, scene: Scene, round: OwnRound): Promise<void> {
  for (const step of [...round.facts.route].sort((a, b) => a.stage - b.stage)) {
    await insert(query, 'decision', decisionRow(scene, round, step.position));
  }
}

/** Everything up to and including the state approved; then tries the publication. */
export async function ownPublication(query: Query, scene: Scene, path: OwnPath = {}): Promise<OwnRound> {
  const round = await ownRound(query, scene, path);
  await passOwnRoute(query, scene, round);
  await query(`UPDATE office.item SET draft_state = 'approved' WHERE id = $1`, [round.itemId]);
  await insert(query, 'publication', {
    item_id: round.itemId,
    organ_id: scene.organ.id,
    version_id: round.versionId,
    round_id: round.id,
    content_hash: round.facts.contentHash,
    publisher_id: scene.organ.cast.publisher.personId,
  });
  await query(`UPDATE office.item SET draft_state = 'none' WHERE id = $1`, [round.itemId]);
  return round;
}
