'use client';

import { useEffect, useRef } from 'react';
import { withBasePath } from '@/lib/platform/base-path';
import type { Refusal } from '@/lib/platform/result';

/** All that has to be put right, on top, each with a link to its field; it takes the focus when it appears. */
export function ErrorSummary({
  refusals,
  idOf,
}: {
  refusals: readonly Refusal[];
  /** Id of the control of a field path; null where it has none. */
  idOf: (field: string) => string | null;
}) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (refusals.length > 0) box.current?.focus();
  }, [refusals]);
  if (refusals.length === 0) return null;
  const seen = new Map(refusals.map((refusal) => [refusal.message, refusal]));
  return (
    <div
      ref={box}
      tabIndex={-1}
      role="alert"
      className="my-3 border-l-4 border-seal bg-seal-wash px-4 py-3 text-seal"
    >
      <p className="font-semibold">还没有登记，请先改好下面各项。您填写的内容都还在。</p>
      <ul className="list-disc pl-5">
        {[...seen.values()].map(({ message, field, code }) => {
          const id = field === undefined ? null : idOf(field);
          return (
            <li key={message}>
              {id === null ? (
                message
              ) : (
                <a href={`#${id}`} className="font-semibold text-seal">
                  {message}
                </a>
              )}
              {code === 'signed_out' ? (
                <a
                  href={withBasePath('/office/sign-in')}
                  target="_blank"
                  rel="noreferrer"
                  className="ml-2 font-semibold text-seal"
                >
                  在新窗口登录
                </a>
              ) : null}
            </li>
          );
        })}
      </ul>
    </div>
  );
}
