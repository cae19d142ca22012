import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findComparison } from '@/lib/disclosure/queries/find-comparison';
import { type Actor, ROLES, type Role } from '@/lib/organs/types';
import {
  draftItem,
  edit,
  makeOrgan,
  makePerson,
  openTestOffice,
  publishNew,
  save,
  submit,
  type TestOffice,
  type TestOrgan,
} from '../support/factories';

/* The comparison of two versions shows unpublished text: it is read by exactly those who see the item itself. */

const READERS: readonly Role[] = [
  'author',
  'reviewer_l1',
  'reviewer_l2',
  'reviewer_l3',
  'secrecy_officer',
  'disclosure_leader',
  'head_of_organ',
  'publisher',
  'office_head',
  'legal_reviewer',
];

let office: TestOffice;
let staff: pg.Client;
let organ: TestOrgan;
let other: TestOrgan;
let itemId: string;
beforeAll(async () => {
  office = await openTestOffice();
  staff = await office.connect('staff');
  organ = await makeOrgan(staff);
  other = await makeOrgan(staff);
  itemId = await publishNew(organ);
  await edit(organ, itemId);
  await save(organ, itemId, { title: '还没有公开的标题' });
  await submit(organ, itemId);
});
afterAll(() => office.close());

const PAIRS = [{}, { from: '1', to: '2' }, { from: 'public', to: '2' }, { from: '1', to: 'draft' }];
const person = (role: Role) => makePerson(staff, organ, `试 ${role}`, [role]);
async function reads(actor: Actor): Promise<boolean[]> {
  const found = await Promise.all(PAIRS.map((pair) => findComparison(actor, itemId, pair)));
  return found.map((comparison) => comparison !== null);
}

describe('比较两稿', () => {
  it.each(ROLES)('%s：只有看得到这条信息的人看得到', async (role) => {
    const expected = READERS.includes(role);
    expect(await reads(await person(role))).toEqual(PAIRS.map(() => expected));
  });

  it('外机关的人、没有职责的人、别的股室的拟稿人，答复与不存在相同', async () => {
    const strangers = [
      ...Object.values(other.cast),
      await makePerson(staff, organ, '没有职责的人', []),
      { ...(await person('author')), sectionId: null },
    ];
    for (const actor of strangers) expect(await reads(actor)).toEqual(PAIRS.map(() => false));
    expect(await findComparison(organ.cast.l2, 'zzzzzzzzzz', {})).toBeNull();
  });

  it('公开过的信息，它没公开的稿也不因此外露', async () => {
    const own = await draftItem(other);
    expect(await findComparison(organ.cast.l3, own, {})).toBeNull();
  });
});
