import type { BlockNode } from '@/lib/disclosure/body/types';
import type { ItemContent } from '@/lib/disclosure/types';
import { civilDate, shanghaiInstant } from '@/lib/platform/dates';
import { weekdayBefore, yesterday } from '../calendar';
import { report2023 } from '../data';
import { makeBarChart, makePdf } from '../files';
import { type Cast, type DemoOrgan, Story, type StorySpec } from '../story';
import {
  bodyOf,
  bulletList,
  contentOf,
  demoText,
  heading,
  linkParagraph,
  paragraph,
  picture,
  table,
} from './contents';

const SHARED = {
  l2: 'wang',
  secrecy: 'zhou',
  l3: 'qian',
  disclosure_leader: 'zhao',
  head_of_organ: 'li',
  publisher: 'sun',
} as const;
/** Items of 工业运行股 and of 企业服务股. */
export const FENG: Cast = { ...SHARED, author: 'feng', l1: 'zheng' };
export const CHU: Cast = { ...SHARED, author: 'chu', l1: 'chen' };

type Short = Pick<StorySpec, 'kind' | 'columns'> & Partial<StorySpec>;

/** Begins a story of the bureau; class a, by 冯示, unless said otherwise. */
export function teller(organ: DemoOrgan) {
  return (begins: Date, key: string, spec: Short): Story =>
    new Story({
      organ,
      cast: FENG,
      contentClass: 'a',
      begins,
      content: () => contentOf(key),
      ...spec,
    });
}

/** The same content with one paragraph of the body in other words. */
export function reworded(content: ItemContent, from: string, to: string): ItemContent {
  const body = JSON.parse(JSON.stringify(content.body).replace(from, to)) as ItemContent['body'];
  if (JSON.stringify(body) === JSON.stringify(content.body)) throw new Error(`the text does not say ${from}`);
  return { ...content, body };
}

function withBlock(content: ItemContent, block: BlockNode): ItemContent {
  return { ...content, body: { ...content.body, content: [...content.body.content, block] } };
}

const SUMMER = '（6月1日至9月30日下午15:00–18:00）';

