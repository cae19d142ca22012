import { expect, it, vi } from 'vitest';
import { rolesFor, rowsOf } from '@/lib/access/rules/doors';
import * as doors from '@/lib/disclosure/after-publication/actions';
import { FOLLOW_UP_ROLES } from '@/lib/disclosure/after-publication/policy';
import { followUpCases } from '../support/doors/follow-up-cases';
import { playDoors } from '../support/doors/play';

/*
 * The doors to what is recorded beside a text and after its publication, each tried by a person of every role with a
 * lawful form: who is listed gets through, everybody else is refused and nothing changes.
 */

const browser = vi.hoisted(() => ({ sessionId: null as string | null }));
vi.mock('@/lib/platform/session-token', () => ({
  readSessionId: async () => browser.sessionId,
  readClientAddress: async () => '10.0.0.1',
}));

playDoors(doors, browser, followUpCases);

it('表里写的与政策里写的一样', () => {
  const named = Object.keys(doors).flatMap((name) =>
    rowsOf(name).map((row) => [...rolesFor(row)].sort().join()),
  );
  const policy = Object.values(FOLLOW_UP_ROLES).map((roles) => [...roles].sort().join());
  expect(new Set(named)).toEqual(new Set(policy));
});
