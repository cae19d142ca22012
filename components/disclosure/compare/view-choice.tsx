'use client';

import { useSearchParams } from 'next/navigation';
import { type ReactNode, useId } from 'react';
import { Radio } from '@/components/ui/choice';

/**
 * The same changes 行内 or 并排, as the reader likes. The choice stands in the address (`view`), so that it holds for
 * every comparison of the screen, outlives a reload and goes with a link.
 */
export function ViewChoice({ inline, side }: { inline: ReactNode; side: ReactNode }) {
  const name = useId();
  const view = useSearchParams().get('view') === 'side' ? 'side' : 'inline';
  function choose(next: 'inline' | 'side') {
    const address = new URL(window.location.href);
    if (next === 'side') address.searchParams.set('view', 'side');
    else address.searchParams.delete('view');
    window.history.replaceState(null, '', address);
  }
  return (
    <>
      <fieldset className="flex flex-wrap gap-x-2">
        <legend className="sr-only">改动的显示方式</legend>
        <Radio label="行内" name={name} checked={view === 'inline'} onChange={() => choose('inline')} />
        <Radio label="并排" name={name} checked={view === 'side'} onChange={() => choose('side')} />
      </fieldset>
      {view === 'side' ? side : inline}
    </>
  );
}
