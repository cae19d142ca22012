import { FINDING_KIND_NAMES, FINDING_SENTENCES, SEVERITY_NAMES } from '../messages';
import { FINDING_RULE_IDS, FINDING_RULES, isAdjustable } from '../rules/catalogue';
import { SEVERITIES } from '../types';
import type { DictionaryList, EntryField } from './types';

export const LIST_NAMES: Record<DictionaryList, string> = {
  corrections: '错别字',
  sensitiveTerms: '敏感词',
  protectedTerms: '规范名称',
  protectedNames: '受保护的姓名',
  commonWords: '常用词',
  settings: '规则开关',
};

/** What each list is for, above its entries. */
export const LIST_HINTS: Record<DictionaryList, string> = {
  corrections: '错误写法出现一次就提示一次，并给出正确写法。',
  sensitiveTerms: '出现这些词时提醒核对，并显示处理意见。',
  protectedTerms: '机构、文件等必须一字不差的名称；差一个字就提示。',
  protectedNames: '领导姓名、现任职务和排序。系统不带任何人的姓名，由本机关录入并及时更新。',
  commonWords: '常用的长词；稿件中出现只差一个字的写法时请人核对。',
  settings: '关闭或调轻标点、数字等体例规则。必须处理的规则（涉密、个人信息、规范名称等）不能关闭。',
};

const SEVERITY_CHOICES = SEVERITIES.map((severity) => [severity, SEVERITY_NAMES[severity]] as const);
const SEVERITY: EntryField = {
  name: 'severity',
  label: '处理要求',
  isRequired: true,
  choices: SEVERITY_CHOICES,
};
const EXCEPT: EntryField = {
  name: 'except',
  label: '例外',
  hint: '这些词里出现时不提示。多个之间用空格隔开。',
};

/** A rule of form in words: what it is about, and its sentence with an ellipsis for the words of the text. */
export function ruleWords(rule: string): string {
  if (!isAdjustable(rule)) return rule;
  const sentence = FINDING_SENTENCES[rule].replace(/\{\w+\}/g, '…');
  return `${FINDING_KIND_NAMES[FINDING_RULES[rule].kind]}：${sentence}`;
}

/** The fields of each list, in the order of the form and of the table. */
export const ENTRY_FIELDS: Record<DictionaryList, readonly EntryField[]> = {
  corrections: [
    { name: 'wrong', label: '错误写法', isRequired: true },
    { name: 'right', label: '正确写法', isRequired: true },
    EXCEPT,
  ],
  sensitiveTerms: [
    { name: 'term', label: '词语', isRequired: true },
    SEVERITY,
    {
      name: 'advice',
      label: '处理意见',
      isRequired: true,
      hint: '写给拟稿人和审核人看，如“请确认不是内部文件”。',
    },
    EXCEPT,
  ],
  protectedTerms: [
    { name: 'term', label: '规范名称', isRequired: true },
    SEVERITY,
    {
      name: 'near',
      label: '相近而正确的词',
      hint: '这些词与规范名称相近，但本身没有错。多个之间用空格隔开。',
    },
  ],
  protectedNames: [
    { name: 'name', label: '姓名', isRequired: true },
    { name: 'posts', label: '现任职务', hint: '多个职务之间用空格隔开。' },
    { name: 'order', label: '次序', hint: '数字小的排在前面；不参加排序的不填。' },
  ],
  commonWords: [{ name: 'word', label: '常用词', isRequired: true }],
  settings: [
    {
      name: 'rule',
      label: '规则',
      isRequired: true,
      choices: FINDING_RULE_IDS.filter(isAdjustable).map((rule) => [rule, ruleWords(rule)] as const),
    },
    {
      name: 'isOff',
      label: '是否使用',
      isRequired: true,
      choices: [
        ['false', '使用'],
        ['true', '关闭'],
      ],
    },
    {
      name: 'severity',
      label: '处理要求',
      choices: [
        ['', '不改变'],
        ['warning', SEVERITY_NAMES.warning],
        ['hint', SEVERITY_NAMES.hint],
      ],
    },
  ],
};

/** Sentences about a table that is taken in. */
export const TABLE_SENTENCES = {
  table_empty: '文件里没有内容。',
  table_header: '第一行应当是表头：{headers}。请用“导出”得到的表格填写。',
  table_line: '第{line}行：{message}',
  table_repeated: '“{word}”在第{line}行已经出现过。',
  table_choice: '“{label}”应填：{choices}。',
  table_unread: '这不是能够读取的表格，请另存为 CSV 后再导入。',
} as const;
