import type { FieldDefinition } from '../types/templates';

type Rest = Omit<FieldDefinition, 'key' | 'name' | 'kind'>;

function field(kind: FieldDefinition['kind']) {
  return (key: string, name: string, rest: Rest = {}): FieldDefinition => ({ key, name, kind, ...rest });
}
const text = field('text');
const date = field('date');
const lines = field('lines');
const number = field('number');
const money = field('money');
const month = field('month');
function choice(key: string, name: string, choices: Readonly<Record<string, string>>, rest: Rest = {}) {
  const listed = Object.entries(choices).map(([value, words]) => ({ value, text: words }));
  return field('choice')(key, name, { choices: listed, ...rest });
}
const GIVEN = { isGiven: true } as const;
const OPTIONAL = { isOptional: true } as const;

/** Fields of the frame that the program writes around every body. */
const FRAME: readonly FieldDefinition[] = [
  text('you', '您', GIVEN),
  date('submitted_on', '提交日期', GIVEN),
  text('channel', '提交渠道', GIVEN),
  text('application_no', '申请编号', GIVEN),
  date('receipt_date', '收到日期', GIVEN),
  text('request_text', '申请内容', GIVEN),
  text('contact_name', '联系人'),
  text('contact_phone', '联系电话'),
  text('reconsideration_organ', '复议机关', GIVEN),
  text('court', '管辖法院', GIVEN),
  text('reconsideration_online', '复议网上渠道', GIVEN),
];

const PROCEDURAL: readonly FieldDefinition[] = [
  text('submission_no', '提交编号', GIVEN),
  text('query_code', '查询码', GIVEN),
  date('confirm_by', '确认期限'),
  text('confirm_ways', '确认方式', { hint: '如：点击确认链接、拨打联系电话' }),
  date('reply_due', '法定答复日期', GIVEN),
  choice('deficiency', '不足之处', {
    unclear: '申请内容不明确',
    incomplete: '申请材料不完整',
    both: '申请内容不明确、申请材料不完整',
  }),
  number('supplement_days', '补正期限', { hint: '工作日' }),
  lines('corrections', '补正事项', { hint: '每行一项，写明怎样填写' }),
  text('supplement_ways', '补正渠道'),
  date('counted_from', '起始日期'),
  date('counted_to', '截止日期'),
  number('application_count', '申请件数'),
  date('reasons_due', '说明期限'),
  text('extension_reason', '延期原因'),
  date('old_due', '原定日期', GIVEN),
  date('new_due', '新日期', GIVEN),
  text('deferral_reason', '延迟原因'),
  choice('interest', '权益种类', {
    trade_secret: '商业秘密',
    personal_privacy: '个人隐私',
    other: '其他合法权益',
  }),
  text('content_summary', '内容摘要', { hint: '可能公开的内容，不写申请人是谁' }),
  choice('consulted', '征求对象', {
    third_party: '第三方',
    joint_maker: '共同制作的机关',
    organ: '其他机关',
  }),
  date('consulted_on', '征求日期'),
  choice('consultation_kind', '征求种类', {
    joint_maker: '征求共同制作机关意见',
    organ: '征求其他机关意见',
    secrecy: '报请确定是否可以公开',
  }),
  text('information_name', '信息名称'),
  text('concern', '涉及事项', { hint: '该信息与对方机关的关系' }),
  date('answer_by', '函复期限'),
  text('public_interest', '公共利益理由'),
  lines('disclosed', '公开内容', { hint: '每行一项' }),
  choice('fee_scale', '计费标准', { by_item: '按件', by_volume: '按量' }, GIVEN),
  month('fee_month', '计费月份', GIVEN),
  number('fee_nth', '件次', GIVEN),
  number('fee_pages', '页数', GIVEN),
  money('fee_amount', '收费金额', GIVEN),
  text('fee_calculation', '计算过程', GIVEN),
  number('fee_days', '缴费期限', GIVEN),
  text('fee_ways', '缴费方式'),
  date('supplement_served_on', '补正告知送达日期', GIVEN),
  date('supplement_due', '补正届满日期', GIVEN),
  date('fee_served_on', '收费通知送达日期', GIVEN),
  date('payment_due', '缴费届满日期', GIVEN),
  date('withdrawn_on', '撤回日期', GIVEN),
  choice('withdrawal_way', '撤回方式', {
    written: '书面方式',
    oral: '口头方式（本机关已记录）',
    online: '网上提交的方式',
  }),
];

