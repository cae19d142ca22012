import type { FindingRule } from '../messages';
import type { FindingKind, Severity } from '../types';

type RuleFacts = { readonly kind: FindingKind; readonly severity: Severity };

function rules<Rule extends FindingRule>(
  kind: FindingKind,
  severity: Severity,
  ...names: Rule[]
): Record<Rule, RuleFacts> {
  return Object.fromEntries(names.map((name) => [name, { kind, severity }])) as Record<Rule, RuleFacts>;
}

/** Kind and severity of each rule. A dictionary entry may carry a severity of its own. */
export const FINDING_RULES: Record<FindingRule, RuleFacts> = {
  ...rules(
    'classification',
    'blocking',
    'classification_term',
    'classification_line',
    'classification_label',
    'classification_file_name',
  ),
  ...rules('personal_data', 'blocking', 'id_card', 'bank_card'),
  ...rules(
    'personal_data',
    'warning',
    'id_card_unsure',
    'id_card_old',
    'bank_card_unsure',
    'mobile_number',
    'email_address',
    'home_address',
    'birth_date',
    'passport_number',
  ),
  ...rules('personal_data', 'hint', 'bank_account_of_unit'),
  ...rules('protected_name', 'blocking', 'name_misspelt', 'post_differs', 'name_order'),
  ...rules('protected_term', 'blocking', 'term_misspelt'),
  ...rules('typo', 'warning', 'wrong_word', 'word_misspelt', 'doubled_word', 'deadline_wording'),
  ...rules('typo', 'hint', 'doubled_phrase'),
  ...rules('sensitive_term', 'warning', 'sensitive_word', 'coordinates'),
  ...rules(
    'number',
    'warning',
    'sum_differs',
    'percentages_differ',
    'amount_differs',
    'unit_differs',
    'unit_doubled',
    'decrease_in_times',
    'limit_contradicts',
    'grouping_wrong',
  ),
  ...rules('number', 'blocking', 'report_figure'),
  ...rules('number', 'hint', 'quantity_differs', 'approximation_doubled', 'sums_unchecked'),
  ...rules(
    'date',
    'warning',
    'date_impossible',
    'time_impossible',
    'weekday_differs',
    'range_reversed',
    'signed_in_future',
    'formed_at_differs',
    'deadline_past',
    'expired',
  ),
  ...rules('date', 'hint', 'time_redundant', 'year_differs', 'year_far'),
  ...rules('doc_number', 'warning', 'doc_number_form', 'doc_number_incomplete', 'doc_number_year'),
  ...rules('doc_number', 'warning', 'doc_number_differs'),
  ...rules('doc_number', 'hint', 'doc_number_field'),
  ...rules('title', 'warning', 'title_ends_with_mark', 'title_lacks_de', 'title_genre_differs'),
  ...rules('title', 'hint', 'title_document_missing'),
  ...rules('punctuation', 'warning', 'doubled_mark', 'unpaired_mark', 'mixed_bracket', 'half_width_mark'),
  ...rules(
    'punctuation',
    'hint',
    'half_width_bracket',
    'half_width_quote',
    'nested_title_marks',
    'nested_quotes',
    'comma_between_titles',
    'comma_between_quotes',
    'comma_before_conjunction',
    'comma_before_deng',
    'range_sign',
    'ellipsis_form',
    'ellipsis_with_deng',
    'colon_expected',
    'line_ends_with_comma',
    'stop_missing',
    'ordinal_comma',
  ),
  ...rules('spacing', 'warning', 'invisible_character'),
  ...rules(
    'spacing',
    'hint',
    'space_between_words',
    'space_beside_mark',
    'space_beside_number',
    'full_width_letters',
    'compatibility_mark',
  ),
  ...rules('numbering', 'warning', 'numbering_gap', 'numbering_repeated'),
  ...rules('numbering', 'hint', 'numbering_start', 'numbering_form'),
  ...rules(
    'link',
    'warning',
    'link_scheme',
    'link_foreign',
    'link_private',
    'link_text_differs',
    'link_malformed',
  ),
  ...rules('link', 'hint', 'link_text_vague', 'link_bare'),
  ...rules('link', 'warning', 'interpretation_missing'),
  ...rules('image', 'warning', 'image_alt_missing'),
  ...rules('image', 'hint', 'image_alt_vague'),
  ...rules(
    'attachment',
    'warning',
    'attachment_missing',
    'attachment_type_differs',
    'attachment_residue',
    'attachment_unread',
  ),
  ...rules('attachment', 'blocking', 'attachment_hidden'),
  ...rules('attachment', 'hint', 'attachment_count_differs', 'attachment_unlisted', 'attachment_name_vague'),
  ...rules('residue', 'warning', 'page_remains', 'page_navigation', 'mojibake'),
};

/** Ids of all rules, for the screen where an organ switches rules of form. */
export const FINDING_RULE_IDS = Object.keys(FINDING_RULES) as FindingRule[];

/** Whether an organ may switch a rule off or change its severity: never one that blocks. @rule TR-17 */
export function isAdjustable(rule: string): rule is FindingRule {
  return Object.hasOwn(FINDING_RULES, rule) && FINDING_RULES[rule as FindingRule].severity !== 'blocking';
}
