'use client';

import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { PasswordAgain } from '@/components/organs/password-again';
import { attempt } from '@/components/ui/attempt';
import { ConfirmButton } from '@/components/ui/confirm-dialog';
import { Notice, RefusalList } from '@/components/ui/notice';
import { Tag } from '@/components/ui/tag';
import { signWords } from '@/lib/approvals/rules/act-words';
import { decideBatchAction } from '@/lib/disclosure/actions';
import type { WaitingReview } from '@/lib/disclosure/queries/list-waiting-reviews';
import type { Refusal } from '@/lib/platform/result';
import { WaitingReviewFacts } from './waiting-review-facts';

type Outcome = { readonly review: WaitingReview; readonly refusals: readonly Refusal[] };

const keyOf = (review: WaitingReview) => review.href + review.what;

/**
 * What waits for the person's review or signature. Signatures can be given together, but only over what the person has
 * opened as it stands: the others can't be chosen, and say why. There is no “all”.
 */
export function WaitingReviews({ reviews, now }: { reviews: readonly WaitingReview[]; now: Date }) {
  const router = useRouter();
  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set());
  const [refusals, setRefusals] = useState<readonly Refusal[]>([]);
  const [outcomes, setOutcomes] = useState<readonly Outcome[]>([]);
  const [pending, setPending] = useState(false);
  const [asksPassword, setAsksPassword] = useState(false);
  // What is gone from the list, or has changed meanwhile, is chosen no longer.
  const chosen = reviews.filter((review) => canPick(review) && picked.has(keyOf(review)));
  const hasSignatures = reviews.some((review) => review.batch !== null);

  function pick(review: WaitingReview, isPicked: boolean) {
    const next = new Set(picked);
    if (isPicked) next.add(keyOf(review));
    else next.delete(keyOf(review));
    setPicked(next);
  }

  async function sign() {
    setPending(true);
    const items = chosen.flatMap((review) => (review.batch ? [review.batch] : []));
    const result = await attempt(() => decideBatchAction({ items }));
    setPending(false);
    if (!result.ok) {
      const needsPassword = result.refusals.some(({ code }) => code === 'reauthentication_needed');
      setAsksPassword(needsPassword);
      setRefusals(needsPassword ? [] : result.refusals);
      return;
    }
    setRefusals([]);
    setOutcomes(
      result.value.flatMap(({ roundId, refusals: why }): Outcome[] => {
        const review = chosen.find(({ batch }) => batch?.roundId === roundId);
        return review ? [{ review, refusals: why }] : [];
      }),
    );
    setPicked(new Set());
    router.refresh();
  }

  // Stays in place when the list is empty: what became of the last batch is told above it.
  if (reviews.length + outcomes.length === 0) return null;
  return (
    <section aria-labelledby="tasks-reviews" className="mb-7">
      <h2 id="tasks-reviews" className="mb-2 text-lg font-semibold">
        待我审核（{reviews.length}）
      </h2>
      <PasswordAgain
        isOpen={asksPassword}
        act="所选信息里有 C 类，签发"
        onDone={(isConfirmed) => {
          setAsksPassword(false);
          if (isConfirmed) void sign();
        }}
      />
      <Outcomes outcomes={outcomes} />
      <RefusalList refusals={refusals} title="一条也没有签发：" />
      {hasSignatures ? (
        <p className="mb-2 text-sm text-ink-soft">
          打开看过的可以选中一起签发。初审、复审、终审和保密审查要逐条打开办理。
        </p>
      ) : null}
      <ul className={reviews.length > 0 ? 'divide-y divide-line border border-line bg-paper' : 'hidden'}>
        {reviews.map((review) => (
          <li key={keyOf(review)} className="px-4 py-3">
            <Link
              prefetch={false}
              href={review.href}
              className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1 text-ink no-underline hover:bg-brand-wash"
            >
              <span className="min-w-0 text-[1.0625rem] font-semibold text-brand wrap-anywhere">
                {review.row.title}
              </span>
              <span className="flex flex-wrap gap-2">
                {review.late ? <Tag look="late">{review.late}</Tag> : null}
                {review.lane === 'emergency' ? <Tag look="late">应急</Tag> : null}
                {review.onBehalfOf ? <Tag look="warn">代{review.onBehalfOf}</Tag> : null}
                <Tag look={review.urgent ? 'warn' : 'plain'}>{review.what}</Tag>
              </span>
            </Link>
            <WaitingReviewFacts review={review} now={now} />
            {review.batch ? (
              <Pick
                review={review}
                isPicked={canPick(review) && picked.has(keyOf(review))}
                disabled={pending}
                onPick={(isPicked) => pick(review, isPicked)}
              />
            ) : null}
          </li>
        ))}
      </ul>
      {chosen.length > 0 ? (
        <div className="sticky bottom-0 z-10 flex flex-wrap items-center justify-between gap-3 border border-line bg-paper px-4 py-3 shadow-[0_-2px_6px_rgb(0_0_0/0.12)]">
          <p role="status">已选 {chosen.length} 条</p>
          <ConfirmButton
            label={`签发所选 ${chosen.length} 条`}
            title={`签发所选 ${chosen.length} 条？`}
            confirmLabel="确认签发"
            look="primary"
            pending={pending}
            onConfirm={async () => {
              await sign();
              return true;
            }}
          >
            <p>每一条单独记录您的意见“同意”。有一条办不成，不影响其他各条。</p>
            <ul className="my-2 max-h-[40dvh] list-disc overflow-y-auto pl-5">
              {chosen.map((review) => (
                <li key={keyOf(review)}>
                  {review.row.title}
                  <span className="block text-sm text-ink-soft">
                    {review.onBehalfOf ? `代${review.onBehalfOf}签发；` : ''}
                    {signWords(review.nextName)}
                  </span>
                </li>
              ))}
            </ul>
          </ConfirmButton>
        </div>
      ) : null}
    </section>
  );
}

