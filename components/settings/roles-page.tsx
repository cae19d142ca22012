import Link from 'next/link';
import { Card } from '@/components/ui/card';
import { Tag } from '@/components/ui/tag';
import type { Arrangement } from '@/lib/approvals/rules/staffing-loss';
import { ROLE_NAMES } from '@/lib/organs/types';
import type { Refusal } from '@/lib/platform/result';
import type { GrantRow, RoleBook, RoleHolder } from '@/lib/settings/queries/list-roles';
import { RoleForm } from './role-form';

/** Who holds which role today, the form that asks for a change, and all that was. */
export function RolesPage({
  book,
  arrangement,
  whyNotPropose,
}: {
  book: RoleBook;
  /** Today's people and settings, to weigh a change against. */
  arrangement: Arrangement | null;
  whyNotPropose: readonly Refusal[];
}) {
  return (
    <>
      <h1 className="mb-3 text-xl font-semibold">角色</h1>
      <Card title="申请授予或收回角色">
        {whyNotPropose.length === 0 ? (
          <RoleForm
            arrangement={arrangement}
            people={book.holders.map(({ personId, name, post, grants }) => ({
              id: personId,
              name,
              post,
              roles: grants.map((grant) => grant.role),
            }))}
          />
        ) : (
          whyNotPropose.map((refusal) => (
            <p key={refusal.code} className="text-ink-soft">
              {refusal.message}
            </p>
          ))
        )}
      </Card>
      <Card title="今天的角色">
        <ul className="divide-y divide-line">
          {book.holders.map((holder) => (
            <Holder key={holder.personId} holder={holder} open={book.open} />
          ))}
        </ul>
      </Card>
      <Card title="授予和收回的记录">
        {book.history.length === 0 ? <p className="text-ink-soft">还没有记录。</p> : null}
        <details>
          <summary className="min-h-11 cursor-pointer py-2 text-brand">共 {book.history.length} 条</summary>
          <ul className="divide-y divide-line">
            {book.history.map((grant) => (
              <li key={grant.id} className="py-2">
                <p>
                  {grant.name}：{ROLE_NAMES[grant.role]}
                </p>
                <p className="text-sm text-ink-soft">{grantWords(grant)}</p>
              </li>
            ))}
          </ul>
        </details>
      </Card>
    </>
  );
}

function grantWords(grant: GrantRow): string {
  const who = (asked: string | null, confirmed: string | null) =>
    asked === null ? '系统运维人员设置' : `${asked}提出，${confirmed ?? ''}确认`;
  const began = `自 ${grant.startsOn} 起（${who(grant.proposedBy, grant.confirmedBy)}）`;
  if (grant.endsOn === null) return began;
  return `${began}；自 ${grant.endsOn} 起不再担任（${who(grant.endProposedBy, grant.endConfirmedBy)}）`;
}

function Holder({ holder, open }: { holder: RoleHolder; open: RoleBook['open'] }) {
  const { personId, name, post, section, grants } = holder;
  const waiting = open.filter((change) => change.personId === personId);
  return (
    <li className="grid gap-x-4 gap-y-1 py-2 sm:grid-cols-[14rem_1fr]">
      <p>
        <span className="font-semibold">{name}</span>
        <span className="ml-2 text-sm text-ink-soft">
          {post}
          {section && !post.startsWith(section) ? `，${section}` : ''}
        </span>
      </p>
      <div>
        {grants.length === 0 ? <p className="text-ink-soft">没有角色</p> : null}
        <ul className="flex flex-wrap gap-1.5">
          {grants.map((grant) => (
            <li key={grant.id} title={grantWords(grant)}>
              <Tag>{ROLE_NAMES[grant.role]}</Tag>
            </li>
          ))}
        </ul>
        {waiting.map((change) => (
          <p key={change.id} className="mt-1 text-sm">
            <Tag look="warn">待确认</Tag>{' '}
            <Link prefetch={false} href={`/office/settings/changes#change-${change.id}`}>
              {change.kind === 'role_grant' ? '授予' : '收回'}“{ROLE_NAMES[change.role]}”
            </Link>
          </p>
        ))}
      </div>
    </li>
  );
}
