import type { ItemContent } from '../types';

/** What format 2 added, as a text of format 1 is to be read: it declared none of it. */
export const ADDED_IN_FORMAT_2 = {
  needs_interpretation: false,
  reprint: null,
  correction: null,
  personal_data_basis: '',
  touches_organs: [],
} as const satisfies Partial<ItemContent>;

function isFirstFormat(stored: unknown): stored is object {
  return typeof stored === 'object' && stored !== null && '_format' in stored && stored._format === 1;
}

/**
 * A stored content in the present format. Frozen texts keep the bytes and the hash they were approved with; only the
 * reader fills in what their format did not know. What is no content of format 1 is given back as it is.
 *
 * @rule TR-2
 */
export function readContent(stored: unknown): unknown {
  return isFirstFormat(stored) ? { ...stored, ...structuredClone(ADDED_IN_FORMAT_2), _format: 2 } : stored;
}

/** A content that was checked when it was stored, in the present format. */
export function asItemContent(stored: unknown): ItemContent {
  return readContent(stored) as ItemContent;
}

/** The content from which a correction begins: the public one without the note of the correction it was itself. */
export function startOfCorrection(published: ItemContent): ItemContent {
  return { ...published, correction: null };
}