function canPick(review: WaitingReview): boolean {
  return review.batch !== null && review.whyNotBatch.length === 0;
}

function Pick({
  review,
  isPicked,
  disabled,
  onPick,
}: {
  review: WaitingReview;
  isPicked: boolean;
  disabled: boolean;
  onPick: (isPicked: boolean) => void;
}) {
  const why = review.whyNotBatch.map(({ message }) => message).join('');
  const id = `pick-${review.batch?.roundId}`;
  return (
    <div className="mt-2">
      <label
        className={`inline-flex min-h-11 items-center gap-3 pr-3 ${why ? 'text-ink-soft' : 'cursor-pointer'}`}
      >
        <input
          type="checkbox"
          className="size-5 shrink-0 accent-brand"
          checked={isPicked}
          disabled={disabled || why !== ''}
          aria-describedby={why ? id : undefined}
          onChange={(event) => onPick(event.target.checked)}
        />
        <span>
          选中，一起签发<span className="sr-only">：{review.row.title}</span>
        </span>
      </label>
      {why ? (
        <p id={id} className="text-sm text-ink-soft">
          {why}
        </p>
      ) : null}
    </div>
  );
}

/** What became of each item of the last batch. */
function Outcomes({ outcomes }: { outcomes: readonly Outcome[] }) {
  const done = outcomes.filter(({ refusals }) => refusals.length === 0);
  const failed = outcomes.filter(({ refusals }) => refusals.length > 0);
  return (
    <>
      {done.length > 0 ? (
        <Notice look="ok" title={`已签发 ${done.length} 条`}>
          <ul className="list-disc pl-5">
            {done.map(({ review }) => (
              <li key={keyOf(review)}>
                {review.row.title}（送{review.nextName}）
              </li>
            ))}
          </ul>
        </Notice>
      ) : null}
      {failed.length > 0 ? (
        <Notice look="error" title={`有 ${failed.length} 条没有签发，其他各条不受影响：`}>
          <ul className="list-disc pl-5">
            {failed.map(({ review, refusals }) => (
              <li key={keyOf(review)}>
                {review.row.title}：{refusals.map(({ message }) => message).join('')}
              </li>
            ))}
          </ul>
        </Notice>
      ) : null}
    </>
  );
}
