import type { ChangedPart } from '@/lib/settings/rules/values';

/** Lines shown at once; the rest is folded. */
const SHOWN = 20;

type Line = {
  readonly key: string;
  readonly sign: string;
  readonly before?: string;
  readonly after?: string;
};

function linesOf({ added, removed, changed }: ChangedPart): Line[] {
  return [
    ...added.map((text) => ({ key: `+${text}`, sign: '新增', after: text })),
    ...removed.map((text) => ({ key: `-${text}`, sign: '删去', before: text })),
    ...changed.map((pair) => ({ key: `~${pair.before}→${pair.after}`, sign: '改为', ...pair })),
  ];
}

function counts({ added, removed, changed }: ChangedPart): string {
  return [
    added.length > 0 ? `新增 ${added.length}` : '',
    removed.length > 0 ? `删去 ${removed.length}` : '',
    changed.length > 0 ? `改动 ${changed.length}` : '',
  ]
    .filter((text) => text !== '')
    .join('，');
}

/** What exactly a change would change; the words say it, marks repeat it. */
export function ChangedParts({ parts }: { parts: readonly ChangedPart[] }) {
  if (parts.length === 0) return <p className="text-ink-soft">与现行内容没有差别。</p>;
  return (
    <div className="grid gap-3">
      {parts.map((part) => {
        const lines = linesOf(part);
        return (
          <section key={part.title} aria-label={part.title || '改动'}>
            {part.title ? (
              <h4 className="font-semibold">
                {part.title}
                <span className="ml-2 font-normal text-ink-soft">{counts(part)}</span>
              </h4>
            ) : null}
            <Lines lines={lines.slice(0, SHOWN)} />
            {lines.length > SHOWN ? (
              <details>
                <summary className="min-h-11 cursor-pointer py-2 text-brand">
                  其余 {lines.length - SHOWN} 处
                </summary>
                <Lines lines={lines.slice(SHOWN)} />
              </details>
            ) : null}
          </section>
        );
      })}
    </div>
  );
}

function Lines({ lines }: { lines: readonly Line[] }) {
  return (
    <ul className="divide-y divide-line border-y border-line">
      {lines.map(({ key, sign, before, after }) => (
        <li key={key} className="grid gap-x-3 py-1.5 sm:grid-cols-[3.5rem_1fr]">
          <span className="text-sm font-semibold text-ink-soft">{sign}</span>
          <span className="min-w-0 break-words">
            {before ? <del className="block text-seal">{before}</del> : null}
            {after ? <ins className="block text-ok no-underline">{after}</ins> : null}
          </span>
        </li>
      ))}
    </ul>
  );
}
