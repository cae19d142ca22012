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
