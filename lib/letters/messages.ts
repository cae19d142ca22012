import type { Refusal } from '@/lib/platform/result';

type Facts = {
  /** Names of fields, blocks or articles. */
  readonly names?: readonly string[];
  readonly name?: string;
};
const listed = ({ names = [] }: Facts) => names.map((name) => `“${name}”`).join('、');

const SENTENCES = {
  letter_unknown: () => '没有找到这份文书，或者您无权查看。',
  stale_letter: () => '这份文书刚刚被其他人改动或者办理。您填写的内容已保留，请看过变化后再继续。',
  role_missing_letter: ({ name }: Facts) => `您没有${name ?? '承办人'}的职责，不能办理这一步。`,
  letter_not_draft: () => '文书已提交审批或者已经盖章，不能再改。要改的，先由审批人退回。',
  letter_not_in_route: () => '这份文书现在不在审批中，请刷新后再看。',
  letter_not_sealed: () => '文书还没有编号盖章，不能登记送达。',
  letter_already_served: () => '文书已经送达，不能作废。',
  letter_not_open: () => '文书已经编号盖章，不能放弃；需要停用的，请作废。',
  route_not_passed: () => '审批环节还没有全部通过，不能编号盖章。',
  fields_missing: (facts: Facts) => `还有内容没有填写：${listed(facts)}。请补齐后再提交。`,
  field_unknown: (facts: Facts) => `这份文书没有这样的字段：${listed(facts)}。`,
  field_malformed: ({ name }: Facts) => `“${name}”填写的形式不对，请核对后重新填写。`,
  field_too_long: ({ name }: Facts) => `“${name}”太长，请控制在规定字数以内。`,
  recipient_missing: () => '请填写收件人的姓名或者名称。',
  recipient_kind: ({ name }: Facts) => `这份文书应当发给${name}。`,
  foreign_reconsideration_organ: ({ name }: Facts) =>
    `文中写了向“${name}”申请行政复议，与本机关设置的复议机关不一致。救济告知由系统按处理结果写入，请删去这一句。`,
  remedy_elsewhere: () => '救济告知由系统按处理结果写入，正文里不要另写申请行政复议、提起行政诉讼。',
  remedy_needs_reason: () => '改变救济告知须写明理由，并由法制审核人审核。',
  remedy_not_allowed: () => '这种文书的救济告知由法律规定，不能改变。',
  template_block_unknown: (facts: Facts) => `模板里没有这一段：${listed(facts)}。`,
  template_block_empty: ({ name }: Facts) => `模板的“${name}”一段不能为空。`,
  template_field_unknown: (facts: Facts) => `没有这样的合并字段：${listed(facts)}。请从可用字段中选择。`,
  template_field_lost: (facts: Facts) => `模板删去了必备的内容：${listed(facts)}。请保留这些字段。`,
  template_articles_changed: (facts: Facts) => `模板引用的条款应当是：${listed(facts)}，不能增删。`,
  template_braces: () => '花括号须成对出现，里面写字段名称，如 {收到日期}。',
  template_unchanged: () => '模板的文字没有变化。',
  template_unknown: () => '没有找到这一版模板，或者它已经确认。',
  template_own: () => '模板的改动须由另一人确认。',
  places_changed: () =>
    '审批期间复议机关、管辖法院的设置有变化，文书里的救济告知已不正确。请放弃这份文书，重新草拟。',
  step_unknown: () => '审批流程里没有这一环节，请刷新后再看。',
  opinion_missing: () => '退回须写明理由，便于承办人修改。',
  secrecy_missing: () => '请逐项填写保密审查结论和审查依据。',
  secrecy_disagrees: () => '逐项答复中有“是”，不能同意发出。请退回并写明要去除的内容。',
  checklist_open: () => '请先逐项勾选审核要点。',
  service_date_missing: ({ name }: Facts) => `请填写${name}。`,
  service_date_future: () => '送达日期不能晚于今天。',
  service_before_seal: () => '送达日期不能早于盖章日期。',
  tracking_missing: () => '邮寄须填写邮政企业的挂号或者快递单号。',
  electronic_not_chosen: () => '申请人没有选择电子方式，或者文书没有按电子送达制作，不能以电子方式送达。',
  dispatch_open: () => '上一次送达还没有退回记录，不能再次登记发出。',
  no_dispatch: () => '还没有发出的记录，不能登记签收或者退回。',
  already_received: () => '已经登记签收，不能再次登记。',
  return_needs_reason: () => '请写明退回的原因。',
  void_needs_reason: () => '作废须写明理由。',
  drop_needs_reason: () => '放弃文书须写明理由。',
} as const satisfies Record<string, (facts: Facts) => string>;

export type LetterRefusalCode = keyof typeof SENTENCES;

const LAWS: Partial<Record<LetterRefusalCode, string>> = {
  route_not_passed: 'LT-4',
  fields_missing: 'LT-T3',
  foreign_reconsideration_organ: 'LT-8',
  remedy_needs_reason: 'LT-10',
  secrecy_missing: 'REG-17-1',
  electronic_not_chosen: 'LT-5',
  tracking_missing: 'REG-33-5',
};

/** A refusal about letters in the words of the house. */
export function letterRefusal(code: LetterRefusalCode, facts: Facts = {}, field?: string): Refusal {
  const law = LAWS[code];
  return { code, message: SENTENCES[code](facts), ...(law ? { law } : {}), ...(field ? { field } : {}) };
}
