import Link from 'next/link';
import { Tag } from '@/components/ui/tag';
import type { BarredReview } from '@/lib/disclosure/queries/list-waiting-reviews';

/** What waits for a role of the person but not for the person, each with why. */
export function BarredReviews({ barred }: { barred: readonly BarredReview[] }) {
  if (barred.length === 0) return null;
  return (
    <details className="mb-7 border border-line bg-paper px-4 py-3">
      <summary className="min-h-8 cursor-pointer font-semibold">
        另有 {barred.length} 条轮到您的职责，但不能由您办理
      </summary>
      <ul className="mt-2 divide-y divide-line">
        {barred.map((review) => (
          <li key={review.row.id + review.what} className="py-2">
            <span className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1">
              <Link prefetch={false} href={review.href} className="min-w-0 text-brand wrap-anywhere">
                {review.row.title}
              </Link>
              <Tag look="quiet">{review.what}</Tag>
            </span>
            <span className="mt-1 block text-sm">
              {review.refusals.map(({ message }) => message).join('')}
            </span>
          </li>
        ))}
      </ul>
    </details>
  );
}
