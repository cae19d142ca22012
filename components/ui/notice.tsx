import type { ReactNode } from 'react';
import { withBasePath } from '@/lib/platform/base-path';
import type { Refusal } from '@/lib/platform/result';

const LOOKS = {
  info: 'border-brand bg-brand-wash text-brand-deep',
  ok: 'border-ok bg-ok-wash text-ok',
  warn: 'border-warn bg-warn-wash text-warn',
  error: 'border-seal bg-seal-wash text-seal',
} as const;

/** A message in the flow of the page. Errors are announced at once. */
export function Notice({
  look = 'info',
  title,
  children,
}: {
  look?: keyof typeof LOOKS;
  title?: string;
  children?: ReactNode;
}) {
  return (
    <div role={look === 'error' ? 'alert' : 'status'} className={`my-3 border-l-4 px-4 py-3 ${LOOKS[look]}`}>
      {title ? <p className="font-semibold">{title}</p> : null}
      {children}
    </div>
  );
}

/** `条例17-1` as people write it; the numbers of our own rules are for engineers. */
function lawName(law: string | undefined): string {
  const article = /^条例(\d+)/.exec(law ?? '')?.[1];
  return article ? `（《条例》第${article}条）` : '';
}

/** Why something was refused: every reason, each once, with its article where there is one. */
export function RefusalList({ refusals, title }: { refusals: readonly Refusal[]; title?: string }) {
  if (refusals.length === 0) return null;
  const seen = new Map(refusals.map((refusal) => [refusal.message, refusal]));
  return (
    <Notice look="error" title={title ?? '没有办成，原因如下：'}>
      <ul className="list-disc pl-5">
        {[...seen.values()].map((refusal) => (
          <li key={refusal.message}>
            {refusal.message}
            {lawName(refusal.law)}
            {refusal.code === 'signed_out' ? (
              <a
                href={withBasePath('/office/sign-in')}
                target="_blank"
                rel="noreferrer"
                className="ml-2 font-semibold"
              >
                在新窗口登录
              </a>
            ) : null}
          </li>
        ))}
      </ul>
    </Notice>
  );
}
