import 'server-only';
import { namesOf } from '@/lib/organs/queries';
import { type Actor, ROLE_NAMES, type Role } from '@/lib/organs/types';
import { staffDatabase } from '@/lib/platform/database';
import type { SettingsPage } from '../policy';
import { whyNotConfirm } from '../rules/second-person';
import { SETTING_KEYS, SETTING_NAMES } from '../types';
import { findDelegations, findLeaves } from './list-arrangements';
import { changeFacts } from './list-changes';

/** Something of the house that waits for this person to confirm it. */
export type Matter = {
  readonly id: string;
  /** What it is about, e.g. the name of a setting. */
  readonly title: string;
  /** What to do. */
  readonly what: string;
  readonly by: string;
  readonly href: string;
  readonly page: SettingsPage;
  readonly since: Date | null;
};

/** Changes, telephone delegations and leaves that wait for this person; part of 待办. */
export async function listMatters(actor: Actor): Promise<Matter[]> {
  const [changes, delegations, leaves] = await Promise.all([
    staffDatabase().changeRequest.findMany({
      where: { organId: actor.organId, conclusion: null },
      orderBy: { proposedAt: 'asc' },
    }),
    findDelegations(actor),
    findLeaves(actor),
  ]);
  const waiting = changes.filter((change) => whyNotConfirm(actor, changeFacts(change)).length === 0);
  const names = await namesOf(waiting.flatMap((change) => [change.proposedBy, change.target].filter(isId)));
  const nameOf = (id: string) => names.get(id)?.name ?? '';
  return [
    ...waiting.map((change) => ({
      id: change.id,
      title: changeTitle(change, nameOf),
      what: '确认变更',
      by: `提出：${nameOf(change.proposedBy)}`,
      href: `/office/settings/changes#change-${change.id}`,
      page: 'changes' as const,
      since: change.proposedAt,
    })),
    ...[...delegations.current, ...delegations.coming]
      .filter((line) => line.mayConfirm)
      .map((line) => ({
        id: line.id,
        title: `由${line.deputy}代理“${ROLE_NAMES[line.role]}”，${line.startsOn} 至 ${line.endsOn}`,
        what: '确认电话授权',
        by: `登记：${line.enteredBy}`,
        href: '/office/settings/delegations',
        page: 'delegations' as const,
        since: null,
      })),
    ...[...leaves.current, ...leaves.coming]
      .filter((line) => line.whyNotConfirm.length === 0)
      .map((line) => ({
        id: line.id,
        title: `${line.name}请假，${line.startsOn} 至 ${line.endsOn}`,
        what: '确认请假',
        by: `登记：${line.enteredBy}`,
        href: '/office/settings/leave',
        page: 'leave' as const,
        since: null,
      })),
  ];
}

function isId(target: string): boolean {
  return /^[0-9a-f-]{36}$/.test(target);
}

function changeTitle(
  change: { kind: string; target: string; payload: unknown },
  nameOf: (id: string) => string,
): string {
  if (change.kind === 'setting') {
    const key = SETTING_KEYS.find((known) => known === change.target);
    return key === undefined ? change.target : SETTING_NAMES[key];
  }
  const { role } = change.payload as { role: Role };
  const act = change.kind === 'role_grant' ? '授予' : '收回';
  return `${act}${nameOf(change.target)}的角色“${ROLE_NAMES[role]}”`;
}
