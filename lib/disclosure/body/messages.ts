import { BODY_LIMITS, type BodyRefusal, type BodyRefusalCode } from './types';

const sentences: Record<BodyRefusalCode, string> = {
  body_not_a_document: '正文格式不对，系统无法读取。请刷新页面后重新粘贴正文。',
  body_too_deep: `正文的列表、引用或表格套得太深（超过 ${BODY_LIMITS.depth} 层）。请减少层次后再保存。`,
  body_too_many_nodes: `正文的段落、单元格等超过 ${BODY_LIMITS.nodes.toLocaleString('en-US')} 个。请拆成几篇，或把部分内容作为附件。`,
  body_too_much_text: '正文的文字超过 1 MB（约 35 万字）。请拆成几篇，或把部分内容作为附件。',
  body_table_too_large: `正文中有一张表格超过 ${BODY_LIMITS.tableCells.toLocaleString('en-US')} 个单元格。请把这张表格作为附件上传。`,
  body_unknown_content: '正文里有系统不支持的内容。请删去这部分，或粘贴为纯文本。',
  body_unknown_attribute: '正文里有系统不允许的格式设置。请清除这部分格式后再保存。',
  body_unsafe_link:
    '正文里有不允许的链接地址。链接只能以 http://、https://、mailto:、tel: 或 / 开头，或指向本条信息的附件。',
  body_bad_image: '正文里的图片不完整。请删去后用“图片”按钮重新上传。',
  body_not_normalised: '正文里有多余的空白设置或不可见字符。请在编辑器中重新保存一次。',
};

/** The Chinese sentence for one refusal: what is wrong with the body and what to do about it. */
export function bodyMessage(refusal: Pick<BodyRefusal, 'code'>): string {
  return sentences[refusal.code];
}

/** Said where one address is being typed. */
export const LINK_REFUSED = '这个地址不能用作链接。请以 http://、https://、mailto:、tel: 或 / 开头重新填写。';

/** Shown in place of an image that was pasted: pasted images are never loaded from where they came. */
export const PASTED_IMAGE_NOTE = '[图片未粘贴，请用“图片”按钮上传]';
