import canonicalize from 'canonicalize';
import type { ItemContent } from '../types';
import { startOfCorrection } from './content-format';

/** Equal for what a version would freeze as equal. Without the hash, so that the editor can ask too. */
function comparable(value: object): string {
  return (canonicalize(value) ?? '').normalize('NFC');
}

/**
 * Whether a text says something else than the public one, whatever format either is stored in. That it is a correction
 * is no change by itself; another note of the same correction is, because readers see it.
 *
 * @rule TR-12
 */
export function isChanged(published: ItemContent, text: ItemContent): boolean {
  const rest = (content: ItemContent) => comparable(startOfCorrection(content));
  if (rest(published) !== rest(text)) return true;
  return (
    published.correction !== null &&
    text.correction !== null &&
    comparable(published.correction) !== comparable(text.correction)
  );
}
