/** How a run of the leak watch (泄漏检测) ended. `failed`: the site could not be asked, so nothing is proven. */
export const LEAK_WATCH_RESULTS = ['clean', 'leak', 'failed'] as const;
export type LeakWatchResult = (typeof LEAK_WATCH_RESULTS)[number];
export const LEAK_WATCH_RESULT_NAMES: Record<LeakWatchResult, string> = {
  clean: '没有发现泄漏',
  leak: '发现泄漏',
  failed: '没有完成',
};

/** Where the words of the canary stand, and the two names under which it is known. */
export const CANARY_PLACES = [
  'title',
  'title_chinese',
  'summary',
  'body',
  'keyword',
  'doc_no',
  'source',
  'file_name',
  'file_text',
  'image_name',
  'image_text',
  'item_id',
  'file_hash',
  'image_hash',
] as const;
export type CanaryPlace = (typeof CANARY_PLACES)[number];
export const CANARY_PLACE_NAMES: Record<CanaryPlace, string> = {
  title: '标题',
  title_chinese: '标题里的汉字',
  summary: '内容概述',
  body: '正文',
  keyword: '关键词',
  doc_no: '文号',
  source: '来源',
  file_name: '附件名称',
  file_text: '附件内容',
  image_name: '图片名称',
  image_text: '图片内容',
  item_id: '信息编号',
  file_hash: '附件校验值',
  image_hash: '图片校验值',
};

/** The words of a canary, or of its twin that was never planted: as long, and in the same alphabet. */
export type CanaryWords = Readonly<Record<CanaryPlace, string>>;

/** One request of a visitor. `path` begins with `/` and has no prefix of the installation. */
export type Question = {
  readonly method: string;
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
};

/** What came back. Header names are in lower case; the body is unpacked. */
export type Answer = {
  readonly status: number;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: Uint8Array;
};

/** Sends a request as an anonymous visitor; throws where no answer comes. */
export type Ask = (question: Question) => Promise<Answer>;

/** A place of the site the public can ask. */
export type Surface = {
  /** Group under which it is reported. */
  readonly group: string;
  readonly question: Question;
};

/**
 * A place whose address names the canary. The same question about the twin must get the same answer, byte for byte:
 * what is not public is answered like what never was.
 */
export type TwinSurface = {
  readonly group: string;
  readonly question: (words: CanaryWords) => Question;
};

export const LEAK_FINDING_KINDS = [
  'word_found',
  'answer_differs',
  'no_answer',
  'fault',
  'not_served',
] as const;
export type LeakFindingKind = (typeof LEAK_FINDING_KINDS)[number];

/** What was wrong with one answer. Addresses and texts have the canary's words replaced by the names of their places. */
export type LeakFinding = {
  readonly kind: LeakFindingKind;
  readonly group: string;
  readonly address: string;
  /** What of the canary was seen; empty for other kinds. */
  readonly places: readonly CanaryPlace[];
  /** Facts for engineers, such as the two statuses that differ. */
  readonly detail: string;
};

/** What was asked and answered, for the list of a run. */
export type SurfaceRecord = {
  readonly group: string;
  readonly address: string;
  /** Status of the answer; for a crawl the number of pages read. */
  readonly status: number;
  readonly isTwin: boolean;
};

/** What a visitor knows of a site: its host name, or null where it answers to any, and its columns. */
export type WatchedSite = {
  readonly organId: string;
  readonly organName: string;
  readonly host: string | null;
  readonly columns: readonly { readonly slug: string; readonly layout: 'list' | 'group' | 'entry' }[];
};

/** A run as the screens and the command line show it. */
export type LeakWatchRun = {
  readonly id: string;
  readonly organId: string;
  readonly requestedName: string;
  readonly requestedAt: Date;
  readonly startedAt: Date | null;
  readonly asked: number;
  readonly planned: number;
  readonly finishedAt: Date | null;
  readonly result: LeakWatchResult | null;
  readonly findings: readonly LeakFinding[];
  readonly surfaces: readonly SurfaceRecord[];
};
