/** What a merge field holds, and so how it is asked for and written. */
export const FIELD_KINDS = [
  'text',
  'date',
  'month',
  'number',
  'money',
  'lines',
  'law_name',
  'law_article',
  'choice',
] as const;
export type FieldKind = (typeof FIELD_KINDS)[number];

/** A merge field: in templates people write its Chinese name in braces, `{收到日期}`. */
export type FieldDefinition = {
  readonly key: string;
  readonly name: string;
  readonly kind: FieldKind;
  /** Of a choice: the stored value and the words the letter says. */
  readonly choices?: readonly { readonly value: string; readonly text: string }[];
  /** May stay empty; what depends on it is left out of the letter. */
  readonly isOptional?: boolean;
  /** Filled by the program (case, organ, calendar), not typed. */
  readonly isGiven?: boolean;
  /** What to write, shown under the label. */
  readonly hint?: string;
};

/** When a block stands in the letter: a field has one of these values, or is filled in, or is empty. */
export type BlockCondition =
  | { readonly field: string; readonly is: readonly string[] }
  | { readonly field: string; readonly isFilled: boolean };

/** A part of a template, in order. Staff may change the words of `text` blocks and nothing else. */
export type TemplateBlock =
  | { readonly kind: 'text'; readonly key: string; readonly text: string; readonly when?: BlockCondition }
  /** One numbered paragraph for each line of a field. */
  | { readonly kind: 'list'; readonly field: string; readonly when?: BlockCondition }
  /** Where paragraphs in the handler's own words may stand. */
  | { readonly kind: 'free' };

/** A shipped template: the body of a letter between its opening and the remedies, which the program writes. */
export type LetterTemplate = {
  readonly blocks: readonly TemplateBlock[];
  /** Lines of the 回执 on a sheet of its own. */
  readonly slip?: readonly string[];
};

/** The words of a template as an organ has changed them, by key of the block. */
export type TemplateTexts = Readonly<Record<string, string>>;
