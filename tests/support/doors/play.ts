import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rolesFor, rowsOf } from '@/lib/access/rules/doors';
import type { Door } from '@/lib/access/types';
import { type Actor, ROLES } from '@/lib/organs/types';
import type { Result } from '@/lib/platform/result';
import { codesOf } from '../factories';
import { type DoorCase, ROLE_REFUSALS, refusedWith, rowName } from './case';
import { type DoorScene, fingerprint, openDoorScene, sessionOf } from './scene';

type Actions = Readonly<Record<string, (input: unknown) => Promise<Result<unknown>>>>;
type Browser = { sessionId: string | null };

/** The row of the table that a case tries. */
export function rowOfCase({ door, when }: Pick<DoorCase, 'door' | 'when'>): Door {
  const row = rowsOf(door).find((candidate) => candidate.when === when);
  if (row === undefined) throw new Error(`the table of doors has no row ${rowName({ door, when })}`);
  return row;
}

/**
 * Plays cases through the real session gate: by everybody whom the table of doors does not name, by people of another
 * organ, without a session, with one that is made up, before the first change of the password, and with forms nobody
 * could have sent: refused, and not a byte of the database changes. Then by everybody whom it does name.
 *
 * @param browser the played cookie of the file's mock of lib/platform/session-token
 */
export function playDoors(
  actions: Actions,
  browser: Browser,
  casesOf: (scene: () => DoorScene) => readonly DoorCase[],
): () => DoorScene {
  let scene: DoorScene;
  beforeAll(async () => {
    scene = await openDoorScene();
  });
  afterAll(() => scene.office.close());
  const act = (actor: Actor | null) => {
    browser.sessionId = actor ? sessionOf(actor) : null;
  };
  const open = (door: string, input: unknown) => {
    const action = actions[door];
    if (action === undefined) throw new Error(`no such action: ${door}`);
    return action(input);
  };
  /** Fails where anything of the database was written meanwhile. */
  async function writingNothing<T>(work: () => Promise<T>): Promise<T> {
    const before = await fingerprint(scene.staff);
    const result = await work();
    expect(await fingerprint(scene.staff)).toBe(before);
    return result;
  }
  /** Tries with the session of somebody and gives the refusals. */
  async function refusals(door: string, actor: Actor | null, input: unknown): Promise<string[]> {
    act(actor);
    return refusedWith(await open(door, input));
  }
  const cases = casesOf(() => scene);

  it('每一扇门的每一种情形都在这里，表里写明谁能用', () => {
    const played = cases.map(rowName).sort();
    const rows = Object.keys(actions).flatMap((name) =>
      rowsOf(name).map((row) => rowName({ door: name, ...row })),
    );
    expect(played).toEqual([...rows].sort());
  });

  describe.each(cases.map((one) => ({ ...one, title: rowName(one) })))('$title', (one) => {
    const row = rowOfCase(one);
    const isOwn = row.callers === 'self';
    const outsiders = isOwn
      ? (one.outsiders ?? ROLES)
      : ROLES.filter((role) => !rolesFor(row).includes(role));
    const may = isOwn ? (one.owners ?? ROLES) : rolesFor(row);
    /** Acts on nothing but oneself, such as one's own password: there is nothing of somebody else to try. */
    const isOnlyOwn = isOwn && one.refusals === undefined;
    let subject: string;
    beforeAll(async () => {
      subject = await one.prepare();
    });

    if (!isOnlyOwn) {
      it.each(outsiders)('拒绝 %s，什么也不改变', async (role) => {
        const actor = scene.people[role];
        const input = await one.form(subject, actor);
        const codes = await writingNothing(() => refusals(one.door, actor, input));
        expect(codes).not.toEqual([]);
        for (const code of codes) expect(code).toMatch(one.refusals ?? ROLE_REFUSALS);
      });

      it('拒绝外机关同样职责的人，什么也不改变', async () => {
        if (subject === '') return;
        const strangers = Object.values(scene.other.cast);
        const inputs: unknown[] = [];
        for (const stranger of strangers) inputs.push(await one.form(subject, stranger));
        await writingNothing(async () => {
          for (const [at, stranger] of strangers.entries()) {
            const codes = await refusals(one.door, stranger, inputs[at]);
            expect(codes, stranger.name).not.toEqual([]);
            for (const code of codes) expect(code).toMatch(/^not_found$|_unknown$|^late_opinion_not_yours$/);
          }
        });
      });
    }

    it('拒绝没有登录的人、编造的登录和看不懂的输入，什么也不改变', async () => {
      const [role] = may;
      const actor = scene.people[role ?? 'author'];
      const input = await one.form(subject, actor);
      await writingNothing(async () => {
        expect(await refusals(one.door, null, input)).toEqual(['signed_out']);
        browser.sessionId = 'made up';
        expect(codesOf(await open(one.door, input))).toEqual(['signed_out']);
        for (const bad of [null, 'x', { extra: true }, { ...(input as object), extra: true }]) {
          const codes = await refusals(one.door, actor, bad);
          expect(new Set(codes), JSON.stringify(bad)).toEqual(new Set(['invalid_input']));
        }
      });
    });

    it('第一次登录还没改密码的人只到得了自己的账号', async () => {
      const input = await one.form(subject, scene.newcomer);
      act(scene.newcomer);
      const codes = codesOf(await open(one.door, input));
      if (row.isBeforePasswordChange) expect(codes).not.toContain('must_change_password');
      else expect(codes).toEqual(['must_change_password']);
    });

    // What needs the present password is tried with a wrong one: it refuses, and for no other reason.
    const needsPassword = row.isBeforePasswordChange === true;
    it.each(may)(needsPassword ? '%s 凭现在的密码才行' : '允许 %s', async (role) => {
      const actor = scene.people[role];
      const waiting = await (one.prepareFor ? one.prepareFor(actor) : one.prepare());
      const input = await one.form(waiting, actor);
      const before = await fingerprint(scene.staff);
      act(actor);
      const codes = refusedWith(await open(one.door, input));
      if (needsPassword) expect(codes.join()).toMatch(/^(password_wrong|wrong_password)$/);
      else {
        expect(codes).toEqual([]);
        if (!one.isRead) expect(await fingerprint(scene.staff)).not.toBe(before);
      }
    });
  });
  return () => scene;
}
