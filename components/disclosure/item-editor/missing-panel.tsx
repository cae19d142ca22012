import type { Refusal } from '@/lib/platform/result';
import { fieldId, fieldKey, goTo } from './go-to';

/** What is still missing before the text can be submitted, each line leading to its field. */
export function MissingPanel({ refusals }: { refusals: readonly Refusal[] }) {
  return (
    <section aria-labelledby="missing-title" className="border border-line bg-paper p-4">
      <h2 id="missing-title" className="text-lg font-semibold">
        还缺什么
      </h2>
      {refusals.length === 0 ? (
        <p className="mt-1 text-ok">必填的都有了，可以提交审核。</p>
      ) : (
        <RefusalLinks refusals={refusals} />
      )}
    </section>
  );
}

/** Refusals as links to the fields they belong to. */
export function RefusalLinks({ refusals }: { refusals: readonly Refusal[] }) {
  const seen = new Map(
    refusals.map((refusal) => [`${refusal.code} ${fieldKey(refusal.field)} ${refusal.message}`, refusal]),
  );
  return (
    <ul className="mt-1 list-disc pl-5">
      {[...seen].map(([key, refusal]) => (
        <li key={key} className="py-1">
          {refusal.field ? (
            <a
              href={`#${fieldId(refusal.field)}`}
              onClick={(event) => {
                event.preventDefault();
                goTo(fieldId(refusal.field ?? ''));
              }}
              className="text-brand underline"
            >
              {refusal.message}
            </a>
          ) : (
            refusal.message
          )}
        </li>
      ))}
    </ul>
  );
}
