import type { ComponentType } from 'react';
import type { ComparedSection, NumberedRow } from '@/lib/disclosure/what-changed/types';
import { inOrder } from '../in-order';

/** How the rows of a section are drawn: `SideRows` (并排) or `InlineRows` (行内). */
export type RowsView = ComponentType<{ rows: readonly NumberedRow[] }>;

/** The sections of a comparison one after another. */
export function ComparedSections({
  rowsView: Rows,
  heading: Heading,
  sections,
}: {
  rowsView: RowsView;
  heading: 'h2' | 'h4';
  sections: readonly ComparedSection[];
}) {
  return (
    <div className="leading-[1.75] text-ink wrap-anywhere">
      {inOrder(sections, (section) => (
        <section className="mt-4">
          <Heading className="font-semibold">{section.title}</Heading>
          <Rows rows={section.rows} />
        </section>
      ))}
    </div>
  );
}
