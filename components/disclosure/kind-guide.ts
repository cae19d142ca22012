import type { ContentClass } from '@/lib/approvals/types';
import type { ItemKind } from '@/lib/disclosure/types';

/** The kinds as a person looks for them, each with one line that tells it from its neighbours. */
export const KIND_GROUPS: readonly {
  readonly title: string;
  readonly kinds: readonly { readonly kind: ItemKind; readonly what: string }[];
}[] = [
  {
    title: '日常信息',
    kinds: [
      { kind: 'news', what: '会议、调研、活动等工作消息，也用于转载。' },
      { kind: 'notice', what: '通知、公告、公示、名单等要让公众知道或办理的事。' },
      { kind: 'clarification', what: '对不实或不完整信息的澄清、对突发事件的回应。' },
    ],
  },
  {
    title: '政策',
    kinds: [
      { kind: 'policy_document', what: '有文号的正式文件，包括行政规范性文件。' },
      { kind: 'policy_interpretation', what: '对一份政策文件的说明，与文件同步起草、同步公开。' },
    ],
  },
  {
    title: '政府信息公开',
    kinds: [
      { kind: 'annual_report', what: '每年一份的政府信息公开工作年度报告，有六个部分和三张表。' },
      { kind: 'disclosure_guide', what: '公众怎样查阅、怎样申请，工作机构怎样联系。' },
      { kind: 'disclosure_rules', what: '信息公开的条例、办法和本机关的工作制度。' },
      { kind: 'organ_profile', what: '机关职能、机构设置、负责人、办公地址和联系方式。' },
      { kind: 'statutory_content', what: '条例第二十条列出、又不属于以上各类的内容，如预决算、统计。' },
    ],
  },
  {
    title: '助企',
    kinds: [
      { kind: 'enterprise_news', what: '服务企业的消息、活动和提示。' },
      { kind: 'enterprise_policy', what: '企业可以直接享受的政策，说清条件和办法。' },
    ],
  },
];

/** What belongs into each content class (three-reviews.md §4). */
export const CLASS_GUIDE: Record<ContentClass, string> = {
  a: '工作消息、会议、转载、服务提示等一般内容。',
  b: '政策文件及解读、有法律效力的公告、领导活动、统计、预决算、年度报告。',
  c: '突发事件、事故、舆情回应、涉及点名人员的调查结果、大批人员名单，以及拿不准的内容。',
};
