/** Where the text of an item that is not public can be opened. */
export const READ_SURFACES = ['page', 'edit', 'review', 'preview', 'compare', 'sheet', 'file'] as const;
export type ReadSurface = (typeof READ_SURFACES)[number];

/** Where a case of 依申请公开 can be read; opening its identity papers is logged apart, with the reason. */
export const CASE_SURFACES = ['case', 'case_proof', 'case_decide', 'case_letter'] as const;
export type CaseSurface = (typeof CASE_SURFACES)[number];

export const READ_SURFACE_NAMES: Record<ReadSurface | CaseSurface, string> = {
  case: '申请页面',
  case_proof: '期限计算说明',
  case_decide: '处理决定页面',
  case_letter: '文书页面',
  page: '信息页面',
  edit: '编辑页面',
  review: '审核页面',
  preview: '预览页面',
  compare: '版本对比',
  sheet: '信息发布审批表',
  file: '附件',
};

/**
 * What of an item was opened: a version by number, a state of the draft by revision, or a file by its hash. Several
 * versions, as in a comparison, stand side by side in `version`, such as `2-3`.
 */
export type OpenedText = {
  readonly surface: ReadSurface;
  readonly version?: number | string;
  readonly draftRevision?: number;
  readonly sha256?: string;
  /** Whether the file is a picture, which is part of the page that shows it. */
  readonly isPicture?: boolean;
  /**
   * Whether what was read was the reader's own saving: then it belongs to any opening of the same surface within five
   * minutes, whatever its revision, since each saving makes another.
   */
  readonly isOwnSaving?: boolean;
  /** True where everybody can read exactly this: nothing is logged. */
  readonly isPublic?: boolean;
};

/** Openings of the same text by the same person within this time are one reading, milliseconds. */
export const ONE_READING_MS = 5 * 60_000;

/** The facts of an item that say whether its text is limited. */
export type ReadableItem = {
  readonly id: string;
  readonly organId: string;
  readonly draftState: string;
  readonly publicState: string;
  readonly draft: { readonly contentHash: string };
  readonly live: { readonly versionId: string } | null;
};

/**
 * Whether the whole of an item is open to everybody: public now, with no other text in hand. Anything else, a draft, a
 * text under review, what was hidden or withdrawn or is not proactive, is limited, and every opening is logged. The
 * working copy left by a correction that was given up is another text too.
 */
export function isOpenToAll(
  item: ReadableItem,
  versions: readonly { readonly id: string; readonly contentHash: string }[],
): boolean {
  const isPublic = item.publicState === 'published' || item.publicState === 'archived';
  const live = versions.find(({ id }) => id === item.live?.versionId);
  return isPublic && item.draftState === 'none' && live?.contentHash === item.draft.contentHash;
}
