import { canonicalJson, sha256Hex } from '@/lib/platform/canonical';
import type { ItemContent } from '../types';
import { startOfCorrection } from './content-format';

/** The canonical text of a content and the hash every decision binds to (design.md §3, TR-2). */
export type CanonicalContent = { readonly canonical: string; readonly contentHash: string };

/**
 * Freezes a content into its canonical text: RFC 8785 JSON, text in NFC, `_format` as first key, and its SHA-256.
 * Equal contents give equal hashes; any change readers would notice gives another.
 *
 * @rule TR-2
 */
export function canonicalContent(content: ItemContent): CanonicalContent {
  const canonical = canonicalJson(content);
  return { canonical, contentHash: sha256Hex(canonical) };
}

/**
 * Whether a text says something else than the public one, whatever format either is stored in. That it is a correction
 * is no change by itself; another note of the same correction is, because readers see it.
 *
 * @rule TR-12
 */
export function isChanged(published: ItemContent, text: ItemContent): boolean {
  const rest = (content: ItemContent) => canonicalJson(startOfCorrection(content));
  if (rest(published) !== rest(text)) return true;
  return (
    published.correction !== null &&
    text.correction !== null &&
    canonicalJson(published.correction) !== canonicalJson(text.correction)
  );
}