/** What has been public for longer: rules, guide, policies, the report for 2023 with its 专题 items. */
export function pastItems(organ: DemoOrgan, now: Date): Story[] {
  const tell = teller(organ);
  const on = (date: string) => shanghaiInstant(date, '09:10');
  const attached = (name: string, ...lines: string[]) => ({
    name,
    bytes: makePdf([...lines, '（演示数据）']),
    inline: false,
  });

  const leadingGroup = demoText('leading_group');
  const duties = demoText('leading_group_article').text.filter((line) => /^\d\./.test(line));

  const normative = tell(on('2024-06-14'), 'normative', {
    kind: 'policy_document',
    contentClass: 'b',
    columns: ['policies', 'statutory-1'],
    cast: CHU,
    content: () => ({
      ...contentOf('normative'),
      is_normative: true,
      needs_interpretation: true,
      keywords: ['技术改造', '奖补'],
    }),
  });
  const interpretation = tell(on('2024-06-14'), 'interpretation', {
    kind: 'policy_interpretation',
    contentClass: 'b',
    columns: ['interpretation', 'enterprise-policies'],
    cast: CHU,
    content: () => ({ ...contentOf('interpretation'), formed_at: '2024-06-14' }),
  });
  const itself = '《北关区支持工业企业技术改造若干措施》';
  normative
    .edit((content) =>
      withBlock(content, linkParagraph('相关解读：', `${itself}政策解读`, `/items/${interpretation.itemId}`)),
    )
    .throughToPublic();
  interpretation
    .edit((content) => withBlock(content, linkParagraph('解读文件：', itself, `/items/${normative.itemId}`)))
    .throughToPublic();
  normative.explainedBy(interpretation, 'chu');

  return [
    tell(on('2023-02-06'), 'report_format', {
      kind: 'disclosure_rules',
      columns: ['rules'],
    }).throughToPublic(),
    tell(on('2023-02-10'), 'profile', { kind: 'organ_profile', columns: ['statutory-2'] })
      .throughToPublic()
      .correct(on('2024-05-28'), (content) => reworded(content, '14:30–17:30，', `14:30–17:30${SUMMER}，`), {
        kind: 'factual',
        note: `办公时间“14:30–17:30”更正为“14:30–17:30${SUMMER}”。`,
      })
      .throughToPublic(),
    tell(on('2023-02-15'), 'leading_group', {
      kind: 'organ_profile',
      columns: ['statutory-2', 'rules'],
      content: () => ({
        ...contentOf('leading_group'),
        body: bodyOf([
          ...leadingGroup.text,
          '三、领导小组主要职责',
          ...duties.slice(0, 2),
          '四、办公室主要职责',
          ...duties.slice(2),
        ]),
      }),
    }).throughToPublic(),
    tell(on('2023-02-20'), 'guide', { kind: 'disclosure_guide', columns: ['guide'] })
      .throughToPublic()
      // A correction somebody has begun and not yet submitted: the public text stays.
      .correct(
        shanghaiInstant(weekdayBefore(now, 2), '10:20'),
        (content) => reworded(content, '14:30–17:30，', `14:30–17:30${SUMMER}，`),
        { kind: 'factual', note: `受理时间“14:30–17:30”更正为“14:30–17:30${SUMMER}”。` },
      ),
    tell(on('2023-03-07'), 'fee_deferral', {
      kind: 'enterprise_policy',
      columns: ['six-stabilities', 'enterprise-policies'],
      cast: CHU,
      files: [
        attached(
          '涉及企业、个体工商户行政事业性收费缓缴清单.pdf',
          '涉及企业、个体工商户行政事业性收费缓缴清单',
        ),
      ],
    }).throughToPublic(),
    tell(on('2023-04-06'), 'secrecy_rules', {
      kind: 'disclosure_rules',
      columns: ['rules'],
    }).throughToPublic(),
    tell(on('2023-04-06'), 'three_reviews', {
      kind: 'disclosure_rules',
      columns: ['rules'],
    }).throughToPublic(),
    tell(on('2023-05-10'), 'ten_measures', {
      kind: 'enterprise_news',
      columns: ['enterprise-relief', 'enterprise-news'],
      cast: CHU,
      content: () => ({
        ...contentOf('ten_measures'),
        reprint: {
          source_name: '中国网',
          source_url: 'https://news.example.invalid/2019-12/10/content-60.html',
          original_date: '2019-12-10',
          cuts: '删去文末的联系方式。',
        },
      }),
    }).throughToPublic(),
    tell(on('2023-05-18'), 'event_organiser', { kind: 'notice', columns: ['notices'] })
      .throughToPublic()
      .visibility('hide', shanghaiInstant('2023-06-01', '10:05'), 'sun', '活动取消，页面内容已不准确。')
      .visibility('withdraw_item', shanghaiInstant('2023-06-01', '15:40'), 'qian', '活动取消，确认撤回。'),
    tell(on('2023-06-08'), 'listing_reserve', {
      kind: 'enterprise_news',
      columns: ['enterprise-relief', 'enterprise-news'],
      cast: CHU,
      files: [attached('2022年度首批区重点上市后备企业名单.pdf', '2022年度首批区重点上市后备企业名单')],
    }).throughToPublic(),
    tell(on('2023-09-12'), 'kaifeng_plan', {
      kind: 'policy_document',
      contentClass: 'b',
      columns: ['policies'],
      content: () => ({ ...contentOf('kaifeng_plan'), genre: '通知' }),
    })
      .throughToPublic()
      .validity(
        on('2025-01-08'),
        { enters: 'feng', confirms: 'qian' },
        {
          state: 'repealed',
          fromDate: '2025-01-01',
          actTitle: '关于公布行政规范性文件清理结果的决定',
          actNo: '示例〔2024〕9号',
          actId: null,
          validUntil: null,
          successorId: null,
          note: '',
        },
      ),
    tell(on('2023-10-30'), 'shell_companies', {
      kind: 'notice',
      columns: ['market-entities', 'notices'],
      cast: CHU,
    }).throughToPublic(),
    tell(on('2023-11-08'), 'interpretation_rules', {
      kind: 'disclosure_rules',
      columns: ['rules'],
    }).throughToPublic(),
    tell(on('2024-01-15'), 'report', {
      kind: 'annual_report',
      contentClass: 'b',
      columns: ['annual-reports'],
      reportYear: 2023,
      content: () => report2023(),
    }).throughToPublic(),
    normative,
    interpretation,
    // Out of force since today.
    tell(on('2024-09-10'), 'listing_award_guide', {
      kind: 'policy_document',
      contentClass: 'b',
      columns: ['policies', 'enterprise-policies'],
      cast: CHU,
      content: () => ({
        ...contentOf('listing_award_guide'),
        genre: '通知',
        effective_from: '2022-06-30',
        expires_at: yesterday(now),
      }),
    }).throughToPublic(),
    tell(on('2025-02-11'), 'budget', {
      kind: 'statutory_content',
      contentClass: 'b',
      columns: ['statutory-7'],
      content: () => ({
        ...contentOf(
          'budget',
          table(
            ['项目', '2025年预算', '占比'],
            ['工资福利支出', '352.60', '72.5%'],
            ['商品和服务支出', '86.40', '17.8%'],
            ['对个人和家庭的补助', '12.20', '2.5%'],
            ['项目支出', '35.00', '7.2%'],
            ['合计', '486.20', '100.0%'],
          ),
          heading('四、名词解释'),
          bulletList(
            '基本支出：为保障机构正常运转、完成日常工作任务而发生的人员支出和公用支出。',
            '项目支出：在基本支出之外为完成特定任务发生的支出。',
            '“三公”经费：因公出国（境）费、公务用车购置及运行费和公务接待费。',
          ),
        ),
      }),
    }).throughToPublic(),
    tell(on('2025-03-04'), 'fees', { kind: 'statutory_content', columns: ['statutory-8'] }).throughToPublic(),
    tell(on('2025-04-16'), 'clarification', {
      kind: 'clarification',
      contentClass: 'c',
      columns: ['notices'],
      cast: CHU,
    }).throughToPublic(),
    tell(on('2025-09-15'), 'linjiang_interpretation', {
      kind: 'policy_interpretation',
      contentClass: 'b',
      columns: ['interpretation'],
      cast: CHU,
    }).throughToPublic(),
    tell(on('2025-10-27'), 'statistics', {
      kind: 'statutory_content',
      contentClass: 'b',
      columns: ['statutory-4'],
      files: [{ name: '增速.png', bytes: makeBarChart([0.52, 0.61, 0.58]), inline: true }],
      content: (files) => ({
        ...contentOf(
          'statistics',
          table(
            ['指标', '单位', '前三季度', '同比增长（%）'],
            ['规模以上工业增加值', '—', '—', '6.1'],
            ['规模以上工业营业收入', '亿元', '58.30', '5.2'],
            ['工业投资', '亿元', '12.46', '5.8'],
          ),
          picture(files, '柱状图：工业营业收入、增加值、投资增速分别为5.2%、6.1%、5.8%'),
          paragraph('注：规模以上工业统计范围为年主营业务收入2000万元及以上的工业企业。'),
        ),
        attachments: [...files],
      }),
    }).throughToPublic(),
  ];
}

