import type { ReportContent } from '@/lib/annual-report/types';
import type { ContentClass } from '@/lib/approvals/types';
import type { BodyDoc } from './body/types';

/** 信息类别 (docs/glossary.md, `item_kind`). */
export const ITEM_KINDS = [
  'news',
  'notice',
  'policy_document',
  'policy_interpretation',
  'disclosure_guide',
  'disclosure_rules',
  'organ_profile',
  'annual_report',
  'enterprise_news',
  'enterprise_policy',
  'clarification',
  'statutory_content',
] as const;
export type ItemKind = (typeof ITEM_KINDS)[number];
export const KIND_NAMES: Record<ItemKind, string> = {
  news: '工作动态',
  notice: '通知公告',
  policy_document: '政策文件',
  policy_interpretation: '政策解读',
  disclosure_guide: '政府信息公开指南',
  disclosure_rules: '政府信息公开制度',
  organ_profile: '机构职能',
  annual_report: '政府信息公开年报',
  enterprise_news: '助企资讯',
  enterprise_policy: '惠企政策',
  clarification: '澄清',
  statutory_content: '其他法定主动公开内容',
};

/** What happens to the text (states.md); `none` = nothing in hand, the public version stands alone. */
export const DRAFT_STATES = [
  'none',
  'draft',
  'in_review',
  'secrecy_referred',
  'returned',
  'approved',
  'scheduled',
  'cancelled',
] as const;
export type DraftState = (typeof DRAFT_STATES)[number];
export const DRAFT_STATE_NAMES: Record<DraftState, string> = {
  none: '没有正在办理的稿件',
  draft: '草稿',
  in_review: '审核中',
  secrecy_referred: '已报请确定，待答复',
  returned: '已退回',
  approved: '已审定，待发布',
  scheduled: '已定时发布',
  cancelled: '已作废',
};

/** What the public sees; `unpublished` = never was public. */
export const PUBLIC_STATES = ['unpublished', 'published', 'hidden', 'withdrawn', 'archived'] as const;
export type PublicState = (typeof PUBLIC_STATES)[number];
export const PUBLIC_STATE_NAMES: Record<PublicState, string> = {
  unpublished: '尚未公开',
  published: '已公开',
  hidden: '已隐藏，待确认',
  withdrawn: '已撤回',
  archived: '已归档（页面保留）',
};

/** 公开属性 */
export const DISCLOSURE_ATTRS = ['proactive', 'on_request', 'withheld'] as const;
export type DisclosureAttr = (typeof DISCLOSURE_ATTRS)[number];
export const DISCLOSURE_ATTR_NAMES: Record<DisclosureAttr, string> = {
  proactive: '主动公开',
  on_request: '依申请公开',
  withheld: '不予公开',
};

/** 体裁: the fifteen kinds of 公文 and 其他. */
export const GENRES = [
  '决议',
  '决定',
  '命令（令）',
  '公报',
  '公告',
  '通告',
  '意见',
  '通知',
  '通报',
  '报告',
  '请示',
  '批复',
  '议案',
  '函',
  '纪要',
  '其他',
] as const;

/** 第二十条项目: `art20.1` … `art20.15`, as 条例第二十条 lists them. */
export const ART_ITEM_NAMES: Readonly<Record<string, string>> = {
  'art20.1': '（一）行政法规、规章和规范性文件',
  'art20.2': '（二）机关职能、机构设置、办公地址、办公时间、联系方式、负责人姓名',
  'art20.3': '（三）国民经济和社会发展规划、专项规划、区域规划及相关政策',
  'art20.4': '（四）国民经济和社会发展统计信息',
  'art20.5': '（五）办理行政许可和其他对外管理服务事项的依据、条件、程序以及办理结果',
  'art20.6': '（六）实施行政处罚、行政强制的依据、条件、程序以及具有一定社会影响的行政处罚决定',
  'art20.7': '（七）财政预算、决算信息',
  'art20.8': '（八）行政事业性收费项目及其依据、标准',
  'art20.9': '（九）政府集中采购项目的目录、标准及实施情况',
  'art20.10': '（十）重大建设项目的批准和实施情况',
  'art20.11': '（十一）扶贫、教育、医疗、社会保障、促进就业等方面的政策、措施及其实施情况',
  'art20.12': '（十二）突发公共事件的应急预案、预警信息及应对情况',
  'art20.13': '（十三）环境保护、公共卫生、安全生产、食品药品、产品质量的监督检查情况',
  'art20.14': '（十四）公务员招考的职位、名额、报考条件等事项以及录用结果',
  'art20.15': '（十五）法律、法规、规章和国家有关规定规定应当主动公开的其他政府信息',
};
export const ART_ITEMS = Object.keys(ART_ITEM_NAMES);

