import { describe, expect, it } from 'vitest';
import { routeFor } from '@/lib/approvals/rules/route';
import { CLOSED_REASONS, CONCLUSIONS, CONTENT_CLASSES, STEPS } from '@/lib/approvals/types';
import { ITEM_ACTIONS, ITEM_TRANSITIONS, VISIBILITY_ACTIONS } from '@/lib/disclosure/transitions';
import {
  DISCLOSURE_ATTRS,
  DRAFT_STATES,
  ITEM_KINDS,
  LEAST_CLASS,
  PUBLIC_STATES,
} from '@/lib/disclosure/types';
import { ROLES } from '@/lib/organs/types';
import { listFiles, readText } from './paths';

const sql = listFiles('prisma/migrations', (file) => file.endsWith('.sql'))
  .sort()
  .map(readText)
  .join('\n');

/** The values of a constraint `… CHECK (x IN ('a', 'b'))` as the last migration that names it left it. */
function checkedValues(constraint: string): string[] {
  const at = sql.lastIndexOf(`ADD CONSTRAINT ${constraint} CHECK`);
  const list = /\bIN \(([^)]*)\)/.exec(sql.slice(Math.max(at, 0)))?.[1] ?? '';
  expect(at, `no migration names the constraint ${constraint}`).toBeGreaterThan(-1);
  return [...list.matchAll(/'([^']+)'/g)].map((match) => match[1] ?? '');
}

describe('lists in TypeScript and in the database are the same', () => {
  it.each<[string, readonly string[]]>([
    ['role_is_known', ROLES],
    ['item_kind_is_known', ITEM_KINDS],
    ['content_class_is_known', CONTENT_CLASSES],
    ['round_class_is_known', CONTENT_CLASSES],
    ['conclusion_is_known', CONCLUSIONS],
    ['round_closing_is_known', CLOSED_REASONS],
    ['public_state_is_known', PUBLIC_STATES.filter((state) => state !== 'unpublished')],
  ])('%s', (constraint, list) => {
    expect(checkedValues(constraint)).toEqual([...list]);
  });

  it('the transitions of an item', () => {
    const rows = /INSERT INTO office\.item_transition[^;]*;/.exec(sql)?.[0] ?? '';
    const inDatabase = [...rows.matchAll(/\('(\w+)', '(\w+)', '(\w+)'\)/g)].map((match) =>
      match.slice(1).join(' '),
    );
    const inCode = ITEM_TRANSITIONS.map((row) => `${row.from} ${row.action} ${row.to}`);
    expect(inDatabase.sort()).toEqual(inCode.sort());
  });

  it('the seats of the longest route', () => {
    const floor = /FROM \(VALUES (\('l1'[\s\S]*?)\) AS f/.exec(sql)?.[1] ?? '';
    const seats = [...floor.matchAll(/\('(\w+)', '(\w+)', '(\w)'\)/g)].map((match) => match.slice(1));
    const inCode = CONTENT_CLASSES.flatMap((contentClass) =>
      routeFor(contentClass).map(({ step, role }) => ({ contentClass, seat: `${step} ${role}` })),
    );
    const inDatabase = CONTENT_CLASSES.flatMap((contentClass) =>
      seats
        .filter(([, , from = '']) => from <= contentClass)
        .map(([step, role]) => ({ contentClass, seat: `${step} ${role}` })),
    );
    expect(inDatabase).toEqual(inCode);
  });

  it('the least class of each kind', () => {
    const body = sql.slice(sql.lastIndexOf('FUNCTION office.least_class'));
    const [, b = ''] = /IN \(([^)]*)\) THEN 'b'/.exec(body) ?? [];
    const [, c = ''] = /p_kind = ('\w+') THEN 'c'/.exec(body) ?? [];
    for (const kind of ITEM_KINDS) {
      const inDatabase = b.includes(`'${kind}'`) ? 'b' : c.includes(`'${kind}'`) ? 'c' : 'a';
      expect(`${kind} ${inDatabase}`).toBe(`${kind} ${LEAST_CLASS[kind]}`);
    }
  });
});

/** Identifiers that the glossary does not name, each with the reason it is one of the code's own words. */
const OWN_WORDS: Readonly<Record<string, string>> = {
  none: 'no text in hand: the draft state of a public item at rest',
  draft: 'state of an item',
  in_review: 'state of an item',
  secrecy_referred: 'state of an item, from `secrecy_referral`',
  approved: 'state of an item',
  scheduled: 'state of an item',
  cancelled: 'state of an item',
  unpublished: 'public state of what never was public',
  published: 'state of an item',
  hidden: 'state of an item',
  archived: 'state of an item',
  submit: 'act on an item',
  cancel: 'act on an item',
  pass: 'act on an item',
  refer_secrecy: 'act on an item, from `secrecy_referral`',
  record_referral_reply: 'act on an item',
  edit: 'action of decision 0007: an edit of a text under review voids its approvals',
  schedule: 'act on an item',
  unschedule: 'takes a planned publication off; the approval stands',
  hide: 'act on an item',
  restore: 'act on an item',
  l1: 'step of a route, short for `review_l1` with `proof_l1`',
  l2: 'step of a route, short for `review_l2` with `proof_l2`',
  l3: 'step of a route, short for `review_l3` with `proof_l3`',
  secrecy: 'step of a route, short for `secrecy_review`',
  return: 'conclusion of a decision; the act on the item is `return_item`',
  referral_reply: 'conclusion of a decision; the act on the item is `record_referral_reply`',
};

describe('identifiers are those of docs/glossary.md', () => {
  const glossary = new Set(
    [...readText('docs/glossary.md').matchAll(/`([^`]+)`/g)].map((match) => match[1] ?? ''),
  );
  const used = [
    ...ROLES,
    ...ITEM_KINDS,
    ...CONTENT_CLASSES,
    ...DISCLOSURE_ATTRS,
    ...DRAFT_STATES,
    ...PUBLIC_STATES,
    ...ITEM_ACTIONS,
    ...VISIBILITY_ACTIONS,
    ...STEPS,
    ...CONCLUSIONS,
  ];

  it('each stands there, or has a reason here', () => {
    expect(used.filter((word) => !glossary.has(word) && !(word in OWN_WORDS))).toEqual([]);
  });

  it('no reason is left over', () => {
    const words: readonly string[] = used;
    expect(Object.keys(OWN_WORDS).filter((word) => glossary.has(word) || !words.includes(word))).toEqual([]);
  });
});
