import { vi } from 'vitest';
import * as doors from '@/lib/disclosure/actions';
import { playDoors } from '../support/doors/play';
import { textCases } from '../support/doors/text-cases';

/*
 * Every server action is a public POST address. Each is tried by a person of every role with a lawful form on an item
 * that waits for exactly this act: who is listed gets through, everybody else is refused and nothing changes.
 */

// Only the cookie is played; the session row, the gate, the input check and the command are the real ones.
const browser = vi.hoisted(() => ({ sessionId: null as string | null }));
vi.mock('@/lib/platform/session-token', () => ({
  readSessionId: async () => browser.sessionId,
  readClientAddress: async () => '10.0.0.1',
}));

playDoors(doors, browser, textCases);
