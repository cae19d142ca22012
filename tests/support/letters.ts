import { fieldKeysOf } from '@/lib/letters/rules/check-template';
import { fieldByKey } from '@/lib/letters/rules/fields';
import { LETTERS } from '@/lib/letters/rules/letter-table';
import { lawfulMode } from '@/lib/letters/rules/remedy';
import { type LetterInput, letterLines, renderLetter } from '@/lib/letters/rules/render-letter';
import { SHIPPED_TEMPLATES } from '@/lib/letters/rules/templates/shipped';
import {
  type AddressForm,
  LETTER_CODES,
  type LetterCode,
  type LetterDocument,
  type LetterFields,
} from '@/lib/letters/types/letters';
import { unwrap } from './factories';

/** Settings of an invented organ. */
export const PLACES = {
  reconsiderationOrgan: '某市某区人民政府',
  court: '某市某区人民法院',
  online: null,
} as const;

/** What a case of the tests gives, by key; every field has a value of its kind. */
const SAMPLES: LetterFields = {
  submitted_on: '2026-03-01',
  channel: '互联网',
  application_no: 'SQ2026-0007',
  receipt_date: '2026-03-02',
  request_text: '2025年技术改造项目名单',
  contact_name: '孙示',
  contact_phone: '0372-0000000',
  submission_no: 'TJ2026-0009',
  query_code: 'ABCD-2345',
  confirm_by: '2026-03-10',
  confirm_ways: '点击确认链接或者拨打联系电话',
  reply_due: '2026-03-30',
  deficiency: 'both',
  supplement_days: '15',
  corrections: ['写明所要项目的年度和批次', '补交身份证明的复印件', '选择获取信息的方式'],
  supplement_ways: '网上提交、当面提交或者邮寄',
  counted_from: '2026-02-01',
  counted_to: '2026-03-01',
  application_count: '46',
  reasons_due: '2026-03-20',
  extension_reason: '所需信息分散在多个年度的档案中，需要逐卷核对',
  old_due: '2026-03-30',
  new_due: '2026-04-28',
  deferral_reason: '申请件数多，涉及多个股室',
  interest: 'trade_secret',
  content_summary: '贵单位申报技术改造项目时提交的设备清单',
  consulted: 'third_party',
  consulted_on: '2026-03-09',
  consultation_kind: 'joint_maker',
  information_name: '2025年技术改造项目联合验收意见',
  concern: '系贵机关制作后抄送本机关',
  answer_by: '2026-03-25',
  public_interest: '该设备的排放数据关系周边居民健康',
  disclosed: ['设备排放检测报告的结论', '检测单位名称'],
  fee_scale: 'by_item',
  fee_month: '2026-03',
  fee_nth: '12',
  fee_pages: '150',
  fee_amount: '10000',
  fee_calculation: '第11至30件每件100元',
  fee_days: '20',
  fee_ways: '财政非税缴款渠道',
  supplement_served_on: '2026-03-10',
  supplement_due: '2026-03-31',
  fee_served_on: '2026-03-16',
  payment_due: '2026-04-14',
  withdrawn_on: '2026-03-12',
  withdrawal_way: 'written',
  public_ways: [
    '本机关网站“政府信息公开”栏目，索引号114105030000000000/2026-00012',
    '区档案馆查阅点，工作日8:30—17:00',
  ],
  sub_outcome: 'provided',
  provision_form: '纸质复印件',
  enclosures: ['2025年技术改造项目名单（12页）', '项目批复文件（6页）'],
  form_change_reason: '原件破损，不宜复印',
  obtain_when: '2026年3月30日前的工作日',
  obtain_how: '到本机关办公室领取的方式',
  withheld: ['设备采购价格，依据《条例》第十五条、第三十二条，理由：涉及企业商业秘密'],
  reason: '公开后会损害该企业的竞争地位',
  law_name: '中华人民共和国统计法',
  law_article: '第十一条',
  security_kind: 'economic',
  consultation_result: '第三方不同意公开，并说明了合理理由',
  internal_kind: 'personnel',
  process_kind: 'discussion',
  file_access_law: '《中华人民共和国行政处罚法》',
  register_kind: '不动产登记',
  where_to_go: '区不动产登记中心（示例路2号，0372-0000002）',
  search_words: '技术改造、项目名单',
  searched_on: '2026-03-10',
  search_places: '档案室和业务系统',
  search_method: '系统查询和人工查阅目录',
  maker_organ: '区发展和改革委员会',
  maker_contact: '示例路3号，0372-0000003',
  not_responsible_reason: '该文件由区发展和改革委员会制作，本机关没有参与',
  supplement_notice_on: '2026-03-06',
  supplemented_on: '2026-03-12',
  still_unclear: '没有写明所要文件的名称、文号或者其他特征',
  petition_kind: 'complaint',
  petition_channel: '区信访局（示例路4号）',
  earlier_request_on: '2025-12-10',
  earlier_number: '测公开复〔2026〕1号',
  earlier_reply_on: '2026-01-08',
  publication_name: '《某区年鉴（2025）》',
  publication_way: '区图书馆或者新华书店',
  reasons_asked_on: '2026-03-05',
  stated_reasons: '希望了解全部项目',
  why_unreasonable: '各件申请内容重复，与所述理由不相称',
  confirm_kind: 'confirm',
  obtained_when: '2025年12月10日',
  obtained_how: '本机关的答复',
  correction_result: 'corrected',
  corrected_to: '法定代表人为李某',
  correcting_organ: '区市场监督管理局',
  not_application_kind: 'consultation',
  explanation: '申请内容为空白',
  consult_contact: '本机关企业服务股（0372-0000004）',
};

