import { vi } from 'vitest';
import { addLateOpinionAction } from '@/lib/approvals/actions';
import * as notices from '@/lib/notices/actions';
import * as organs from '@/lib/organs/actions';
import * as settings from '@/lib/settings/actions';
import { officeCases } from '../support/doors/office-cases';
import { playDoors } from '../support/doors/play';

/*
 * The doors to delegations, leave, settings, late opinions and one's own account. The leak watch is in
 * admin-doors.test.ts: a run that was asked for must be finished before the next.
 */

const browser = vi.hoisted(() => ({ sessionId: null as string | null }));
vi.mock('@/lib/platform/session-token', () => ({
  readSessionId: async () => browser.sessionId,
  readClientAddress: async () => '10.0.0.1',
}));

playDoors({ addLateOpinionAction, ...notices, ...organs, ...settings }, browser, (scene) =>
  officeCases(scene).filter(({ door }) => door !== 'startLeakWatchAction'),
);
