import { RELATION_NAMES, type RelatedItem } from '@/lib/disclosure/after-publication/types';
import { href, itemPath } from '@/lib/disclosure/public-site/rules/addresses';
import type { DocumentPlace, PublicItem } from '@/lib/disclosure/public-site/types';
import { hostOf } from '@/lib/disclosure/rules/declarations';
import { civilDate, formatDate } from '@/lib/platform/dates';

/** 来源: of a 转载 the source with its address and day, and that it was shortened. @rule TR-7 @rule TR-10 */
export function SourceLine({ item: { content } }: { item: PublicItem }) {
  const { reprint } = content;
  if (reprint === null) return <span>来源：{content.content_source || content.issuing_organ}</span>;
  return (
    <span>
      来源：
      {hostOf(reprint.source_url) === null ? (
        reprint.source_name
      ) : (
        <a href={reprint.source_url} rel="noreferrer">
          {reprint.source_name}
        </a>
      )}
      （转载
      {reprint.original_date !== null && `，原文发布于${formatDate(reprint.original_date)}`}
      {reprint.cuts !== '' && '，有删节'}）
    </span>
  );
}

/** 更正说明 of the text as it stands; empty where there is none. It stands under `#correction`. @rule TR-13 */
export function correctionNote({ content: { correction } }: PublicItem): string {
  return correction?.kind === 'factual' ? correction.note : '';
}

/** 更正说明 of the version that is public, and the declared cuts of a 转载. @rule TR-13 @rule TR-7 */
export function ItemNotes({ item }: { item: PublicItem }) {
  const { reprint } = item.content;
  const note = correctionNote(item);
  if (note === '' && !reprint?.cuts) return null;
  return (
    <div className="mx-auto mt-8 max-w-measure space-y-3 border-l-4 border-brand bg-brand-wash px-4 py-3">
      {note !== '' && (
        <div id="correction">
          <h2 className="text-base font-semibold">更正说明</h2>
          <p className="whitespace-pre-line">
            {formatDate(civilDate(item.lastPublishedAt))}：{note}
          </p>
        </div>
      )}
      {reprint?.cuts ? (
        <div>
          <h2 className="text-base font-semibold">删节说明</h2>
          <p className="whitespace-pre-line">{reprint.cuts}</p>
        </div>
      ) : null}
    </div>
  );
}

/** 相关解读、相关文件 and the like, each with its day. @rule PF-28 @rule TR-13 */
export function RelatedItems({ context, item }: { context: DocumentPlace; item: PublicItem }) {
  const groups = new Map<string, RelatedItem[]>();
  for (const related of item.related) {
    const name = groupName(related);
    groups.set(name, [...(groups.get(name) ?? []), related]);
  }
  return [...groups].map(([name, list]) => (
    <section key={name} aria-label={name} className="mx-auto mt-8 max-w-measure border-t border-line pt-4">
      <h2 className="mb-1 text-base font-semibold">{name}</h2>
      <ul className="list-disc space-y-1 pl-6">
        {list.map((related) => (
          <li key={related.id}>
            <a
              href={href(
                context,
                itemPath({ id: related.id, kind: related.itemKind, reportYear: related.reportYear }),
              )}
            >
              {related.title}
            </a>
            <time className="ml-2 text-sm text-ink-soft" dateTime={civilDate(related.publishedAt)}>
              {civilDate(related.publishedAt)}
            </time>
          </li>
        ))}
      </ul>
    </section>
  ));
}

function groupName({ kind, isReverse }: RelatedItem): string {
  if (kind === 'interpretation' && isReverse) return '相关文件';
  return RELATION_NAMES[kind][isReverse ? 1 : 0];
}

const REVIEW_NAMES: Readonly<Record<string, string>> = {
  proof_l1: '一校',
  l1: '初审',
  proof_l2: '二校',
  l2: '复审',
  proof_l3: '三校',
  l3: '终审',
};

/** Who reviewed and proofread, where the organ wishes it; a level without its own proofreader is both. @rule TR-10 */
export function ReviewersLine({ item: { reviewers } }: { item: PublicItem }) {
  if (reviewers.length === 0) return null;
  const hasProof = (step: string) => reviewers.some((one) => one.step === `proof_${step}`);
  return (
    <p className="mx-auto mt-8 max-w-measure text-sm text-ink-soft">
      {reviewers.map(({ step, name }) => {
        const words = hasProof(step) || step.startsWith('proof_') ? REVIEW_NAMES[step] : BOTH[step];
        return (
          <span key={step} className="mr-4 inline-block">
            {words}：{name}
          </span>
        );
      })}
    </p>
  );
}

const BOTH: Readonly<Record<string, string>> = { l1: '初审、一校', l2: '复审、二校', l3: '终审、三校' };
