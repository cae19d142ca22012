import type { CaseStory } from '../case-story';
import type { DemoOrgan } from '../story';
import { teller, thirdParty } from './applications-answered';

/** Applications on their way: one in each state, and the clocks that are worth a look. */
export function openApplications(organ: DemoOrgan, now: Date): CaseStory[] {
  const tell = teller(organ, now);
  const person = 'natural_person' as const;
  return [
    tell([1, 'plain_mail', person, '何申', 40, '2025年中小企业发展专项资金公示']).arrive(),
    tell([12, 'internet', person, '吕申', 41, '园区停车收费标准'])
      .arrive()
      .onDay(2)
      .tryToReach()
      .onDay(5)
      .tryToReach()
      .onDay(8)
      .giveUp(),
    tell([2, 'fax', 'legal.business', '某某新材料有限公司', 42, '绿色工厂评审意见'])
      .arrive()
      .onDay(1)
      .confirm(),
    tell([2, 'in_person', person, '施申', 43, '本局2025年度部门预算执行情况']).arrive().register(),
    tell([4, 'signed_mail', 'legal.legal_service', '某某律师事务所', 2, '某地块工业用地准入意见']).inHand(),
    // 5 working days left, and 1.
    tell([16, 'in_person', person, '张申', 44, '2024年企业技术改造补助项目名单'])
      .inHand()
      .onDay(4)
      .search('技术改造 补助', '档案室', true),
    tell([19, 'internet', person, '孔申', 45, '工业固体废物综合利用评价结果']).inHand(),
    // Overdue.
    tell([
      27,
      'in_person',
      'legal.public_welfare',
      '某某环保协会',
      46,
      '重点用能单位节能目标考核结果',
    ]).inHand(),
    // Two parties asked: a third party that has not answered, another organ that has.
    tell([13, 'in_person', 'legal.business', '某某装备有限公司', 47, '某产业园区联合验收材料'])
      .inHand()
      .onDay(3)
      .letter({
        code: 'L06',
        fields: { interest: 'trade_secret' },
        party: thirdParty('某某建设有限公司', '联合验收材料中的施工报价'),
      })
      .onDay(4)
      .letter({
        code: 'L08',
        fields: { concern: '系与贵机关共同制作', information_name: '某产业园区联合验收材料' },
        party: {
          kind: 'joint_maker',
          purpose: 'opinion',
          name: '安阳市北关区示例局',
          address: '安阳市北关区示例路3号',
          phone: '',
          about: '某产业园区联合验收材料',
          interest: '',
          isPerson: false,
        },
      })
      .onDay(5)
      .tellOfConsultation('L07')
      .onDay(9)
      .opinion('consent', '', '', -1),
    tell([18, 'signed_mail', 'legal.research', '某某研究院', 6, '近五年工业用水定额执行情况'])
      .inHand()
      .onDay(12)
      .letter({
        code: 'L04',
        fields: { extension_reason: '所需信息分散在多个年度的档案中，需要逐卷核对' },
        workingDays: 10,
      }),
    tell([9, 'in_person', person, '曹申', 48, '有关补贴的情况'])
      .inHand()
      .onDay(3)
      .letter({
        code: 'L02',
        fields: { deficiency: 'unclear', corrections: ['写明补贴的名称和年度', '写明所需信息的形式'] },
      })
      .onDay(5)
      .signedFor(),
    tell([11, 'internet', 'legal.business', '某某数据服务有限公司', 49, '2019年以来全部企业备案资料'])
      .inHand()
      .onDay(5)
      .letter({
        code: 'L10',
        fields: {},
        fee: { scale: 'by_volume', pages: 260, reason: '一次申请提供材料数量明显超过合理范围' },
      }),
    tell([10, 'in_person', person, '严申', 50, '2024年度工业企业亩均效益评价结果'])
      .inHand()
      .onDay(7)
      .decide({
        outcome: 'public',
        subOutcome: 'provided',
        grounds: { provision_form: '纸质复印件', enclosures: ['2024年度工业企业亩均效益评价结果（3页）'] },
        files: ['released_copies'],
      })
      .approve('disclosure_leader'),
    tell([14, 'signed_mail', person, '华申', 51, '某道路照明改造工程的批复'])
      .inHand()
      .onDay(9)
      .decide({
        outcome: 'unavailable.not_held',
        subOutcome: 'not_responsible',
        grounds: {
          not_responsible_reason: '该工程由城市管理部门负责，本机关没有制作或者获取该信息',
          maker_organ: '安阳市北关区城市管理局',
          maker_contact: '0372-0000008',
        },
      })
      .approve(),
    tell([8, 'internet', person, '金申', 52, '工业企业环保绩效分级名单'], { delivery: 'online' })
      .inHand()
      .onDay(5)
      .reply({
        outcome: 'unavailable.not_held',
        subOutcome: 'not_responsible',
        grounds: {
          not_responsible_reason: '环保绩效分级由生态环境部门负责，本机关没有制作或者获取该信息',
          maker_organ: '安阳市生态环境局北关分局',
          maker_contact: '0372-0000007',
        },
      }),
  ];
}
