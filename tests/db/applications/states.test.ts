import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { whyNotAct } from '@/lib/applications/policy';
import {
  CASE_STATES,
  CASE_TRANSITIONS,
  type CaseAction,
  flatTransitions,
  rolesOf,
  targetsOf,
} from '@/lib/applications/transitions';
import { type Actor, ROLES } from '@/lib/organs/types';
import { type CaseCast, caseInHand, makeCaseCast } from '../../support/cases';
import {
  makeOrgan,
  makePerson,
  openTestOffice,
  type TestOffice,
  type TestOrgan,
} from '../../support/factories';

/*
 * The matrix state × act × actor, tried against the database whole: exactly what the table lists passes. The database is
 * asked with a case put into each state by force.
 */

const ACTIONS = [...new Set(CASE_TRANSITIONS.map(({ action }) => action))] as CaseAction[];
const STATES = ['none', ...CASE_STATES] as const;

let office: TestOffice;
let superuser: pg.Client;
let organ: TestOrgan;
let cast: CaseCast;
let caseId: string;
const holders = new Map<string, Actor>();

beforeAll(async () => {
  office = await openTestOffice();
  superuser = await office.connect('superuser');
  const staff = await office.connect('staff');
  organ = await makeOrgan(staff);
  cast = await makeCaseCast(staff, organ);
  for (const role of ROLES) holders.set(role, await makePerson(staff, organ, role, [role]));
  caseId = (await caseInHand(cast.handler)).id;
  // Tries one event in a sub-transaction and tells whether the guard of the states let it through.
  await superuser.query(`
    CREATE FUNCTION office.try_event(p_case uuid, p_state text, p_action text, p_to text, p_kind text, p_person uuid)
    RETURNS text LANGUAGE plpgsql AS $f$
    BEGIN
      PERFORM set_config('session_replication_role', 'replica', true);
      UPDATE office.application SET state = p_state, outcome = 'other.misc', application_no = NULL WHERE id = p_case;
      PERFORM set_config('session_replication_role', 'origin', true);
      BEGIN
        INSERT INTO office.application_event (application_id, action, to_state, on_date, actor_kind, person_id, person_name, detail)
        VALUES (p_case, p_action, p_to, '2020-01-02', p_kind, p_person, 'x',
          '{"outcome": "other.misc", "deliveryMethod": "mail", "mediaForm": "paper"}');
        RAISE EXCEPTION 'let through' USING ERRCODE = 'ZZ001';
      EXCEPTION WHEN OTHERS THEN RETURN SQLSTATE;
      END;
    END $f$`);
});
afterAll(() => office.close());

/** Codes of guards that ask more than state and role: the pair itself has passed. */
const FURTHER = new Set(['ZZ001', 'GK003', 'GK013', 'GK004']);

async function outcomes(
  rows: readonly (readonly [
    state: string,
    action: string,
    to: string,
    kind: string,
    person: string | null,
  ])[],
) {
  const { rows: found } = await superuser.query<{ code: string }>(
    `SELECT office.try_event($1, r.state, r.action, r.goal, r.kind, r.person) AS code
     FROM unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::uuid[]) WITH ORDINALITY AS r(state, action, goal, kind, person, n)
     ORDER BY r.n`,
    [caseId, ...[0, 1, 2, 3, 4].map((at) => rows.map((row) => row[at]))],
  );
  return found.map(({ code }) => code);
}

describe('状态、办理和人员的矩阵', () => {
  it('程序和数据库里的状态表一致', async () => {
    const { rows } = await superuser.query(
      'SELECT from_state AS "from", action, to_state AS "to", roles FROM office.application_transition',
    );
    const sorted = (list: readonly object[]) => list.map((row) => JSON.stringify(row)).sort();
    expect(sorted(rows)).toEqual(sorted(flatTransitions()));
  });

  it('每个状态上的每一种办理，只通向表里写明的状态', async () => {
    const all = STATES.flatMap((state) =>
      ACTIONS.flatMap((action) => CASE_STATES.map((to) => [state, action, to] as const)),
    );
    const asked = all.map(([state, action, to]) => {
      const role = rolesOf(state, action)[0] ?? 'case_handler';
      const kind = role === 'applicant' || role === 'system' ? role : 'staff';
      return [
        state,
        action,
        to,
        kind,
        kind === 'staff' ? (holders.get(role)?.personId ?? null) : null,
      ] as const;
    });
    const codes = await outcomes(asked);
    const wrong = all.filter(([state, action, to], at) => {
      const isListed = targetsOf(state, action).includes(to);
      // A reply goes back to where it was decided: asked apart.
      if (isListed && (action === 'return_reply' || action === 'void_reply')) return false;
      return isListed !== FURTHER.has(codes[at] ?? '') || (!isListed && codes[at] !== 'GK006');
    });
    expect(all.length).toBeGreaterThan(6000);
    expect(wrong).toEqual([]);
  });

  it('表里的每一步，只有写明的人能办', async () => {
    const steps = flatTransitions().filter(
      ({ action }) => action !== 'return_reply' && action !== 'void_reply',
    );
    const actors = [...ROLES, 'applicant', 'system'] as const;
    const all = steps.flatMap((step) => actors.map((who) => ({ step, who })));
    const codes = await outcomes(
      all.map(({ step, who }) => {
        const person = holders.get(who)?.personId ?? null;
        return [step.from, step.action, step.to, person === null ? who : 'staff', person] as const;
      }),
    );
    const wrong = all.filter(({ step, who }, at) => {
      const mayAct = (step.roles as readonly string[]).includes(who);
      return mayAct ? !FURTHER.has(codes[at] ?? '') : codes[at] !== 'GK011';
    });
    expect(all.length).toBeGreaterThan(3500);
    expect(wrong).toEqual([]);
  });

  it('界面上的判断与表一致', () => {
    const facts = { organId: organ.id, isRestricted: false, handlerId: null, named: [] };
    const wrong = CASE_STATES.flatMap((state) =>
      ACTIONS.flatMap((action) =>
        ROLES.filter((role) => {
          const actor = holders.get(role);
          if (actor === undefined) throw new Error(role);
          const mayAct =
            targetsOf(state, action).length > 0 &&
            (rolesOf(state, action) as readonly string[]).includes(role);
          return (whyNotAct(actor, { ...facts, state }, action).length === 0) !== mayAct;
        }).map((role) => [state, action, role]),
      ),
    );
    expect(wrong).toEqual([]);
  });
});
