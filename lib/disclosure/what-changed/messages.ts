import type { VersionFate } from './types';

const KINDS: Record<string, string> = {
  paragraph: '正文',
  heading2: '标题',
  heading3: '二级标题',
  heading4: '三级标题',
  heading: '标题',
  listItem: '列表项',
  quote: '引用',
  rule: '分隔线',
  image: '图片',
  row: '表格行',
};

const ALIGNS: Record<string, string> = { none: '首行缩进', left: '顶格', center: '居中', right: '居右' };

/** The Chinese words for the kinds and alignments that a difference names. */
export const changeWords = {
  kind: (kind: string): string => KINDS[kind] ?? '内容',
  align: (align: string): string => ALIGNS[align] ?? align,
} as const;

/** The Chinese words for what became of a version. */
export const VERSION_FATE_NAMES: Record<VersionFate, string> = {
  public_now: '公开中',
  once_public: '曾公开',
  returned: '已退回',
  edited: '因修改作废',
  cancelled: '已取消',
  in_review: '审核中',
  approved: '已审定',
};
