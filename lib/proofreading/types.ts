/** What a finding is about (校对发现的种类), in the order in which a proofreader reads them. */
export const FINDING_KINDS = [
  'classification',
  'personal_data',
  'protected_name',
  'protected_term',
  'typo',
  'sensitive_term',
  'number',
  'date',
  'doc_number',
  'title',
  'punctuation',
  'spacing',
  'numbering',
  'link',
  'image',
  'attachment',
  'residue',
] as const;
export type FindingKind = (typeof FINDING_KINDS)[number];

/** `blocking`: may not be refused below 终审; `warning`: asks for a look; `hint`: a matter of form. */
export const SEVERITIES = ['blocking', 'warning', 'hint'] as const;
export type Severity = (typeof SEVERITIES)[number];

/** Where a finding lies. `from` and `to` count UTF-16 units of the line, `to` is the first unit behind it. */
export type FindingPlace = {
  /** Path of the text, e.g. `title`, `body`, `report.sections.section_1`, `attachments.0.name`, id of a cell. */
  readonly path: string;
  /** Index of the line in its text, from 0; of a body the index among its blocks (`bodyBlocks`). */
  readonly line: number;
  readonly from: number;
  readonly to: number;
  /** The words at the place, shortened; personal numbers are masked, so that a stored finding holds none. */
  readonly excerpt: string;
};

export type Finding = {
  /** Id of the rule, a key of the catalogue. */
  readonly rule: string;
  readonly kind: FindingKind;
  readonly severity: Severity;
  readonly place: FindingPlace;
  /** One Chinese sentence: what is wrong and what to do. */
  readonly message: string;
  /** What to write in place of the words from `from` to `to`; absent where a person must decide. */
  readonly suggestion?: string;
  /** The item may show personal data (TR-19): legal basis as entered. */
  readonly exempt?: { readonly basis: string };
  /** The finding stands for so many of its rule from this place on, which are not listed (因数量过多合并). */
  readonly more?: number;
};

// ── What is read ─────────────────────────────────────────────────────────────────────────────────────────────────

/** What a text is: rules differ, e.g. only a file name may carry a marking in brackets. */
export const TEXT_KINDS = ['title', 'prose', 'metadata', 'file_name'] as const;
export type TextKind = (typeof TEXT_KINDS)[number];

export const LINE_KINDS = ['paragraph', 'heading', 'list_item', 'quote', 'rule', 'image', 'row'] as const;
export type LineKind = (typeof LINE_KINDS)[number];

/** A link over a part of a line. */
export type ProofLink = { readonly from: number; readonly to: number; readonly href: string };

/** A cell of a row: where its words stand in the line, and the columns of the grid it covers, from 0. */
export type ProofCell = {
  readonly from: number;
  readonly to: number;
  readonly column: number;
  readonly columnSpan: number;
  readonly rowSpan: number;
};

export type ProofLine = {
  readonly text: string;
  readonly kind: LineKind;
  readonly links?: readonly ProofLink[];
  /** For `row`: number of the table in its text, and its cells. */
  readonly table?: number;
  readonly cells?: readonly ProofCell[];
};

/** One named text: a title, a body, a field, the name of a file, the text of a file. */
export type ProofText = {
  readonly path: string;
  /** What people call it, e.g. 正文. */
  readonly label: string;
  readonly kind: TextKind;
  readonly lines: readonly ProofLine[];
};

/** A file as the item lists it. */
export type ProofAttachment = {
  /** Path of the text that holds its name. */
  readonly path: string;
  readonly name: string;
  readonly mediaType: string;
  /** Media type that the ending of the name stands for; null = unknown ending. */
  readonly expectedMediaType: string | null;
  /** A picture inside the body, not offered for download. */
  readonly isInline: boolean;
};

/** Facts beside the words. Dates are civil dates `YYYY-MM-DD`, Asia/Shanghai. */
export type ProofFacts = {
  readonly today: string;
  /** 成文日期 */
  readonly formedAt: string | null;
  /** 有效期至 */
  readonly expiresAt: string | null;
  /** The year the item speaks about, where it is known for certain. */
  readonly itemYear: number | null;
  readonly docNo: string;
  readonly genre: string;
  readonly attachments: readonly ProofAttachment[];
  /** Set where the law wants personal data shown (TR-19): 惩戒公示 and the like, with the legal basis. */
  readonly personalDataExemption: { readonly basis: string } | null;
};

