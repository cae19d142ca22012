import type { FindingRule } from '../messages';
import type { TextHit } from '../types';

/** Rules that may speak of one and the same mistake; the first of a family to find it is the one to tell. */
const FAMILIES: readonly (readonly FindingRule[])[] = [
  ['name_misspelt', 'term_misspelt', 'wrong_word', 'doubled_word', 'doubled_phrase'],
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

/** Hits without those that only repeat, at the same place, what another rule of their family says better. */
export function withoutShadowed(hits: readonly TextHit<FindingRule>[]): TextHit<FindingRule>[] {
  const ranks = new Map<FindingRule, { family: number; rank: number }[]>();
  FAMILIES.forEach((family, index) => {
    family.forEach((rule, rank) => {
      ranks.set(rule, [...(ranks.get(rule) ?? []), { family: index, rank }]);
    });
  });
  const byLine = new Map<number, TextHit<FindingRule>[]>();
  for (const hit of hits) {
    if (!ranks.has(hit.rule)) continue;
    const line = byLine.get(hit.line);
    if (line) line.push(hit);
    else byLine.set(hit.line, [hit]);
  }
  const isShadowed = (hit: TextHit<FindingRule>) =>
    (byLine.get(hit.line) ?? []).some(
      (other) =>
        other !== hit &&
        other.from < hit.to &&
        other.to > hit.from &&
        (ranks.get(hit.rule) ?? []).some(({ family, rank }) =>
          (ranks.get(other.rule) ?? []).some((one) => one.family === family && one.rank < rank),
        ),
    );
  return hits.filter((hit) => !ranks.has(hit.rule) || !isShadowed(hit));
}
