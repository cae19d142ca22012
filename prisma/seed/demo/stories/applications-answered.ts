import type { ApplicantType, IntakeChannel } from '@/lib/applications/types/case';
import { type CaseSpec, CaseStory } from '../case-story';
import type { DemoOrgan } from '../story';
import { workingDayBefore } from '../working-day-before';

/** What tells one application of the demo from another. */
export type Opening = readonly [
  daysAgo: number,
  channel: IntakeChannel,
  type: ApplicantType,
  name: string,
  applicant: number,
  title: string,
];

/** Begins a story so many working days before now. */
export function teller(organ: DemoOrgan, now: Date) {
  return ([daysAgo, channel, applicantType, name, applicant, title]: Opening, more: Partial<CaseSpec> = {}) =>
    new CaseStory({
      organ,
      channel,
      applicantType,
      name,
      applicant,
      title,
      begins: workingDayBefore(now, daysAgo),
      ...more,
    });
}

const KIND = ['proof_of_kind'];
const MAY_REFUSE = {
  why_not_suitable: '尚在讨论阶段，公开会影响正常决策',
  no_duty_to_disclose: true,
} as const;

/** Applications answered in the last two years: one for every row of table three, and what goes with it. */
export function answeredApplications(organ: DemoOrgan, now: Date): CaseStory[] {
  const tell = teller(organ, now);
  const person = 'natural_person' as const;
  const duplicated = tell([430, 'internet', person, '刘申', 1, '2023年度技术改造项目资金安排文件'])
    .inHand()
    .onDay(9)
    .reply({
      outcome: 'public',
      subOutcome: 'where_when_told',
      grounds: {
        obtain_when: '工作日上午8:00至12:00',
        obtain_how: '到本机关办公室查阅、复印',
        enclosures: ['2023年度技术改造项目资金安排文件（12页）'],
      },
      files: ['released_copies'],
    })
    .onDay(30)
    .archive();
  const sameAsked = tell([
    95,
    'in_person',
    'legal.legal_service',
    '某某律师事务所',
    2,
    '2025年度惠企政策兑现台账',
  ])
    .inHand()
    .onDay(6)
    .reply({
      outcome: 'public',
      subOutcome: 'already_public',
      grounds: { public_ways: ['本机关网站“政府信息公开”栏目“惠企政策”'] },
      files: ['proof_of_publication'],
    });
  return [
    duplicated,
    sameAsked,
    tell([
      470,
      'signed_mail',
      'legal.business',
      '某某机械有限公司',
      3,
      '北关区工业企业技术改造备案名单（2022年）',
    ])
      .inHand()
      .onDay(12)
      .reply({
        outcome: 'public',
        subOutcome: 'provided',
        grounds: {
          provision_form: '纸质复印件',
          enclosures: ['北关区工业企业技术改造备案名单（2022年）（6页）'],
        },
        files: ['released_copies'],
      })
      .onDay(40)
      .archive(),
    tell([450, 'in_person', person, '陈申', 4, '某化工企业搬迁补助资金审核材料'])
      .inHand()
      .onDay(3)
      .letter({
        code: 'L06',
        fields: { interest: 'trade_secret' },
        party: thirdParty('某某化工有限公司', '搬迁补助资金审核材料中的设备清单和报价'),
      })
      .onDay(4)
      .tellOfConsultation('L07')
      .onDay(12)
      .opinion('partial', '设备报价属于商业秘密，其余同意公开', '理由成立')
      .onDay(18)
      .reply({
        outcome: 'partial',
        subOutcome: null,
        grounds: {
          provision_form: '纸质复印件',
          enclosures: ['审核意见（3页）', '设备清单（隐去报价，4页）'],
        },
        partialGrounds: [
          {
            outcome: 'not_public.third_party_rights',
            withheld: '设备报价',
            reason: '第三方不同意公开，公开会损害其在招标中的竞争地位',
            grounds: {
              third_party: '某某化工有限公司',
              interest: 'trade_secret',
              consulted_on: '2024-01-08',
              consultation_result: '第三方不同意公开设备报价，理由合理',
            },
          },
        ],
        files: ['severed_copies'],
      })
      .onDay(45)
      .archive(),
    tell([410, 'in_person', person, '赵申', 5, '某军民融合项目立项批复'])
      .inHand()
      .onDay(8)
      .reply({
        outcome: 'not_public.state_secret',
        subOutcome: null,
        grounds: {
          classification_level: 'confidential',
          classification_basis: '国防科技工业国家秘密范围的规定',
          secrecy_period: '10年',
        },
      }),
    tell([395, 'signed_mail', 'legal.research', '某某研究院', 6, '规模以上工业企业统计报表的单户数据'])
      .inHand()
      .onDay(10)
      .reply({
        outcome: 'not_public.law_forbidden',
        subOutcome: null,
        grounds: {
          law_kind: 'law',
          law_name: '中华人民共和国统计法',
          law_article: '第二十八条',
          reason: '属于能够识别或者推断单个统计调查对象身份的资料',
        },
        files: ['forbidding_law'],
      }),
    tell([380, 'internet', person, '孙申', 7, '民用爆炸物品仓库的位置和储量'])
      .inHand()
      .onDay(7)
      .reply({
        outcome: 'not_public.three_security_one_stability',
        subOutcome: null,
        grounds: {
          security_kind: 'public',
          reason: '公开后可能被用于危害公共安全的活动',
          assessment: '公安机关意见：位置、储量公开有安全风险',
        },
        files: ['adverse_effect'],
      }),
    tell([350, 'in_person', 'legal.business', '某某电气有限公司', 8, '某企业首台（套）装备申报书'])
      .inHand()
      .onDay(2)
      .letter({
        code: 'L06',
        fields: { interest: 'trade_secret' },
        party: thirdParty('某某重工有限公司', '首台（套）装备申报书'),
      })
      .onDay(3)
      .tellOfConsultation('L07')
      .onDay(11)
      .opinion('refuse_with_reason', '申报书载明未公开的技术参数', '属于商业秘密，理由合理')
      .onDay(16)
      .reply({
        outcome: 'not_public.third_party_rights',
        subOutcome: null,
        grounds: {
          third_party: '某某重工有限公司',
          interest: 'trade_secret',
          consulted_on: workingDayBefore(now, 348),
          consultation_result: '第三方不同意公开，并说明了合理理由',
          reason: '申报书载明未公开的技术参数，公开会损害其合法权益',
        },
      }),
    tell([330, 'plain_mail', person, '周申', 9, '本局工作人员年度考核结果'])
      .inHand()
      .onDay(9)
      .reply({
        outcome: 'not_public.internal_affairs',
        subOutcome: null,
        grounds: { internal_kind: 'personnel', reason: '属于人事管理方面的内部事务信息', ...MAY_REFUSE },
        files: KIND,
      }),
    tell([315, 'in_person', person, '吴申', 10, '产业集聚区规划调整的会议讨论记录'])
      .inHand()
      .onDay(14)
      .reply({
        outcome: 'not_public.process_info',
        subOutcome: null,
        grounds: { process_kind: 'discussion', reason: '属于决策前的讨论记录', ...MAY_REFUSE },
        files: KIND,
      }),
    tell([300, 'signed_mail', 'legal.legal_service', '某某律师事务所', 2, '某企业节能监察案卷'])
      .inHand()
      .onDay(11)
      .reply({
        outcome: 'not_public.enforcement_file',
        subOutcome: null,
        grounds: { file_number: '节监〔2024〕3号', reason: '属于行政执法案卷信息', ...MAY_REFUSE },
        files: KIND,
      }),
    tell([285, 'internet', person, '郑申', 11, '某公司的股权登记信息'])
      .inHand()
      .onDay(5)
      .reply({
        outcome: 'not_public.admin_query',
        subOutcome: null,
        grounds: {
          register_kind: '企业登记',
          law_name: '中华人民共和国市场主体登记管理条例',
          law_article: '第三十五条',
          where_to_go: '北关区市场监督管理局登记窗口',
        },
        files: ['special_access_law'],
      }),
    tell([270, 'in_person', person, '王申', 12, '2019年以前散煤治理补助发放清册'])
      .inHand()
      .onDay(4)
      .search('散煤 补助 清册', '本局档案室、财务系统')
      .onDay(10)
      .reply({
        outcome: 'unavailable.not_held',
        subOutcome: 'does_not_exist',
        grounds: {
          search_words: '散煤、补助、清册',
          searched_on: workingDayBefore(now, 266),
          search_method: '系统检索和查阅案卷目录',
          search_places: '本局档案室、财务系统',
        },
      }),
    tell([255, 'internet', person, '冯申', 13, '全区农村危房改造名单'], { delivery: 'mail' })
      .inHand()
      .onDay(4)
      .reply({
        outcome: 'unavailable.not_held',
        subOutcome: 'not_responsible',
        grounds: {
          not_responsible_reason: '农村危房改造由住房和城乡建设部门负责，本机关没有制作或者获取该信息',
          maker_organ: '安阳市北关区住房和城乡建设局',
          maker_contact: '0372-0000009',
        },
      }),
    tell([240, 'signed_mail', 'legal.research', '某某大学研究所', 14, '近十年工业企业用能与产值的对比分析'])
      .inHand()
      .onDay(13)
      .reply({
        outcome: 'unavailable.needs_creation',
        subOutcome: null,
        grounds: { reason: '现有信息没有该对比分析，需要对多个报表加工、汇总' },
        files: ['holdings_checked'],
      }),
    tell([225, 'in_person', person, '褚申', 15, '有关文件'])
      .inHand()
      .onDay(3)
      .letter({
        code: 'L02',
        fields: { deficiency: 'unclear', corrections: ['写明文件的名称、文号或者其他特征'] },
      })
      .onDay(9)
      .supplement('2020年左右的有关文件')
      .onDay(14)
      .reply({
        outcome: 'unavailable.unclear_after_supplement',
        subOutcome: null,
        grounds: { still_unclear: '仍未写明文件的名称、文号或者能够指向具体信息的特征' },
      }),
    tell([210, 'in_person', person, '卫申', 16, '要求查处某企业拖欠货款'])
      .inHand()
      .onDay(4)
      .reply({
        outcome: 'not_processed.petition_complaint',
        subOutcome: null,
        grounds: { petition_kind: 'complaint', petition_channel: '北关区清理拖欠企业账款工作专班' },
      }),
    tell([195, 'internet', person, '刘申', 1, '2023年度技术改造项目资金安排文件'])
      .inHand()
      .repeats(duplicated)
      .onDay(5)
      .reply({ outcome: 'not_processed.duplicate', subOutcome: null, grounds: {} }),
    tell([180, 'signed_mail', person, '蒋申', 17, '《安阳统计年鉴（2024）》'])
      .inHand()
      .onDay(4)
      .reply({
        outcome: 'not_processed.publication',
        subOutcome: null,
        grounds: {
          publication_name: '《安阳统计年鉴（2024）》',
          publication_way: '书店购买，或者到市图书馆查阅',
        },
      }),
    tell([165, 'internet', 'legal.other', '某某商会', 18, '2015年以来全部发文目录和正文'])
      .inHand()
      .onDay(3)
      .letter({
        code: 'L03',
        fields: {
          counted_from: workingDayBefore(now, 185),
          counted_to: workingDayBefore(now, 165),
          application_count: '46',
          reasons_due: workingDayBefore(now, 155),
        },
        answerBy: workingDayBefore(now, 155),
      })
      .onDay(9)
      .reasons('了解情况')
      .onDay(14)
      .reply({
        outcome: 'not_processed.excessive_repeated',
        subOutcome: null,
        grounds: { stated_reasons: '了解情况', why_unreasonable: '所述理由与申请的数量、频次不相称' },
      }),
    tell([150, 'in_person', person, '沈申', 19, '确认某批复真实有效并重新出具'])
      .inHand()
      .onDay(5)
      .reply({
        outcome: 'not_processed.confirm_or_reissue',
        subOutcome: null,
        grounds: {
          confirm_kind: 'reissue',
          obtained_when: '2024年5月',
          obtained_how: '本机关送达的批复原件',
        },
        files: ['obtained_before'],
      }),
    tell([140, 'plain_mail', person, '韩申', 20, '关于补贴的材料'])
      .inHand()
      .onDay(4)
      .letter({
        code: 'L02',
        fields: { deficiency: 'both', corrections: ['写明补贴的名称和年度', '补交身份证明'] },
      })
      .onDay(22)
      .overdue('supplement'),
    tell([125, 'internet', 'legal.business', '某某信息咨询有限公司', 21, '2021年以来全部项目验收资料'])
      .inHand()
      .onDay(5)
      .letter({
        code: 'L10',
        fields: {},
        fee: { scale: 'by_volume', pages: 480, reason: '一次申请提供材料数量明显超过合理范围' },
      })
      .onDay(30)
      .overdue('payment'),
    tell([110, 'in_person', person, '杨申', 22, '企业上规入统奖励名单']).inHand().onDay(3).withdraw(),
    tell([105, 'internet', person, '朱申', 23, '怎样办理技术改造备案'])
      .inHand()
      .onDay(3)
      .reply({
        outcome: 'other.misc',
        subOutcome: 'not_government_information',
        grounds: { not_application_kind: 'consultation', consult_contact: '企业服务股 0372-0000000' },
      }),
    tell([100, 'in_person', person, '秦申', 24, '企业名录'])
      .inHand()
      .onDay(4)
      .decide({
        outcome: 'other.misc',
        subOutcome: 'mistaken_submission',
        grounds: { note: '申请人电话说明系误提交，本应向示例局申请' },
      })
      .closeWithNote('经与申请人电话核实，确系误提交，同意结案。'),
    tell([90, 'internet', 'legal.public_welfare', '某某志愿服务中心', 25, '2025年度惠企政策兑现台账'])
      .inHand()
      .sameAs(sameAsked)
      .onDay(5)
      .reply({
        outcome: 'public',
        subOutcome: 'already_public',
        grounds: { public_ways: ['本机关网站“政府信息公开”栏目“惠企政策”'] },
        files: ['proof_of_publication'],
      }),
    // Answered late.
    tell([80, 'in_person', person, '尤申', 26, '北关区化工园区应急预案'])
      .inHand()
      .onDay(26)
      .reply({
        outcome: 'public',
        subOutcome: 'provided',
        grounds: { provision_form: '纸质复印件', enclosures: ['北关区化工园区应急预案（28页）'] },
        files: ['released_copies'],
      }),
    // Extended, then answered in time.
    tell([75, 'signed_mail', 'legal.legal_service', '某某律师事务所', 2, '2023年至2025年招商引资协议'])
      .inHand()
      .onDay(15)
      .letter({
        code: 'L04',
        fields: { extension_reason: '涉及协议较多，需要逐份核对保密条款' },
        workingDays: 15,
      })
      .onDay(33)
      .reply({
        outcome: 'public',
        subOutcome: 'where_when_told',
        grounds: {
          obtain_when: '工作日上午8:00至12:00',
          obtain_how: '到本机关办公室查阅',
          enclosures: ['2023年至2025年招商引资协议目录（2页）'],
        },
        files: ['released_copies'],
      }),
    // Paid, so that the period began anew.
    tell([70, 'in_person', 'legal.business', '某某工程咨询有限公司', 27, '2020年以来技术改造项目验收意见'])
      .inHand()
      .onDay(6)
      .letter({
        code: 'L10',
        fields: {},
        fee: { scale: 'by_volume', pages: 150, reason: '提供材料数量明显超过合理范围' },
      })
      .onDay(12)
      .pay()
      .onDay(25)
      .reply({
        outcome: 'public',
        subOutcome: 'provided',
        grounds: { provision_form: '纸质复印件', enclosures: ['技术改造项目验收意见（150页）'] },
        files: ['released_copies'],
      }),
    tell([60, 'in_person', person, '许申', 28, '更正本人企业法定代表人登记电话'], {
      kind: 'record_correction',
    })
      .inHand()
      .onDay(6)
      .reply({
        outcome: 'record_correction',
        subOutcome: 'corrected',
        grounds: { corrected_to: '联系电话已更正为申请人提供的号码' },
        files: ['correction_check'],
      }),
  ];
}

/** A company that is asked as third party. */
export function thirdParty(name: string, about: string) {
  return {
    kind: 'third_party',
    purpose: 'opinion',
    name,
    address: '安阳市北关区示例路88号',
    phone: '',
    about,
    interest: 'trade_secret',
    isPerson: false,
  } as const;
}
