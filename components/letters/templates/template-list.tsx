import Link from 'next/link';
import { Tag } from '@/components/ui/tag';
import type { TemplateLine } from '@/lib/letters/queries/list-templates';
import { LETTERS, letterName } from '@/lib/letters/rules/letter-table';

/** Every kind of letter, and whose words are in force. */
export function TemplateList({ lines }: { lines: readonly TemplateLine[] }) {
  const groups = [
    ['程序文书', lines.filter(({ code }) => code.startsWith('L'))],
    ['答复、决定', lines.filter(({ code }) => code.startsWith('R'))],
  ] as const;
  return groups.map(([title, some]) => (
    <section key={title} aria-labelledby={`templates-${title}`} className="mb-6">
      <h2 id={`templates-${title}`} className="mb-2 text-lg font-semibold">
        {title}
      </h2>
      <ul className="grid gap-px border border-line bg-line md:grid-cols-2">
        {some.map(({ code, inForce, isWaiting }) => (
          <li key={code} className="bg-paper">
            <Link
              prefetch={false}
              href={`/office/settings/letters?code=${code}`}
              className="flex min-h-11 flex-wrap items-center gap-x-3 gap-y-1 px-4 py-2 text-ink no-underline hover:bg-brand-wash"
            >
              <span className="w-10 font-semibold">{code}</span>
              <span className="min-w-0 flex-1 text-brand">{letterName(code)}</span>
              <span className="text-sm text-ink-soft">{LETTERS[code].category}</span>
              {inForce === null ? <Tag look="quiet">系统自带</Tag> : <Tag>本机关第{inForce}版</Tag>}
              {isWaiting ? <Tag look="warn">待确认</Tag> : null}
            </Link>
          </li>
        ))}
      </ul>
    </section>
  ));
}