/** An attachment inside the hash: its order, name and bytes. */
export type ContentAttachment = {
  name: string;
  sha256: string;
  /** Bytes. */
  size: number;
  media_type: string;
  /** True for pictures inside the body, which are not listed as attachments. */
  inline: boolean;
};

/** 转载: where the text comes from, and what was left out of it (TR-7). Empty text = not filled in yet. */
export type Reprint = {
  source_name: string;
  /** Address of the original, `https://…`. */
  source_url: string;
  /** Civil date on which the source published it. */
  original_date: string | null;
  /** The declared cuts; empty where the text is whole. */
  cuts: string;
};

/** `typo`: no effect on the meaning (TR-12); `factual`: with a public 更正说明 (TR-13). */
export const CORRECTION_KINDS = ['typo', 'factual'] as const;
export type CorrectionKind = (typeof CORRECTION_KINDS)[number];
export const CORRECTION_KIND_NAMES: Record<CorrectionKind, string> = {
  typo: '文字更正（不影响意思）',
  factual: '内容更正（公开更正说明）',
};

/** 更正: what this version corrects in the public one. It belongs to its version; the next begins without. */
export type Correction = {
  kind: CorrectionKind;
  /** 更正说明; of a factual correction readers see it. */
  note: string;
};

/**
 * What readers would get, and so what a decision binds to (design.md §3). Keys are those of the canonical form;
 * `_format` comes first in it. Dates are civil dates `YYYY-MM-DD` or null.
 *
 * Stored contents may be of an earlier format: they are read through `readContent` (rules/content-format.ts).
 */
export type ItemContent = {
  _format: 2;
  kind: ItemKind;
  title: string;
  summary: string;
  body: BodyDoc;
  /** Only of an annual report. */
  report: ReportContent | null;
  disclosure_attr: DisclosureAttr;
  /** Why not proactive; empty where proactive. */
  disclosure_reason: string;
  art_item: string | null;
  doc_no: string;
  formed_at: string | null;
  effective_from: string | null;
  expires_at: string | null;
  content_source: string;
  issuing_organ: string;
  genre: string;
  theme: string;
  keywords: string[];
  is_normative: boolean;
  /** 需解读: a 解读 is to be public together with it, at the latest three working days after (PF-27). */
  needs_interpretation: boolean;
  reprint: Reprint | null;
  correction: Correction | null;
  /** Legal basis on which personal data are shown (TR-19); empty = none are. */
  personal_data_basis: string;
  /** Names of other organs that the text touches; each must have confirmed before 终审 (TR-8). */
  touches_organs: string[];
  /** Ids of 栏目, in ascending order. */
  columns: string[];
  attachments: ContentAttachment[];
};

/** The three facts of an item that stand apart on every screen. */
export type ItemStatus = {
  draftState: DraftState;
  publicState: PublicState;
  /** Hour of a planned publication. */
  plannedFor: Date | null;
};

/**
 * The least content class of a kind (three-reviews.md §4); the database knows the same (office.least_class).
 *
 * @rule AR-T6
 */
export const LEAST_CLASS: Record<ItemKind, ContentClass> = {
  news: 'a',
  notice: 'a',
  policy_document: 'b',
  policy_interpretation: 'b',
  disclosure_guide: 'a',
  disclosure_rules: 'a',
  organ_profile: 'a',
  annual_report: 'b',
  enterprise_news: 'a',
  enterprise_policy: 'a',
  clarification: 'c',
  statutory_content: 'a',
};
