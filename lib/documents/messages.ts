import type { FileWarningCode, RepairKind } from './types';

/** Why a file could not be read, or was not: the `note` of a FileText. */
export const FILE_NOTES = {
  encrypted: '文件设有打开密码，系统读不到里面的文字。',
  unreadable: '文件已损坏，或者不是它的扩展名所说的格式，系统打不开。',
  forged: '文件已损坏或被改动过：里面有同名的部分，不同的程序打开会看到不同的内容。',
  too_large_inside: '文件解压后过大，或压缩得不合常理，系统不打开。',
  old_office:
    '旧版格式（.doc、.xls、.ppt、.wps、.et），里面的文字系统读不出来，不能自动校对。请另存为 .docx 或 .xlsx 后重新上传。',
  archive: '压缩包里的文件系统不检查。请解开后把要公开的文件逐个上传。',
  image: '图片里的文字系统不识别，请人工校对。',
  scanned_pdf:
    '这份 PDF 里没有可以读出的文字，可能是扫描件。系统不能自动校对，读屏软件也读不出；请尽量用文字版重新生成。',
  other: '这种文件里的文字系统不读取，请人工校对。',
  no_text: '文件里没有文字。',
} as const;
export type FileNote = keyof typeof FILE_NOTES;

/** Warnings for which a file is refused at upload: it holds text that its readers are not meant to get. */
export const REFUSED_WARNINGS: readonly FileWarningCode[] = [
  'hidden_sheet',
  'hidden_rows',
  'hidden_columns',
  'hidden_text',
  'hidden_slide',
  'comments',
  'tracked_changes',
  'pivot_data',
  'hidden_cells',
  'inserted_file',
  'embedded_document',
  'stray_parts',
];

/** Why a Word document is not imported; `{name}` is the name of the file. */
export const WORD_REFUSALS = {
  empty: '“{name}”是空文件，请检查后重新选择。',
  too_large:
    '“{name}”超过20MB，不能导入。请先在 Word 里压缩图片（图片格式—压缩图片），或把文件作为附件上传。',
  old_format:
    '“{name}”是旧版格式，不能导入。请用 Word 或 WPS 打开，选“另存为”，类型选“Word 文档（*.docx）”，再导入新文件。',
  pdf: '“{name}”是 PDF，不能导入。请导入原来的 Word 文件；只有 PDF 的，请作为附件上传。',
  not_word: '“{name}”不是 Word 文件。这里只导入 .docx 文件。',
  not_what_it_says: '“{name}”的内容不是 Word 文档，请用 Word 或 WPS 打开、另存为 .docx 后再导入。',
  encrypted: '“{name}”设有密码，系统打不开。请在 Word 里用“文件—信息—保护文档”取消密码，保存后再导入。',
  unreadable: '“{name}”已损坏，系统打不开。请用 Word 或 WPS 打开、另存为新的 .docx 后再导入。',
  too_large_inside: '“{name}”解压后过大，系统不打开。请删去过大的图片或对象后再导入。',
} as const;
export type WordRefusal = keyof typeof WORD_REFUSALS;

/** The sentence for a Word document that is not imported. */
export function wordRefusal(code: WordRefusal, name: string): string {
  return WORD_REFUSALS[code].replace('{name}', name);
}

/** Titles of the parts of the repair report, and what was done about them. */
export const REPAIR_TITLES: Readonly<Record<RepairKind, { title: string; done: string }>> = {
  personal_data: {
    title: '正文里有个人信息',
    done: '照原样导入。请核对是否可以公开，不能公开的请删去或遮住。',
  },
  tracked_changes: { title: '修订痕迹', done: '插入的文字已采用，删去的文字已去掉。请逐处核对。' },
  comments: { title: '批注', done: '没有导入。' },
  hidden_text: { title: '隐藏的文字', done: '没有导入；与底色同色、小得看不见的也算。' },
  not_taken_over: { title: '没有导入的内容', done: '请按位置逐处补上，或确认不需要。' },
  heading_order: { title: '标题层次', done: '已按顺序调整，请核对。' },
  headings_found: {
    title: '按字体认出的标题',
    done: '原文没有用标题样式，已按“一、（一）”认作标题，请核对。',
  },
  numbering: { title: '自动编号', done: '已写成文字，以后增删段落要自己改编号。' },
  tables: { title: '表格', done: '请采用后处理。' },
  images: { title: '图片', done: '请采用后处理。' },
  links: { title: '链接', done: '已只留文字。' },
  notes: { title: '脚注和尾注', done: '已移到文末。' },
  header_footer: { title: '页眉页脚', done: '没有导入。' },
  properties: { title: '文件属性', done: '没有导入；把这份文件作为附件公开时，读者看得到。' },
  formatting: { title: '颜色、上标等格式', done: '没有导入；字体、字号、行距一律按网页的统一样式。' },
};
