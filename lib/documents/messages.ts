import type { FileWarningCode } from './types';

/** Why a file could not be read, or was not: the `note` of a FileText. */
export const FILE_NOTES = {
  encrypted: '文件设有打开密码，系统读不到里面的文字。',
  unreadable: '文件已损坏，或者不是它的扩展名所说的格式，系统打不开。',
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
];