/** All fields of a letter with a value. */
export function sampleFields(code: LetterCode): LetterFields {
  return Object.fromEntries(
    fieldKeysOf(code).map((key) => {
      const value = SAMPLES[key];
      if (value === undefined) throw new Error(`no sample for ${key}`);
      return [key, value];
    }),
  );
}

/** Every way a letter can read: one for each value of the choices its blocks depend on, and without what is optional. */
export function variantsOf(code: LetterCode): [name: string, changes: LetterFields][] {
  const conditions = SHIPPED_TEMPLATES[code].blocks.flatMap((block) =>
    block.kind !== 'free' && block.when ? [block.when] : [],
  );
  const chosen = conditions.flatMap((when): [string, LetterFields][] =>
    'is' in when ? when.is.map((value) => [value, { [when.field]: value }]) : [],
  );
  const empty = conditions.flatMap((when): [string, LetterFields][] =>
    'isFilled' in when ? [[`没有${fieldByKey(when.field)?.name}`, { [when.field]: '' }]] : [],
  );
  return [...(chosen.length > 0 ? chosen : [['填齐', {}] as [string, LetterFields]]), ...empty];
}

export const ALL_VARIANTS = LETTER_CODES.flatMap((code) =>
  variantsOf(code).map(([name, changes]) => [code, name, changes] as const),
);

const FORMS: Record<string, AddressForm> = {
  applicant: 'person',
  third_party: 'organisation',
  organ: 'organ',
};

/** What a complete letter is made from; `changes` spoils it. */
export function letterInput(code: LetterCode, changes: Partial<LetterInput> = {}): LetterInput {
  return {
    code,
    template: SHIPPED_TEMPLATES[code],
    fields: sampleFields(code),
    ownWords: [],
    recipient: { name: '某某', form: FORMS[LETTERS[code].to] ?? 'person' },
    organName: '某市某区工业和信息化局',
    remedyMode: lawfulMode(code, '2026-03-02'),
    places: PLACES,
    isElectronic: false,
    ...changes,
  };
}

/** A complete letter. */
export function render(
  code: LetterCode,
  fields: LetterFields = {},
  changes: Partial<LetterInput> = {},
): LetterDocument {
  return unwrap(
    renderLetter(letterInput(code, { ...changes, fields: { ...sampleFields(code), ...fields } })),
  );
}

/** All its words. */
export function textOf(
  code: LetterCode,
  fields: LetterFields = {},
  changes: Partial<LetterInput> = {},
): string {
  return letterLines(render(code, fields, changes)).join('\n');
}
