import { emptyContent } from '@/lib/disclosure/rules/content';
import { shanghaiInstant } from '@/lib/platform/dates';
import { morningAfter, weekdayBefore } from '../calendar';
import { type DemoOrgan, Story } from '../story';
import { bodyOf, bulletList, contentOf, demoText } from './contents';
import { CHU, FENG, teller } from './industry-bureau-public';

/** One item at each open step, and one in every other state a text can be in. */
export function itemsInHand(organ: DemoOrgan, now: Date): Story[] {
  const tell = teller(organ);
  const ago = (days: number) => shanghaiInstant(weekdayBefore(now, days), '08:50');
  return [
    tell(ago(1), 'township_rules', { kind: 'disclosure_rules', columns: ['rules'] }).submit(),
    tell(ago(3), 'bond_use', { kind: 'notice', columns: ['notices'] })
      .submit()
      .pass('l2'),
    tell(ago(3), 'accounting_check', { kind: 'notice', columns: ['notices'], cast: CHU })
      .submit()
      .pass('secrecy'),
    tell(ago(4), 'disclosure_office', { kind: 'organ_profile', columns: ['rules'] })
      .submit()
      .pass('l3'),
    tell(ago(4), 'skills', { kind: 'news', columns: ['news'], cast: CHU })
      .submit()
      .pass('l3')
      .giveBack('参训人员照片和名单请再作个人隐私审查。', 'step before'),
    tell(ago(5), 'sme_policy', {
      kind: 'policy_document',
      contentClass: 'b',
      columns: ['policies'],
      cast: CHU,
      content: () => ({ ...contentOf('sme_policy'), genre: '通知', doc_no: '' }),
    })
      .submit()
      .pass('sign_off'),
    tell(ago(5), 'power_rumour', { kind: 'clarification', contentClass: 'c', columns: ['notices'] })
      .submit()
      .pass('head_of_organ'),
    tell(ago(4), 'coordination_rules', { kind: 'disclosure_rules', columns: ['rules'] })
      .submit()
      .pass('l2')
      .giveBack('缺第一条至第十二条，请补全后重新提交。'),
    tell(ago(5), 'community_facilities', {
      kind: 'policy_document',
      contentClass: 'b',
      columns: ['policies'],
      content: () => ({ ...contentOf('community_facilities'), genre: '通知' }),
    })
      .submit()
      .pass('secrecy')
      .refer('涉及四家制发单位，能否全文转载，报请区保密行政管理部门确定。'),
    tell(ago(5), 'joint_meeting', { kind: 'disclosure_rules', columns: ['rules'] })
      .submit()
      .pass(),
    tell(ago(5), 'matchmaking', { kind: 'news', columns: ['news', 'enterprise-news'], cast: CHU })
      .submit()
      .pass()
      .schedule(morningAfter(now, 7)),
    tell(ago(3), 'apply_notice', {
      kind: 'notice',
      columns: ['notices', 'enterprise-policies'],
      cast: CHU,
      content: () => ({
        ...contentOf('apply_notice'),
        body: bodyOf(
          demoText('apply_notice').text.slice(0, -3),
          bulletList('项目申报表；', '设备发票复印件；', '项目竣工验收证明。'),
          ...bodyOf(demoText('apply_notice').text.slice(-3)).content,
        ),
      }),
    }),
    tell(ago(2), 'visit_draft', { kind: 'news', columns: ['news'], cast: CHU }),
    tell(ago(2), 'safety_draft', { kind: 'news', columns: [], cast: FENG }),
    tell(ago(6), 'openness_plan', { kind: 'notice', columns: ['notices'] }),
    tell(ago(8), 'training', {
      kind: 'news',
      columns: ['news'],
      content: () => ({ ...contentOf('training'), title: '政务公开和保密审查培训（重复录入）' }),
    }).cancel(),
    unfinishedReport(organ, ago(7)),
  ];
}

/** The report for 2024: begun, with figures and a section missing. */
function unfinishedReport(organ: DemoOrgan, begins: Date): Story {
  const empty = emptyContent('annual_report', organ, 2024).report;
  if (empty === null) throw new Error('a report without tables');
  const { table2, table3 } = empty.tables;
  return new Story({
    organ,
    cast: FENG,
    kind: 'annual_report',
    contentClass: 'b',
    columns: ['annual-reports'],
    reportYear: 2024,
    begins,
    content: () => ({
      report: {
        ...empty,
        tables: {
          ...empty.tables,
          table2: { ...table2, 'art20_1.normative_docs': { made: 1, repealed: 0, in_force: 1 } },
          table3: {
            ...table3,
            received_new: { ...table3.received_new, natural_person: 3, 'legal.business': 1, total: 3 },
            carried_in: { ...table3.carried_in, natural_person: 0, 'legal.business': 0, total: 0 },
          },
        },
        sections: {
          ...empty.sections,
          section_1: bodyOf(['（一）主动公开方面。2024年，我局制发行政规范性文件1件，并同步发布解读。']),
        },
      },
    }),
  });
}
