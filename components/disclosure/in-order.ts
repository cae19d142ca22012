import { createElement, Fragment, type ReactNode } from 'react';

/**
 * Shows entries one after another. For views of finished content only: nothing is ever inserted, removed or moved
 * while it is shown, so an entry has no identity but its place and needs no key.
 */
export function inOrder<Entry>(entries: readonly Entry[], show: (entry: Entry) => ReactNode): ReactNode {
  return createElement(Fragment, null, ...entries.map((entry) => show(entry)));
}
