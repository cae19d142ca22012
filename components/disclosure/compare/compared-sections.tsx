import type { ComparedSection } from '@/lib/disclosure/what-changed/types';
import { inOrder } from '../in-order';
import { InlineRows } from './inline-rows';
import { SideRows } from './side-rows';

/** How a comparison is shown: 并排 or 行内. */
export type CompareView = 'side' | 'inline';

/** The sections of a comparison one after another. */
export function ComparedSections({
  view,
  heading: Heading,
  sections,
}: {
  view: CompareView;
  heading: 'h2' | 'h4';
  sections: readonly ComparedSection[];
}) {
  return (
    <div className="leading-[1.75] text-ink wrap-anywhere">
      {inOrder(sections, (section) => (
        <section className="mt-4">
          <Heading className="font-semibold">{section.title}</Heading>
          {view === 'side' ? <SideRows rows={section.rows} /> : <InlineRows rows={section.rows} />}
        </section>
      ))}
    </div>
  );
}
