import type { Refusal } from '@/lib/platform/result';

const SENTENCES = {
  not_found: '没有找到这条信息，或者您无权查看。',
  role_missing_create: '只有拟稿人可以新建稿件。如需拟稿，请联系安全管理员分配角色。',
  role_missing_edit: '您没有修改稿件的职责。如有意见，请写在审核意见里退回。',
  role_missing_author: '只有拟稿人可以办理这一步。',
  role_missing_publish: '只有发布员可以办理这一步。',
  role_missing_class: '只有审核人可以调整内容等级。',
  role_missing_visibility: '您没有办理这一步的职责。',
  not_editable_in_state: '这一稿现在不能修改。',
  not_in_this_state: '这条信息现在的状态不能办理这一步，请刷新后再看。',
  stale_item: '您看到的内容已不是最新：其他人刚刚办理了这条信息。请看过变化后再决定。',
  draft_conflict: '有人在您之后保存过这一稿。您的文字没有丢失，请对照后决定保留哪一份。',
  nothing_changed: '稿件没有任何改动，不需要重新提交。',
  title_missing: '请填写标题。',
  title_ends_with_stop: '标题末尾不用句号。',
  body_missing: '请填写正文。',
  columns_missing: '请至少选择一个栏目。',
  column_unknown: '所选栏目不存在，或者不能发布信息，请重新选择。',
  source_missing: '请填写来源。',
  organ_missing: '请填写发布机构。',
  formed_at_missing: '请填写成文日期（生成日期）。',
  formed_at_future: '成文日期不能晚于今天。',
  expires_before_effective: '有效期不能早于施行日期。',
  reason_missing: '选择“依申请公开”或“不予公开”时，必须写明理由。',
  not_proactive: '只有“主动公开”的信息才能提交公开发布。',
  genre_missing: '政策文件请选择体裁。',
  expiry_missing: '行政规范性文件必须填写有效期。',
  report_missing: '年度报告缺少年度和三张表。',
  report_elsewhere: '年报的年度和表格只能放在“政府信息公开年报”这一类信息里。',
  report_blocked: '年度报告的表格还有必须改正的问题，请按提示修改后再提交。',
  image_missing: '正文引用的图片没有上传成功，请重新插入图片。',
  image_alt_missing: '正文中的图片需要填写替代文字，便于读屏软件朗读。',
  pasted_image_left:
    '正文里还有“[图片未粘贴，请用“图片”按钮上传]”的提示。请用“图片”按钮上传图片，再删去这句提示；不需要图片的，直接删去。',
  attachment_duplicate: '附件不能重名，请改名后再提交。',
  attachment_unknown: '附件没有上传成功，请重新上传。',
  inline_not_image: '有附件被标成了正文图片，却不是图片。请打开编辑页面，在“附件”里重新添加它。',
  inline_unused: '有图片标为正文图片，正文里却没有用到。请在正文里插入它，或者在“附件”里添加它。',
  attachment_differs: '附件的类型或大小与上传的文件不符，请删除后重新上传。',
  class_too_low_for_column: '所选栏目规定了更高的内容等级，请先提高内容等级。',
  class_too_low: '这一类信息的内容等级不能低于规定等级。',
  publish_time_past: '定时发布的时间必须晚于现在。',
  hidden_first: '这条信息已被隐藏或撤回。隐藏的须先由终审人或签发人恢复公开；撤回的请另建新稿。',
  report_year_taken: '这一年度的年报已经公开。如需更正，请在原年报上修改后重新审核。',
  own_publication: '您参与了这一稿的写作或修改，不能由您发布。',
  not_approved: '三审三校和保密审查尚未全部通过，不能发布。',
  reprint_source_missing: '转载请写明来源单位。',
  reprint_url_invalid: '转载请填写原文的完整网址，以 https:// 或 http:// 开头。',
  reprint_date_missing: '转载请填写原文的发布日期。',
  reprint_date_future: '原文的发布日期不能晚于今天。',
  reprint_source_unknown:
    '只能转载本机关允许的来源：来源名称和网址的域名都要在名单里。需要增加来源的，请办公室按规定办理。',
  reprint_source_differs: '“来源”一栏要与转载的来源单位一致。',
  correction_missing: '这条信息已经公开过。请选择更正的种类：文字更正，还是内容更正。',
  correction_of_nothing: '这条信息还没有公开过，不需要填写更正。',
  correction_fields:
    '标题、日期、文号、栏目、附件、报表等有改动，不是文字更正。请选择“内容更正”并写明更正说明：这些是公众依据的事实，改了要告诉公众，并走完整的审核。',
  correction_form:
    '段落、链接、图片或表格有增减，不是文字更正。请选择“内容更正”并写明更正说明，走完整的审核。',
  correction_figures:
    '数字、日期、金额、外文或“不、未、无”一类的字有改动，意思可能变了，不是文字更正。请选择“内容更正”并写明更正说明。',
  correction_length:
    '改动的字太多，不是文字更正（最多20个字，且不超过全文的2%）。请选择“内容更正”并写明更正说明。',
  correction_note_missing: '内容更正要写明更正说明，它会公开在页面上。',
  consultation_missing: '文中涉及的其他机关还没有对这一稿确认。请先登记协商确认，再通过终审。',
} as const;

export type DisclosureRefusalCode = keyof typeof SENTENCES;

const LAWS: Partial<Record<DisclosureRefusalCode, string>> = {
  not_approved: 'TR-1',
  own_publication: 'TR-3',
  hidden_first: 'TR-14',
  reason_missing: '条例13',
  report_year_taken: 'AR-T8',
  reprint_source_missing: 'TR-7',
  reprint_url_invalid: 'TR-7',
  reprint_date_missing: 'TR-7',
  reprint_source_unknown: 'TR-7',
  correction_missing: 'TR-12',
  correction_fields: 'TR-13',
  correction_form: 'TR-13',
  correction_figures: 'TR-13',
  correction_length: 'TR-13',
  correction_note_missing: 'TR-13',
  consultation_missing: '条例11',
};

/** A refusal of this domain in the words of the house. */
export function disclosureRefusal(code: DisclosureRefusalCode, field?: string): Refusal {
  const law = LAWS[code];
  return { code, message: SENTENCES[code], ...(law ? { law } : {}), ...(field ? { field } : {}) };
}
