import { canonicalJson, sha256Hex } from '@/lib/platform/canonical';
import type { ItemContent } from '../types';

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