/** What has become public in the last days, so that no column is out of date, and one that was hidden again. */
export function recentItems(organ: DemoOrgan, now: Date): Story[] {
  const tell = teller(organ);
  const ago = (days: number) => shanghaiInstant(weekdayBefore(now, days), '09:05');
  return [
    tell(ago(12), 'training', { kind: 'news', columns: ['news'] }).throughToPublic(),
    tell(ago(10), 'disability_fund', { kind: 'notice', columns: ['notices'] })
      .throughToPublic()
      .visibility(
        'hide',
        shanghaiInstant(weekdayBefore(now, 1), '16:10'),
        'zheng',
        '成文日期与正文落款不一致，先隐藏，待核实。',
      ),
    tell(ago(9), 'specialised_selection', {
      kind: 'notice',
      columns: ['notices'],
      cast: CHU,
    }).throughToPublic(),
    tell(ago(8), 'upgrade_questions', {
      kind: 'enterprise_news',
      columns: ['enterprise-news'],
      cast: CHU,
    }).throughToPublic(),
    tell(ago(7), 'openness_meeting', { kind: 'news', columns: ['news'] }).throughToPublic(),
    tell(ago(6), 'summer_visit', {
      kind: 'news',
      columns: ['news', 'enterprise-news'],
      cast: CHU,
      files: [
        { name: '问题分类.png', bytes: makeBarChart([0.8, 0.55, 0.35, 0.2]), inline: true },
        {
          name: '企业问题收集表.pdf',
          bytes: makePdf(['企业问题收集表', '企业名称：', '问题描述：', '（演示数据）']),
          inline: false,
        },
      ],
      content: (files) => ({
        ...contentOf(
          'summer_visit',
          picture(files, '柱状图：用工、融资、技术改造、其他四类问题依次减少'),
          paragraph(`走访情况截至${civilDate(ago(6)).replaceAll('-', '.')}。`),
        ),
        attachments: [...files],
      }),
    }).throughToPublic(),
  ];
}
