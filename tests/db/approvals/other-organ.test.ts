import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openSteps } from '@/lib/approvals/rules/next-steps';
import { cancelDraft } from '@/lib/disclosure/commands/cancel-draft';
import { changeVisibility } from '@/lib/disclosure/commands/change-visibility';
import { decideItem, returnApprovedItem } from '@/lib/disclosure/commands/decide-item';
import {
  publishItem,
  schedulePublication,
  unschedulePublication,
} from '@/lib/disclosure/commands/publish-item';
import { saveDraft } from '@/lib/disclosure/commands/save-draft';
import { setContentClass } from '@/lib/disclosure/commands/set-content-class';
import { startEdit } from '@/lib/disclosure/commands/start-edit';
import { submitItem } from '@/lib/disclosure/commands/submit-item';
import { uploadFile } from '@/lib/disclosure/commands/upload-file';
import { findItem } from '@/lib/disclosure/queries/load-item';
import { VISIBILITY_ACTIONS } from '@/lib/disclosure/transitions';
import type { Actor } from '@/lib/organs/types';
import { sha256Hex } from '@/lib/platform/canonical';
import type { Result } from '@/lib/platform/result';
import {
  approveItem,
  codesOf,
  decisionInput,
  draftItem,
  getItem,
  getRound,
  makeOrgan,
  makePerson,
  openTestOffice,
  publishNew,
  readyContent,
  submit,
  type TestOffice,
  type TestOrgan,
} from '../../support/factories';

/* One installation, many organs: what is another organ's does not exist. */

let office: TestOffice;
let organ: TestOrgan;
/** A person of the other organ who holds every business role there. */
let stranger: Actor;
/** An author of the same organ but of no section: sees only what they wrote. */
let bystander: Actor;
const items: Record<string, string> = {};

beforeAll(async () => {
  office = await openTestOffice();
  const staff = await office.connect('staff');
  organ = await makeOrgan(staff);
  const other = await makeOrgan(staff);
  stranger = await makePerson(staff, other, '外机关全能', [
    'author',
    'reviewer_l1',
    'reviewer_l2',
    'reviewer_l3',
    'secrecy_officer',
    'disclosure_leader',
    'head_of_organ',
    'publisher',
    'office_head',
  ]);
  const section = await staff.query(
    `INSERT INTO office.section (organ_id, name, position) VALUES ($1, '另一股室', 2) RETURNING id`,
    [organ.id],
  );
  bystander = await makePerson(staff, { id: organ.id, sectionId: section.rows[0].id }, '另一股室的拟稿人', [
    'author',
  ]);
  items.draft = await draftItem(organ);
  items.in_review = await draftItem(organ);
  await submit(organ, items.in_review);
  items.approved = await approveItem(organ);
  items.published = await publishNew(organ);
});
afterAll(() => office.close());

/** Every command on an item, tried by an actor with a form as fresh as can be. */
async function everyCommand(actor: Actor, itemId: string, itemRevision: number) {
  const form = { itemId, itemRevision, draftRevision: 1 };
  const reason = '理由';
  const publishAt = new Date(Date.now() + 3_600_000);
  const bytes = new TextEncoder().encode('x');
  const results: Record<string, Result<unknown>> = {
    saveDraft: await saveDraft(actor, {
      itemId,
      revision: 1,
      content: readyContent(organ, { title: '别人的手' }),
    }),
    startEdit: await startEdit(actor, form),
    submitItem: await submitItem(actor, form),
    cancelDraft: await cancelDraft(actor, form),
    setContentClass: await setContentClass(actor, { ...form, contentClass: 'c' }),
    uploadFile: await uploadFile(actor, { itemId, name: 'x.txt', bytes, inline: false }),
    publishItem: await publishItem(actor, form),
    schedulePublication: await schedulePublication(actor, { ...form, publishAt }),
    unschedulePublication: await unschedulePublication(actor, form),
    returnApprovedItem: await returnApprovedItem(actor, { ...form, reason }),
  };
  for (const action of VISIBILITY_ACTIONS) {
    results[action] = await changeVisibility(actor, action, { ...form, reason });
  }
  return Object.fromEntries(Object.entries(results).map(([name, result]) => [name, codesOf(result)]));
}

const allNotFound = (codes: Record<string, string[]>) =>
  Object.fromEntries(Object.keys(codes).map((name) => [name, ['not_found']]));

describe('外机关的人，哪怕在本机关身兼各职', () => {
  it.each(['draft', 'in_review', 'approved', 'published'])(
    '对 %s 的信息做什么都回答“没有找到”，与不存在的信息一样',
    async (state) => {
      const itemId = items[state] ?? '';
      const before = await getItem(itemId);
      const codes = await everyCommand(stranger, itemId, before.revision);
      expect(Object.keys(codes)).toHaveLength(14);
      expect(codes).toEqual(allNotFound(codes));
      expect(await getItem(itemId)).toEqual(before);
      expect(await findItem(stranger, itemId)).toBeNull();
    },
  );

  it('不存在的信息', async () => {
    const codes = await everyCommand(stranger, 'zzzzzzzzzz', 0);
    expect(codes).toEqual(allNotFound(codes));
  });

  it('不能在审核中的一轮上作决定，也问不出它是否存在', async () => {
    const round = await getRound(items.in_review ?? '');
    const [step] = openSteps(round.facts);
    if (step === undefined) throw new Error('no step');
    const input = decisionInput(round, step);
    expect(codesOf(await decideItem(stranger, input))).toEqual(['not_found']);
    expect(codesOf(await decideItem(stranger, { ...input, contentHash: sha256Hex('x') }))).toEqual([
      'not_found',
    ]);
    const unknown = { ...input, roundId: '01900000-0000-7000-8000-000000000000' };
    expect(codesOf(await decideItem(stranger, unknown))).toEqual(['not_found']);
    expect((await getRound(items.in_review ?? '')).facts.decisions).toEqual([]);
  });
});

it('同机关别的股室的拟稿人，看不到也动不了不是自己的稿件', async () => {
  for (const itemId of Object.values(items)) {
    const { revision } = await getItem(itemId);
    const codes = await everyCommand(bystander, itemId, revision);
    expect(codes).toEqual(allNotFound(codes));
  }
});

it('同股室的拟稿人看得到同事的稿件', async () => {
  expect(await findItem(organ.cast.author2, items.draft ?? '')).not.toBeNull();
});