const DECISIONS: readonly FieldDefinition[] = [
  lines('public_ways', '公开途径', { hint: '每行一项：网址、索引号，或者查阅地点和开放时间' }),
  choice('sub_outcome', '提供情形', {
    provided: '随本答复提供',
    where_when_told: '告知获取的时间、方式',
  }),
  text('provision_form', '提供形式', { hint: '如：纸质复印件、电子邮件' }),
  lines('enclosures', '提供清单', { hint: '每行一项' }),
  text('form_change_reason', '变更形式的理由', { ...OPTIONAL, hint: '没有按申请人要求的形式提供时填写' }),
  text('obtain_when', '获取时间'),
  text('obtain_how', '获取方式'),
  lines('withheld', '不予公开清单', { hint: '每行一项：内容、依据和理由', ...GIVEN }),
  text('reason', '理由'),
  field('law_name')('law_name', '法律名称', { hint: '法律或者行政法规的全称' }),
  field('law_article')('law_article', '法律条款', { hint: '如：第二十条第一款' }),
  choice('security_kind', '危及的方面', {
    national: '国家安全',
    public: '公共安全',
    economic: '经济安全',
    stability: '社会稳定',
  }),
  text('consultation_result', '征求结果', { hint: '如：第三方不同意公开，并说明了合理理由' }),
  choice('internal_kind', '内部事务种类', {
    personnel: '人事管理',
    logistics: '后勤管理',
    workflow: '内部工作流程',
  }),
  choice('process_kind', '过程性信息种类', {
    discussion: '讨论记录',
    draft: '过程稿',
    consultation_letter: '磋商信函',
    request_report: '请示报告',
  }),
  text('file_access_law', '查阅案卷的法律', { ...OPTIONAL, hint: '当事人可以依照哪部法律查阅案卷' }),
  text('register_kind', '查询资料种类', { hint: '如：工商登记、不动产登记' }),
  text('where_to_go', '办理机构', { hint: '机构、地址、电话' }),
  text('search_words', '检索词', GIVEN),
  date('searched_on', '检索日期', GIVEN),
  text('search_places', '检索范围', { hint: '如：档案室、业务系统', ...GIVEN }),
  text('search_method', '检索方式', { hint: '如：系统查询、人工查阅目录和案卷', ...GIVEN }),
  text('maker_organ', '负责机关', { ...OPTIONAL, hint: '知道的，写明制作或者最初获取的机关' }),
  text('maker_contact', '负责机关联系方式', OPTIONAL),
  text('not_responsible_reason', '不负责公开的理由', { hint: '为什么不是本机关制作、获取或者保存' }),
  date('supplement_notice_on', '补正告知日期', GIVEN),
  date('supplemented_on', '补正日期', GIVEN),
  text('still_unclear', '仍不明确之处'),
  choice('petition_kind', '事项性质', { petition: '信访', complaint: '投诉', report: '举报' }),
  text('petition_channel', '提出渠道'),
  date('earlier_request_on', '前次申请日期', GIVEN),
  text('earlier_number', '前次答复文号', GIVEN),
  date('earlier_reply_on', '前次答复日期', GIVEN),
  text('publication_name', '出版物名称'),
  text('publication_way', '获取途径'),
  date('reasons_asked_on', '要求说明理由的日期', GIVEN),
  text('stated_reasons', '申请人说明的理由', { hint: '未说明的，写“未说明理由”' }),
  text('why_unreasonable', '不合理的原因'),
  choice('confirm_kind', '要求的事项', { confirm: '确认', reissue: '重新出具' }),
  text('obtained_when', '已获取的时间'),
  text('obtained_how', '已获取的途径'),
  choice('correction_result', '更正结果', {
    corrected: '属实，已更正',
    not_true: '不属实',
    passed_on: '已转送有权更正的机关',
    told_where: '告知向有权更正的机关提出',
  }),
  text('corrected_to', '更正后的内容'),
  text('correcting_organ', '有权更正的机关'),
  choice('not_application_kind', '不属于的情形', {
    consultation: '系咨询',
    not_information: '不属于行政机关在履行行政管理职能过程中制作或者获取的、以一定形式记录、保存的信息',
    other: '其他情形',
  }),
  text('explanation', '说明'),
  text('consult_contact', '咨询联系方式', OPTIONAL),
];

/** Every merge field there is. */
export const FIELDS: readonly FieldDefinition[] = [...FRAME, ...PROCEDURAL, ...DECISIONS];

const BY_KEY = new Map(FIELDS.map((definition) => [definition.key, definition]));
const BY_NAME = new Map(FIELDS.map((definition) => [definition.name, definition]));

/** The field of a key; null where there is none. */
export function fieldByKey(key: string): FieldDefinition | null {
  return BY_KEY.get(key) ?? null;
}

/** The field that a template names in braces; null where there is none. */
export function fieldByName(name: string): FieldDefinition | null {
  return BY_NAME.get(name) ?? null;
}
