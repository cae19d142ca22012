import type { IntakeTerms } from '@/lib/applications/types/intake';
import { columnTree } from '@/lib/disclosure/public-site/rules/column-tree';
import type { PublicColumn, PublicItem, SiteContext } from '@/lib/disclosure/public-site/types';
import { emptyContent } from '@/lib/disclosure/rules/content';
import type { ItemContent, ItemKind } from '@/lib/disclosure/types';

/** What an organ has announced where it has set nothing. */
export const INTAKE_TERMS: IntakeTerms = { autoOnSubmit: false, contactWorkingDays: 1, contactHint: '' };

const ORGAN = '安阳市北关区工业和信息化局';

function column(id: string, slug: string, name: string, changes: Partial<PublicColumn> = {}): PublicColumn {
  return {
    id,
    parentId: null,
    slug,
    name,
    columnType: name,
    description: `本机关的${name}。`,
    keywords: name,
    layout: 'list',
    position: Number(id),
    ...changes,
  };
}

/** A small site for pure pages: news, notices, the disclosure platform and a group. */
export const SITE_COLUMNS: readonly PublicColumn[] = [
  column('1', 'news', '工作动态'),
  column('2', 'notices', '通知公告'),
  column('3', 'disclosure', '政府信息公开', { layout: 'group' }),
  column('4', 'guide', '政府信息公开指南', { parentId: '3' }),
  column('5', 'rules', '政府信息公开制度', { parentId: '3' }),
  column('6', 'statutory', '法定主动公开内容', { parentId: '3', layout: 'group' }),
  column('7', 'statutory-1', '第二十条第（一）项', { parentId: '6' }),
  column('8', 'annual-reports', '政府信息公开年报', { parentId: '3' }),
  column('9', 'apply', '依申请公开', { parentId: '3', layout: 'entry' }),
  column('10', 'topics', '专题', { layout: 'group' }),
  column('11', 'relief', '助企纾困', { parentId: '10' }),
  column('12', 'issues', '问题反馈', { layout: 'entry' }),
];

/** What the pages of one request have in common. */
export function siteContext(changes: Partial<SiteContext> = {}): SiteContext {
  return {
    site: {
      organId: '00000000-0000-0000-0000-000000000001',
      name: ORGAN,
      shortName: '北关区工信局',
      siteIdCode: '4105030000',
      host: 'bgq.example.invalid',
      address: '示例路1号',
      postcode: '455000',
      phone: '0372-0000000',
      fax: '0372-0000001',
      email: 'gongkai@example.invalid',
      officeHours: '周一至周五',
      reconsiderationOrgan: '安阳市北关区人民政府',
      court: '安阳市北关区人民法院',
      statutoryNotApplicable: [],
      isDemo: false,
    },
    columns: columnTree(SITE_COLUMNS),
    basePath: '',
    isElder: false,
    origin: 'https://bgq.example.invalid',
    stylesheet: '/assets/site.css?v=0123456789ab',
    ...changes,
  };
}

/** A published item as the public queries give it. */
export function publicItem(
  kind: ItemKind = 'notice',
  content: Partial<ItemContent> = {},
  changes: Partial<PublicItem> = {},
): PublicItem {
  const title = content.title ?? '关于测试的通知';
  return {
    id: 'abcdefghij',
    indexNo: '114105030000000000/2024-00001',
    kind,
    title,
    content: {
      ...emptyContent(kind, { name: ORGAN }, null),
      title,
      body: { type: 'doc', content: [{ type: 'paragraph', content: [{ type: 'text', text: '正文。' }] }] },
      formed_at: '2024-01-12',
      columns: ['2'],
      ...content,
    },
    firstPublishedAt: new Date('2024-01-18T02:05:00Z'),
    lastPublishedAt: new Date('2024-01-18T02:05:00Z'),
    publications: 1,
    isArchived: false,
    reportYear: content.report?.year ?? null,
    events: [],
    related: [],
    reviewers: [],
    ...changes,
  };
}
