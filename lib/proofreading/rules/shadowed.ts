import type { FindingRule } from '../messages';
import type { TextHit } from '../types';

/** Rules that may speak of one and the same mistake; the first of a family to find it is the one to tell. */
const FAMILIES: readonly (readonly FindingRule[])[] = [
  ['name_misspelt', 'term_misspelt', 'wrong_word', 'word_misspelt', 'doubled_word', 'doubled_phrase'],
  [
    'id_card',
    'id_card_unsure',
    'id_card_old',
    'bank_card',
    'bank_account_of_unit',
    'bank_card_unsure',
    'mobile_number',
    'passport_number',
  ],
  ['date_impossible', 'range_reversed', 'signed_in_future', 'deadline_past', 'formed_at_differs', 'year_far'],
  ['mojibake', 'page_remains', 'invisible_character', 'doubled_mark', 'half_width_mark', 'half_width_quote'],
  ['link_malformed', 'half_width_mark'],
  ['doc_number_form', 'mixed_bracket', 'half_width_bracket', 'full_width_letters', 'space_beside_number'],
  ['doc_number_form', 'space_beside_mark', 'nested_title_marks'],
  ['title_ends_with_mark', 'line_ends_with_comma', 'half_width_mark'],
  ['numbering_form', 'half_width_bracket', 'half_width_mark', 'mixed_bracket', 'compatibility_mark'],
  ['ellipsis_with_deng', 'comma_before_deng'],
  ['decrease_in_times', 'approximation_doubled'],
];

const RANKS: ReadonlyMap<FindingRule, readonly { family: number; rank: number }[]> = (() => {
  const ranks = new Map<FindingRule, { family: number; rank: number }[]>();
  FAMILIES.forEach((family, index) => {
    family.forEach((rule, rank) => {
      ranks.set(rule, [...(ranks.get(rule) ?? []), { family: index, rank }]);
    });
  });
  return ranks;
})();

function saysBetter(one: FindingRule, other: FindingRule): boolean {
  return (RANKS.get(other) ?? []).some(({ family, rank }) =>
    (RANKS.get(one) ?? []).some((own) => own.family === family && own.rank < rank),
  );
}

/** Hits without those that only repeat, at the same place, what another rule of their family says better. */
export function withoutShadowed(hits: readonly TextHit<FindingRule>[]): TextHit<FindingRule>[] {
  const ranked = hits.filter((hit) => RANKS.has(hit.rule)).sort((a, b) => a.line - b.line || a.from - b.from);
  const shadowed = new Set<TextHit<FindingRule>>();
  ranked.forEach((hit, index) => {
    // Sorted by place, so that only the next few can overlap.
    for (let at = index + 1; at < ranked.length; at += 1) {
      const other = ranked[at];
      if (!other || other.line !== hit.line || other.from >= hit.to) break;
      if (other.to <= hit.from) continue;
      if (saysBetter(hit.rule, other.rule)) shadowed.add(other);
      if (saysBetter(other.rule, hit.rule)) shadowed.add(hit);
    }
  });
  return hits.filter((hit) => !shadowed.has(hit));
}
