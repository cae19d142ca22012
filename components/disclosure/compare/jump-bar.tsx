'use client';

import { useRouter } from 'next/navigation';
import { type ReactNode, useCallback, useEffect, useRef, useState } from 'react';
import { Button } from '@/components/ui/button';

const KEYS_CHOICE = 'gongkai:jump-keys';

/** The changes on the page, in order. */
function changes(): HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>('[data-changes] [data-change]')];
}

/** Whether a key pressed here belongs to something else: a field, a dialog, a shortcut of the browser. */
function isTaken(event: KeyboardEvent): boolean {
  const { target } = event;
  if (event.defaultPrevented || event.isComposing || event.ctrlKey || event.metaKey || event.altKey)
    return true;
  if (document.querySelector('dialog[open]')) return true;
  return (
    target instanceof HTMLElement && target.closest('input, select, textarea, [contenteditable]') !== null
  );
}

/** Stays at the top: how many changes, to the next and the former one by button or key, print. */
export function JumpBar({
  total,
  part,
  previousHref,
  nextHref,
  children,
}: {
  total: number;
  /** Which page of a large comparison this is. */
  part: number;
  /** The nearest page before and after this one that holds a change; null where none does. */
  previousHref: string | null;
  nextHref: string | null;
  children: ReactNode;
}) {
  const router = useRouter();
  const [at, setAt] = useState<number | null>(null);
  const [said, setSaid] = useState('');
  const [hasKeys, setHasKeys] = useState(true);
  const current = useRef<number | null>(null);
  const arriving = useRef<1 | -1 | null>(null);

  useEffect(() => setHasKeys(window.localStorage.getItem(KEYS_CHOICE) !== 'off'), []);

  const jump = useCallback(
    (step: 1 | -1) => {
      const all = changes();
      const here = all.findIndex((element) => Number(element.dataset.change) === current.current);
      const target = all[here < 0 ? (step === 1 ? 0 : all.length - 1) : here + step];
      const elsewhere = step === 1 ? nextHref : previousHref;
      if (target) {
        current.current = Number(target.dataset.change);
        setAt(current.current);
        setSaid('');
        target.focus({ preventScroll: true });
        target.scrollIntoView({ block: 'center' });
      } else if (elsewhere) {
        arriving.current = step;
        router.push(elsewhere);
      } else setSaid(step === 1 ? '已是最后一处改动。' : '已是第一处改动。');
    },
    [nextHref, previousHref, router],
  );

  // On a new page of the comparison the way goes on where it led: to its first change, or its last.
  const shownPart = useRef(part);
  useEffect(() => {
    if (shownPart.current === part) return;
    shownPart.current = part;
    current.current = null;
    setAt(null);
    const step = arriving.current;
    arriving.current = null;
    if (step !== null) jump(step);
  }, [part, jump]);

  useEffect(() => {
    if (!hasKeys) return;
    const onKey = (event: KeyboardEvent) => {
      if (isTaken(event)) return;
      const key = event.key.toLowerCase();
      if (key !== 'n' && key !== 'p') return;
      event.preventDefault();
      jump(key === 'n' ? 1 : -1);
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [hasKeys, jump]);

  return (
    <div
      data-sticky-bar
      className="sticky top-0 z-10 -mx-4 border-y border-line bg-paper px-4 py-2 print:static print:border-0"
    >
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <p className="font-semibold" role="status">
          {at === null ? `共 ${total} 处改动` : `第 ${at} 处，共 ${total} 处`}
          {said ? <span className="ml-2 font-normal text-ink-soft">{said}</span> : null}
        </p>
        <span className="flex flex-wrap items-center gap-2 sm:ml-auto print:hidden">
          <Button look="quiet" onClick={() => jump(-1)}>
            上一处
          </Button>
          <Button look="quiet" onClick={() => jump(1)}>
            下一处
          </Button>
          <Button look="quiet" className="max-sm:hidden" onClick={() => window.print()}>
            打印
          </Button>
          <label className="flex min-h-11 items-center gap-2 text-sm max-sm:hidden">
            <input
              type="checkbox"
              className="size-4 accent-brand"
              checked={hasKeys}
              onChange={(event) => {
                setHasKeys(event.target.checked);
                window.localStorage.setItem(KEYS_CHOICE, event.target.checked ? 'on' : 'off');
              }}
            />
            按 N、P 键跳到下一处、上一处
          </label>
        </span>
      </div>
      {children}
    </div>
  );
}
