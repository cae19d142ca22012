import type { FileText } from '@/lib/documents/types';

/** What the checks before release look for (发出前检查). */
export const RELEASE_RULES = [
  'classification',
  'removed_word',
  'earlier_version',
  'id_card',
  'id_card_unsure',
  'bank_card',
  'bank_card_unsure',
  'mobile_number',
  'email_address',
  'home_address',
  'birth_date',
  'passport_number',
  'hidden_content',
  'comments',
  'tracked_changes',
  'embedded_file',
  'program',
  'picture_place',
  'picture_origin',
  'properties',
  'embedded_object',
  'external_data',
  'speaker_notes',
  'trailing_data',
  'not_opened',
  'not_read_whole',
  'not_checkable',
] as const;
export type ReleaseRule = (typeof RELEASE_RULES)[number];

/** `blocking`: the letter is not sealed until it is mended, or two people pass over it; `warning`: asks for a look. */
export const RELEASE_SEVERITIES = ['blocking', 'warning'] as const;
export type ReleaseSeverity = (typeof RELEASE_SEVERITIES)[number];

/** What was found in a file, as it is stored: it repeats no word of the file. */
export type ReleaseFinding = {
  /** Stable within the same bytes: rule and place. */
  readonly key: string;
  readonly rule: ReleaseRule;
  readonly severity: ReleaseSeverity;
  /** Where, as people call it; empty for the file as a whole. */
  readonly where: string;
  readonly count: number;
  /** One Chinese sentence: what, where, and what to do. */
  readonly message: string;
};

/** What the search for removed words covered: the proof that they are gone (去除复验). */
export type RemovalProof = {
  /** Words searched for, and how many of them were found. */
  readonly words: number;
  readonly found: number;
  /** Kinds of places searched, as people call them. */
  readonly searched: readonly string[];
  /** Pages of a PDF; null for other files. */
  readonly pages: number | null;
  /** Pages (or, of other files, the file itself as 0) whose words can't be read: a person must look. */
  readonly notReadable: readonly number[];
  /** Pictures in the file: words inside them can't be seen. */
  readonly pictures: number;
  /** Earlier versions kept inside the file, searched too. */
  readonly earlierVersions: number;
};

export type ReleaseResult = 'clear' | 'warnings' | 'blocked';

/** One place of a file in which words were searched. */
export type SearchedPlace = { readonly kind: PlaceKind; readonly label: string; readonly text: string };

export const PLACE_KINDS = [
  'visible',
  'beside',
  'properties',
  'inside_file',
  'earlier_version',
  'not_referenced',
] as const;
export type PlaceKind = (typeof PLACE_KINDS)[number];
export const PLACE_KIND_NAMES: Record<PlaceKind, string> = {
  visible: '页面上的文字',
  beside: '批注、表单、书签、隐藏的内容',
  properties: '文件属性',
  inside_file: '内嵌的文件',
  earlier_version: '文件里留着的以前版本',
  not_referenced: '没有被引用的残留数据',
};

/** What a picture says about where and with what it was taken. */
export type PictureTrace = {
  readonly where: string;
  readonly hasPlace: boolean;
  /** Camera, author, serial number. */
  readonly hasOrigin: boolean;
};

/** What is known of a PDF beside its text. */
export type PdfFacts = {
  readonly pages: number;
  readonly notReadable: readonly number[];
  readonly pictures: number;
  readonly earlierVersions: number;
  /** Earlier versions that could not be opened, or too many to be searched. */
  readonly hasUnsearched: boolean;
  readonly attachments: number;
  readonly trailingBytes: number;
};

/** A file as the checks see it. */
export type ReleaseFile = {
  readonly name: string;
  readonly sha256: string;
  readonly mediaType: string;
  readonly text: FileText;
  readonly pictures: readonly PictureTrace[];
  readonly hasProgram: boolean;
  readonly pdf: PdfFacts | null;
  /** Places searched for removed words; empty where none were removed. */
  readonly places: readonly SearchedPlace[];
  /** Words searched for. */
  readonly removedWords: readonly string[];
  /** Indices of words that stand in data nothing leads to, with the place. */
  readonly rawHits: readonly { readonly word: number; readonly label: string }[];
};

/** Grows whenever the same bytes would be judged differently. */
export const RELEASE_CHECKER = 1;

/** Most words that can be listed as removed from one file, and the length of one, in characters. */
export const MOST_REMOVED_WORDS = 500;
export const REMOVED_WORD_LENGTH = 200;
/** Fewer characters than this stand everywhere and prove nothing. */
export const LEAST_WORD = 2;
/** Longest reason for passing over a finding, in characters. */
export const OVERRIDE_REASON_LENGTH = 500;
/** Most files enclosed with one letter. */
export const MOST_ENCLOSURES = 50;
