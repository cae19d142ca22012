import type { ColumnNode } from '../types';
import { findColumn } from './column-tree';

/** A fixed block of the disclosure platform. */
export type DisclosureBlock = {
  slug: string;
  /** Name as the platform rules give it; on narrow screens and beside each other the short one. */
  name: string;
  shortName: string;
  columnType: string;
  description: string;
};

/** The five blocks of 政府信息公开, in the order of 国办公开办函〔2019〕61号. @rule PF-5 */
export const DISCLOSURE_BLOCKS: readonly DisclosureBlock[] = [
  {
    slug: 'guide',
    name: '政府信息公开指南',
    shortName: '指南',
    columnType: '信息公开指南',
    description: '政府信息的分类、编排体系和获取方式，政府信息公开工作机构的联系方式。',
  },
  {
    slug: 'rules',
    name: '政府信息公开制度',
    shortName: '制度',
    columnType: '政策文件',
    description: '政府信息公开的法律法规和本机关的有关制度。',
  },
  {
    slug: 'statutory',
    name: '法定主动公开内容',
    shortName: '法定主动公开内容',
    columnType: '信息公开目录',
    description: '按《中华人民共和国政府信息公开条例》第二十条各项列出的主动公开内容。',
  },
  {
    slug: 'annual-reports',
    name: '政府信息公开年报',
    shortName: '年报',
    columnType: '信息公开年报',
    description: '历年政府信息公开工作年度报告。',
  },
  {
    slug: 'apply',
    name: '依申请公开',
    shortName: '依申请公开',
    columnType: '依申请公开',
    description: '向本机关申请公开政府信息的方式、需要写明的内容和答复期限。',
  },
];

/** The platform itself: its unified name. @rule PF-4 */
export const DISCLOSURE_PLATFORM: DisclosureBlock = {
  slug: 'disclosure',
  name: '政府信息公开',
  shortName: '政府信息公开',
  columnType: '信息公开目录',
  description: '政府信息公开指南、政府信息公开制度、法定主动公开内容、政府信息公开年报和依申请公开。',
};

/** What 第二十条 lists, by number, in its words. @law 条例20 */
export const STATUTORY_ITEMS: readonly string[] = [
  '行政法规、规章和规范性文件',
  '机关职能、机构设置、办公地址、办公时间、联系方式、负责人姓名',
  '国民经济和社会发展规划、专项规划、区域规划及相关政策',
  '国民经济和社会发展统计信息',
  '办理行政许可和其他对外管理服务事项的依据、条件、程序以及办理结果',
  '实施行政处罚、行政强制的依据、条件、程序以及本行政机关认为具有一定社会影响的行政处罚决定',
  '财政预算、决算信息',
  '行政事业性收费项目及其依据、标准',
  '政府集中采购项目的目录、标准及实施情况',
  '重大建设项目的批准和实施情况',
  '扶贫、教育、医疗、社会保障、促进就业等方面的政策、措施及其实施情况',
  '突发公共事件的应急预案、预警信息及应对情况',
  '环境保护、公共卫生、安全生产、食品药品、产品质量的监督检查情况',
  '公务员招考的职位、名额、报考条件等事项以及录用结果',
  '法律、法规、规章和国家有关规定规定应当主动公开的其他政府信息',
];

/**
 * The numbers of Art. 20 (1–15) that an organ's setting `statutory_not_applicable` names as `art20.1` … `art20.15`.
 * What can't be read names none: that something does not exist is said only where a person decided so.
 *
 * @rule REG-20-1
 */
export function numbersNotApplicable(setting: unknown): number[] {
  if (!Array.isArray(setting)) return [];
  const numbers = setting.flatMap((item) => {
    const match = typeof item === 'string' ? /^art20\.(1[0-5]|[1-9])$/.exec(item) : null;
    return match ? [Number(match[1])] : [];
  });
  return [...new Set(numbers)].sort((a, b) => a - b);
}

/**
 * What stands at a number of Art. 20 under which nothing is public: the statement of the organ where it has made one,
 * else only what can be seen.
 *
 * @rule REG-20-1 @rule PF-7
 */
export function whenNothingIsListed(number: number, notApplicable: readonly number[]): string {
  return notApplicable.includes(number) ? '本机关无此类信息' : '暂无公开的信息';
}

const NUMERALS = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十'];

/** 一 … 十五 */
export function chineseNumber(number: number): string {
  return number <= 10 ? (NUMERALS[number - 1] ?? '') : `十${NUMERALS[number - 11] ?? ''}`;
}

/** The block a page belongs to, with the words of the organ's own column where it has one. */
export function blockColumn(
  tree: readonly ColumnNode[],
  block: DisclosureBlock,
): Pick<ColumnNode, 'slug' | 'name' | 'columnType' | 'description' | 'keywords'> {
  const column = findColumn(tree, block.slug);
  return {
    slug: block.slug,
    name: block.name,
    columnType: column?.columnType || block.columnType,
    description: column?.description || block.description,
    keywords: column?.keywords || block.name,
  };
}
