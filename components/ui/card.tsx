import type { ReactNode } from 'react';

/** A titled part of an office page. */
export function Card({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="mb-4 border border-line bg-paper p-4">
      <h2 className="mb-2 text-lg font-semibold">{title}</h2>
      {children}
    </section>
  );
}
