import type { ReactNode } from 'react';

/** A quiet group of fields under a title. */
export function EditorGroup({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className="mb-5 border border-line bg-paper px-4 py-4 sm:px-6">
      <h2 className="mb-2 text-lg font-semibold">{title}</h2>
      {children}
    </div>
  );
}