export type ProofreadingInput = { readonly texts: readonly ProofText[]; readonly facts: ProofFacts };

// ── Dictionaries ─────────────────────────────────────────────────────────────────────────────────────────────────

/** 错别字: `wrong` is never right, except inside one of the words of `except`. */
export type Correction = {
  readonly wrong: string;
  readonly right: string;
  readonly except?: readonly string[];
};

/** 敏感词: a word that must be looked at, and what to think of. */
export type SensitiveTerm = {
  readonly term: string;
  readonly advice: string;
  readonly severity: Severity;
  readonly except?: readonly string[];
};

/** 规范名称: a name that must be written exactly so. `near` lists words that look like it and are right. */
export type ProtectedTerm = {
  readonly term: string;
  readonly severity: Severity;
  readonly near?: readonly string[];
};

/** 受保护的姓名: exact spelling, present posts, and place in lists (smaller first; null = no order). */
export type ProtectedName = {
  readonly name: string;
  readonly posts: readonly string[];
  readonly order: number | null;
};

/** The organ's say about one rule of form; blocking rules can't be touched. */
export type RuleSetting = {
  readonly rule: string;
  readonly isOff: boolean;
  readonly severity?: Exclude<Severity, 'blocking'>;
};

export type Dictionaries = {
  readonly corrections: readonly Correction[];
  readonly sensitiveTerms: readonly SensitiveTerm[];
  readonly protectedTerms: readonly ProtectedTerm[];
  readonly protectedNames: readonly ProtectedName[];
  /** 常用词: long words a mistyped neighbour of which is asked about. */
  readonly commonWords: readonly string[];
  readonly settings: readonly RuleSetting[];
};

// ── Between the finders and the engine ───────────────────────────────────────────────────────────────────────────

/** What a finder says: rule and place, with the words its sentence needs. */
export type Hit<Rule extends string = string> = {
  readonly rule: Rule;
  readonly from: number;
  readonly to: number;
  readonly facts?: Readonly<Record<string, string>>;
  readonly suggestion?: string;
  /** Where it differs from that of the rule. */
  readonly severity?: Severity;
};

/** A hit in a line of the text at hand. */
export type TextHit<Rule extends string = string> = Hit<Rule> & { readonly line: number };

/** A hit anywhere in the input. */
export type PlacedHit<Rule extends string = string> = TextHit<Rule> & { readonly path: string };

// ── Findings of a version, and what was done about them ──────────────────────────────────────────────────────────────

/** What a reviewer's own finding may be about, besides the kinds of the machine. */
export const STORED_FINDING_KINDS = [...FINDING_KINDS, 'other'] as const;
export type StoredFindingKind = (typeof STORED_FINDING_KINDS)[number];

export const FINDING_ORIGINS = ['automatic', 'reviewer'] as const;
export type FindingOrigin = (typeof FINDING_ORIGINS)[number];

/**
 * 不改（写明理由）, 提请上级审核人决定, and of a reviewer's own finding 已解决. Fixing is no act: it is what the next version no
 * longer has.
 */
export const HANDLING_ACTS = ['refused', 'escalated', 'settled'] as const;
export type HandlingAct = (typeof HANDLING_ACTS)[number];

/** An automatic finding under the key by which its handling is known within one version. */
export type KeyedFinding = Finding & { readonly key: string };

/** What somebody did about a finding; `step` is `author` or a step of the route. */
export type Handling = {
  readonly act: HandlingAct;
  readonly reason: string;
  readonly personId: string;
  readonly step: string;
  readonly at: Date;
};

/** A finding as recorded with a version, its handlings in the order they were given: the last one counts. */
export type StoredFinding = {
  readonly id: string;
  readonly roundId: string;
  readonly key: string;
  readonly origin: FindingOrigin;
  readonly rule: string;
  readonly kind: StoredFindingKind;
  readonly severity: Severity;
  readonly place: FindingPlace;
  readonly message: string;
  readonly suggestion: string | null;
  /** TR-19: legal basis on which personal data stays. */
  readonly exemptBasis: string | null;
  readonly foundBy: string | null;
  readonly foundStep: string | null;
  readonly handlings: readonly Handling[];
};

/** An answer to a finding of the draft, as the form of submission sends it. */
export type AuthorHandling = {
  readonly key: string;
  readonly act: Exclude<HandlingAct, 'settled'>;
  readonly reason: string;
};

/** Longest reason of a handling, and longest opinion of a reviewer, in characters. */
export const REASON_LENGTH = 500;
