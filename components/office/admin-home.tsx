import Link from 'next/link';
import { Tag, type TagLook } from '@/components/ui/tag';
import { holdsAny, type Role } from '@/lib/organs/types';
import { ADMIN_CARDS } from './admin-cards';

/** How a place stands now, shown on its card. */
export type CardState = { readonly look: TagLook; readonly text: string };

/** The first page of an administrator: the places of this role, each with how it stands. */
export function AdminHome({
  roles,
  states,
}: {
  roles: readonly Role[];
  /** By address of the card. */
  states: Readonly<Record<string, CardState>>;
}) {
  const cards = ADMIN_CARDS.filter((card) => holdsAny({ roles }, card.roles));
  return (
    <>
      <h1 className="mb-4 text-xl font-semibold">管理</h1>
      <ul className="grid gap-4 sm:grid-cols-2 lg:grid-cols-3">
        {cards.map(({ href, title, what }) => (
          <li key={href}>
            <Link
              prefetch={false}
              href={href}
              className="block h-full border border-line bg-paper p-4 text-ink no-underline hover:bg-brand-wash"
            >
              <span className="flex flex-wrap items-baseline justify-between gap-2">
                <span className="text-lg font-semibold text-brand">{title}</span>
                {states[href] ? <Tag look={states[href].look}>{states[href].text}</Tag> : null}
              </span>
              <span className="mt-1 block text-sm leading-6 text-ink-soft">{what}</span>
            </Link>
          </li>
        ))}
      </ul>
      <p className="mt-6 max-w-3xl text-sm leading-6 text-ink-soft">
        系统管理员、安全管理员、审计员由三个人分别担任，都不能起草、审核或者发布信息，也看不到未公开稿件的正文；审计员在日志里看得到稿件的标题和编号。
      </p>
    </>
  );
}
