import type { Refusal } from '@/lib/platform/result';
import { type DisclosureRefusalCode, disclosureRefusal } from '../messages';
import type { ItemContent } from '../types';

/** A source the organ may reprint from: its name and the host its pages live under. */
export type ReprintSource = { readonly name: string; readonly host: string };

/** What the declarations of a text are judged by. */
export type DeclarationFacts = {
  /** Civil date of today, Asia/Shanghai. */
  readonly today: string;
  /** The item is, or was, public: the text is a correction. */
  readonly isCorrection: boolean;
  readonly reprintSources: readonly ReprintSource[];
};

/** `https?://host/…`, without names of users, and without the signs browsers read as something else, like `\`. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is refused.
const WEB_ADDRESS = /^https?:\/\/[A-Za-z0-9.-]+(?::\d{1,5})?(?:[/?#][^\\\s\u0000-\u001f\u007f-\u009f]*)?$/;

/** The host of an address, lower case; null where it is no plain address of a web page. The database knows the form too. */
export function hostOf(address: string): string | null {
  if (!WEB_ADDRESS.test(address)) return null;
  try {
    return new URL(address).hostname;
  } catch {
    return null;
  }
}

/**
 * Whether an address lies with an allowed source of that name: on its host or on one below it.
 *
 * @rule TR-7
 */
export function isAllowedSource(
  reprint: { readonly source_name: string; readonly source_url: string },
  sources: readonly ReprintSource[],
): boolean {
  const host = hostOf(reprint.source_url);
  return sources.some(
    (source) =>
      source.name === reprint.source_name.trim() &&
      host !== null &&
      (host === source.host.toLowerCase() || host.endsWith(`.${source.host.toLowerCase()}`)),
  );
}

/**
 * What the declarations of a text still need: a reprint its source, address and date, from an allowed source; a text
 * that replaces a public one the kind of correction, a factual one its note.
 *
 * Refusals: `reprint_source_missing`, `reprint_url_invalid`, `reprint_date_missing`, `reprint_date_future`,
 * `reprint_source_unknown`, `reprint_source_differs`, `correction_missing`, `correction_of_nothing`,
 * `correction_note_missing`.
 *
 * @rule TR-7 @rule TR-12 @rule TR-13
 */
export function checkDeclarations(content: ItemContent, facts: DeclarationFacts): Refusal[] {
  const refusals: Refusal[] = [];
  const need = (fails: boolean, code: DisclosureRefusalCode, field: string) => {
    if (fails) refusals.push(disclosureRefusal(code, field));
  };
  const { reprint, correction } = content;
  if (reprint !== null) {
    const isNamed = reprint.source_name.trim() !== '';
    const isAddress = hostOf(reprint.source_url) !== null;
    need(!isNamed, 'reprint_source_missing', 'reprint.source_name');
    need(!isAddress, 'reprint_url_invalid', 'reprint.source_url');
    need(reprint.original_date === null, 'reprint_date_missing', 'reprint.original_date');
    need(
      reprint.original_date !== null && reprint.original_date > facts.today,
      'reprint_date_future',
      'reprint.original_date',
    );
    need(
      isNamed && isAddress && !isAllowedSource(reprint, facts.reprintSources),
      'reprint_source_unknown',
      'reprint.source_name',
    );
    need(
      isNamed && content.content_source.trim() !== reprint.source_name.trim(),
      'reprint_source_differs',
      'content_source',
    );
  }
  need(facts.isCorrection && correction === null, 'correction_missing', 'correction');
  need(!facts.isCorrection && correction !== null, 'correction_of_nothing', 'correction');
  need(
    correction?.kind === 'factual' && correction.note.trim() === '',
    'correction_note_missing',
    'correction.note',
  );
  return refusals;
}
