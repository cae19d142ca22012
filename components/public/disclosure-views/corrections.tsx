import { href, itemPath } from '@/lib/disclosure/public-site/rules/addresses';
import type { PublicCorrection, SiteContext } from '@/lib/disclosure/public-site/types';
import { civilDate } from '@/lib/platform/dates';

/** 更正记录: what was corrected on this site, newest first. @rule TR-13 */
export function CorrectionList({
  context,
  corrections,
}: {
  context: SiteContext;
  corrections: readonly PublicCorrection[];
}) {
  if (corrections.length === 0) return null;
  return (
    <section
      id="corrections"
      aria-labelledby="corrections-title"
      className="mt-6 border-t-2 border-line pt-4"
    >
      <h2 id="corrections-title" className="text-lg font-semibold">
        更正记录
      </h2>
      <ul className="divide-y divide-line">
        {corrections.map((correction) => {
          const day = civilDate(correction.correctedAt);
          return (
            <li key={`${correction.id} ${correction.correctedAt.toISOString()}`} className="py-2">
              <span className="flex flex-wrap items-baseline justify-between gap-x-4">
                <a href={href(context, itemPath(correction))}>{correction.title}</a>
                <time className="text-sm text-ink-soft tabular-nums" dateTime={day}>
                  {correction.correctionKind === 'factual' ? '内容更正' : '更正'}于 {day}
                </time>
              </span>
              {correction.note !== '' && (
                <p className="text-sm whitespace-pre-line text-ink-soft">更正说明：{correction.note}</p>
              )}
            </li>
          );
        })}
      </ul>
    </section>
  );
}
