'use client';

import { type ReactNode, useEffect, useRef } from 'react';

/** A region that scrolls sideways and shows today first; it can be scrolled by keyboard. */
export function ScrollToToday({ label, children }: { label: string; children: ReactNode }) {
  const region = useRef<HTMLElement>(null);
  useEffect(() => {
    const box = region.current;
    const today = box?.querySelector<HTMLElement>('[data-today]');
    if (box && today) box.scrollLeft = today.offsetLeft - box.offsetLeft - box.clientWidth / 3;
  }, []);
  return (
    <section
      ref={region}
      aria-label={label}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
      tabIndex={0}
      className="relative overflow-x-auto overscroll-x-contain"
    >
      {children}
    </section>
  );
}
