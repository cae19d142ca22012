/** 证件类型. */
export const ID_KINDS = [
  'resident_id_card',
  'credit_code',
  'passport',
  'hk_macao_permit',
  'taiwan_permit',
  'residence_permit',
  'foreigner_id_card',
  'other',
] as const;
export type IdKind = (typeof ID_KINDS)[number];
export const ID_KIND_NAMES: Record<IdKind, string> = {
  resident_id_card: '居民身份证',
  credit_code: '统一社会信用代码',
  passport: '护照',
  hk_macao_permit: '港澳居民来往内地通行证',
  taiwan_permit: '台湾居民来往大陆通行证',
  residence_permit: '港澳台居民居住证',
  foreigner_id_card: '外国人永久居留身份证',
  other: '其他证件',
};
/** Kinds a person may choose; an organisation gives its 统一社会信用代码, or another number where it has none. */
export const PERSON_ID_KINDS = ID_KINDS.filter((kind) => kind !== 'credit_code');
export const ORGANISATION_ID_KINDS = ['credit_code', 'other'] as const satisfies readonly IdKind[];

/** Whose identity: the applicant's, or that of who acts for them. */
export const IDENTITY_PARTIES = ['applicant', 'agent'] as const;
export type IdentityParty = (typeof IDENTITY_PARTIES)[number];

/** What a file of a case is. */
export const CASE_FILE_KINDS = [
  'identity_proof',
  'authorization',
  'request',
  'supplement',
  'proof',
  'fetched',
  'delivery_proof',
  'enclosure',
  'other',
] as const;
export type CaseFileKind = (typeof CASE_FILE_KINDS)[number];
export const CASE_FILE_KIND_NAMES: Record<CaseFileKind, string> = {
  identity_proof: '身份证明',
  authorization: '授权委托书',
  request: '申请材料',
  supplement: '补正材料',
  proof: '证明材料',
  fetched: '检索到的材料',
  delivery_proof: '送达凭证',
  enclosure: '随答复提供的材料',
  other: '其他',
};
/** Kinds that are opened with a reason, as identity numbers are; the rest belongs to the daily work on the case. */
export const GUARDED_FILE_KINDS = [
  'identity_proof',
  'authorization',
] as const satisfies readonly CaseFileKind[];

/** Who brought a file. */
export type FileBringer =
  | { readonly by: 'applicant' | 'system' }
  | { readonly by: 'staff'; readonly personId: string };

/** An identity as lists show it. */
export type IdentityHint = { readonly party: IdentityParty; readonly idKind: IdKind; readonly hint: string };

/** A file of a case as its screen lists it. */
export type CaseFile = {
  readonly id: string;
  readonly applicationId: string;
  readonly kind: CaseFileKind;
  readonly name: string;
  readonly mediaType: string;
  /** Bytes. */
  readonly size: number;
  readonly broughtBy: 'applicant' | 'staff' | 'system';
  readonly personId: string | null;
  readonly storedAt: Date;
};

/** Longest name of a person or organisation, in characters (code points). */
export const NAME_LENGTH = 100;
/** Longest reason for opening something sealed, in characters. */
export const OPEN_REASON_LENGTH = 200;

const MEBIBYTE = 1024 * 1024;

/** Limits for files of one submission, bytes【约定】. */
export type FileLimits = { readonly eachBytes: number; readonly togetherBytes: number };
export const APPLICANT_FILE_LIMITS: FileLimits = { eachBytes: 10 * MEBIBYTE, togetherBytes: 30 * MEBIBYTE };
export const STAFF_FILE_LIMITS: FileLimits = { eachBytes: 50 * MEBIBYTE, togetherBytes: 200 * MEBIBYTE };

/** Who brings files, and so which kinds and how large. */
export const FILE_SOURCES = ['applicant', 'staff'] as const;
export type FileSource = (typeof FILE_SOURCES)[number];

/** What is sealed, and so sealed anew. */
export const SEALED_KINDS = ['identity', 'file_name', 'file_chunk', 'removed_words'] as const;
export type SealedKind = (typeof SEALED_KINDS)[number];
export const SEALED_KIND_NAMES: Record<SealedKind, string> = {
  identity: '证件号码',
  file_name: '文件名',
  file_chunk: '文件内容（块）',
  removed_words: '去除的文字',
};
