import 'server-only';
import { namesOf } from '@/lib/organs/queries';
import type { Actor } from '@/lib/organs/types';
import { currentTime } from '@/lib/platform/clock';
import { staffDatabase } from '@/lib/platform/database';
import { civilDate } from '@/lib/platform/dates';
import { valueOn } from '../rules/values';
import { DEFAULT_VALUES, type SettingKey } from '../types';

/** A setting as it stands today, who is behind it, and what is to come. */
export type SettingRow = {
  readonly key: SettingKey;
  /** The value in force; that of the house where the organ has set none. */
  readonly value: unknown;
  /** Day from which it is in force; null for the value of the house. */
  readonly since: string | null;
  /** Null where the operator of the server set it. */
  readonly proposedBy: string | null;
  readonly confirmedBy: string | null;
  /** Confirmed, but not yet in force. */
  readonly coming: readonly { readonly value: unknown; readonly from: string }[];
  /** Changes that wait for a second person. */
  readonly open: readonly { readonly id: string; readonly proposedBy: string }[];
};

/** Settings of the actor's organ, in the order asked for. */
export async function listSettings(actor: Actor, keys: readonly SettingKey[]): Promise<SettingRow[]> {
  const { organId } = actor;
  const [rows, open] = await Promise.all([
    staffDatabase().organSetting.findMany({ where: { organId, key: { in: [...keys] } } }),
    staffDatabase().changeRequest.findMany({
      where: { organId, kind: 'setting', target: { in: [...keys] }, conclusion: null },
      select: { id: true, target: true, proposedBy: true },
      orderBy: { proposedAt: 'asc' },
    }),
  ]);
  const changes = await staffDatabase().changeRequest.findMany({
    where: { id: { in: rows.flatMap((row) => (row.changeId ? [row.changeId] : [])) } },
    select: { id: true, proposedBy: true, concludedBy: true },
  });
  const names = await namesOf([
    ...open.map((change) => change.proposedBy),
    ...changes.flatMap(({ proposedBy, concludedBy }) => [proposedBy, ...(concludedBy ? [concludedBy] : [])]),
  ]);
  const nameOf = (id: string | null | undefined) => (id ? (names.get(id)?.name ?? null) : null);
  const now = currentTime();
  const today = civilDate(now);
  const all = rows.map((row) => ({ ...row, effectiveFrom: row.effectiveFrom.toISOString().slice(0, 10) }));
  return keys.map((key) => {
    const own = all.filter((row) => row.key === key);
    // What is in the table is known: the hour of the program may lag behind that of the database.
    const latest = new Date(Math.max(now.getTime(), ...own.map((row) => row.setAt.getTime())));
    const present = valueOn(own, today, latest);
    const row = own.find((one) => one === present);
    const change = changes.find((one) => one.id === row?.changeId);
    return {
      key,
      value: row?.value ?? DEFAULT_VALUES[key],
      since: row?.effectiveFrom ?? null,
      proposedBy: nameOf(change?.proposedBy),
      confirmedBy: nameOf(change?.concludedBy),
      coming: own
        .filter((one) => one.effectiveFrom > today)
        .sort((a, b) => (a.effectiveFrom < b.effectiveFrom ? -1 : 1))
        .map((one) => ({ value: one.value, from: one.effectiveFrom })),
      open: open
        .filter((one) => one.target === key)
        .map((one) => ({ id: one.id, proposedBy: nameOf(one.proposedBy) ?? '' })),
    };
  });
}
