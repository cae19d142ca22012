import { LEGACY_OTHER_ROW, type Table3AnyRow } from '@/lib/annual-report/types';
import { approximate } from './approximate';
import { normalise } from './source';
import type { WordChar } from './stream';

/**
 * A label of table three as it is looked for: its number, the words that must be there, the words that may follow.
 * Punctuation, blanks and quotes are not compared.
 */
type RowLabel = {
  readonly key: Table3AnyRow;
  readonly number: string;
  readonly core: string;
  readonly tail?: string;
  /** The words alone are too common to name the row. */
  readonly needsNumber?: boolean;
};

const GIVEN_UP = '行政机关不再处理其政府信息公开申请';

/** Labels of both forms, in printed order; （六）其他处理 is a row of its own or the head of the three before it. */
export const ROW_LABELS: readonly RowLabel[] = [
  { key: 'received_new', number: '一', core: '本年新收政府信息公开申请数量' },
  { key: 'carried_in', number: '二', core: '上年结转政府信息公开申请数量' },
  { key: 'results.public', number: '一', core: '予以公开', needsNumber: true },
  {
    key: 'results.partial',
    number: '二',
    core: '部分公开',
    tail: '区分处理的只计这一情形不计其他情形',
    needsNumber: true,
  },
  { key: 'results.not_public.state_secret', number: '1', core: '属于国家秘密' },
  { key: 'results.not_public.law_forbidden', number: '2', core: '其他法律行政法规禁止公开' },
  { key: 'results.not_public.three_security_one_stability', number: '3', core: '危及三安全一稳定' },
  { key: 'results.not_public.third_party_rights', number: '4', core: '保护第三方合法权益' },
  { key: 'results.not_public.internal_affairs', number: '5', core: '属于三类内部事务信息' },
  { key: 'results.not_public.process_info', number: '6', core: '属于四类过程性信息' },
  { key: 'results.not_public.enforcement_file', number: '7', core: '属于行政执法案卷' },
  { key: 'results.not_public.admin_query', number: '8', core: '属于行政查询事项' },
  { key: 'results.unavailable.not_held', number: '1', core: '本机关不掌握相关政府信息' },
  { key: 'results.unavailable.needs_creation', number: '2', core: '没有现成信息需要另行制作' },
  { key: 'results.unavailable.unclear_after_supplement', number: '3', core: '补正后申请内容仍不明确' },
  { key: 'results.not_processed.petition_complaint', number: '1', core: '信访举报投诉类申请' },
  { key: 'results.not_processed.duplicate', number: '2', core: '重复申请' },
  { key: 'results.not_processed.publication', number: '3', core: '要求提供公开出版物' },
  { key: 'results.not_processed.excessive_repeated', number: '4', core: '无正当理由大量反复申请' },
  {
    key: 'results.not_processed.confirm_or_reissue',
    number: '5',
    core: '要求行政机关确认或重新出具已获取信息',
  },
  { key: LEGACY_OTHER_ROW, number: '六', core: '其他处理', needsNumber: true },
  {
    key: 'results.other.supplement_overdue',
    number: '1',
    core: '申请人无正当理由逾期不补正',
    tail: GIVEN_UP,
  },
  {
    key: 'results.other.fee_unpaid',
    number: '2',
    core: '申请人逾期未按收费通知要求缴纳费用',
    tail: GIVEN_UP,
  },
  { key: 'results.other.misc', number: '3', core: '其他', needsNumber: true },
  { key: 'results.total', number: '七', core: '总计', needsNumber: true },
  { key: 'carried_out', number: '四', core: '结转下年度继续办理' },
];

/** Place of a row among the labels. */
export function rowIndex(key: Table3AnyRow): number {
  return ROW_LABELS.findIndex((label) => label.key === key);
}

/** What may stand between the characters of a label. */
const BETWEEN = '["“”‘’\'()<>《》,，、。;；:：·.]*';
/** Share of a label that may differ, as letters lost, added or misread. */
const TOLERANCE = 0.3;

function escaped(ch: string): string {
  return ch.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

function pattern({ number, core, needsNumber }: RowLabel): RegExp {
  const mark = `(?:\\(${number}\\)|${number}[.、,)]|\\(?${number}\\)?)`;
  // Of 其他 and 其它 both are written.
  const words = [...core].map((ch) => (ch === '他' ? '[他它]' : escaped(ch))).join(BETWEEN);
  return new RegExp(`${mark}${needsNumber ? '' : '?'}${BETWEEN}${words}`, 'g');
}

const PATTERNS = ROW_LABELS.map((label) => ({ label, pattern: pattern(label) }));

/** Where a label stands in the stream, and the characters that belong to it. */
export type FoundLabel = {
  readonly key: Table3AnyRow;
  readonly from: number;
  readonly to: number;
  readonly chars: ReadonlySet<number>;
  /** The digit in front may belong to the figures before it instead. */
  readonly hasDoubtfulNumber: boolean;
};

/** All places where a row is named, in reading order. */
export function findLabels(words: readonly WordChar[]): FoundLabel[] {
  const text = words.map(({ ch }) => ch).join('');
  const found: FoundLabel[] = [];
  for (const { label, pattern: regexp } of PATTERNS) {
    for (const match of text.matchAll(regexp)) {
      found.push(toFound(label, words, text, match.index, match.index + match[0].length));
    }
  }
  return withoutOverlaps(found);
}

function toFound(
  label: RowLabel,
  words: readonly WordChar[],
  text: string,
  start: number,
  coreEnd: number,
): FoundLabel {
  const end = coreEnd + tailLength(text.slice(coreEnd), label.tail ?? '');
  const chars = new Set(words.slice(start, end).map(({ at }) => at));
  const isBare =
    /^\d$/.test(label.number) && text[start] === label.number && !/[.、,)]/.test(text[start + 1] ?? '');
  const before = words[start - 1];
  const isGlued = before !== undefined && /\d/.test(before.ch) && before.at === (words[start]?.at ?? 0) - 1;
  return {
    key: label.key,
    from: words[start]?.at ?? 0,
    to: (words[end - 1]?.at ?? 0) + 1,
    chars,
    hasDoubtfulNumber: isBare && isGlued,
  };
}

/** How much of what follows is the rest of the label. */
function tailLength(text: string, tail: string): number {
  if (tail === '') return 0;
  const allowed = new Set([...tail, ...'(),，、。；;:："']);
  let length = 0;
  let last = 0;
  for (const ch of text.slice(0, tail.length + 12)) {
    if (!allowed.has(ch)) break;
    length += 1;
    if (ch !== '(') last = length;
  }
  return last;
}

/** Of labels that share characters the longest stays: 重复申请 inside another is none. */
function withoutOverlaps(found: readonly FoundLabel[]): FoundLabel[] {
  const kept: FoundLabel[] = [];
  for (const one of [...found].sort((a, b) => b.chars.size - a.chars.size)) {
    if (!kept.some((other) => one.from < other.to && other.from < one.to)) kept.push(one);
  }
  return kept.sort((a, b) => a.from - b.from);
}

/** Looks for a row whose label has slips in it. */
export function findBlurred(words: readonly WordChar[], key: Table3AnyRow): FoundLabel | null {
  const label = ROW_LABELS.find((one) => one.key === key);
  // A short label with a slip is any word.
  if (!label || label.core.length < 6) return null;
  const text = words.map(({ ch }) => ch).join('');
  const hit = approximate(text, label.core, label.core.length * TOLERANCE);
  if (hit === null) return null;
  const mark = new RegExp(`(?:\\(${label.number}\\)|${label.number}[.、,)])$`).exec(text.slice(0, hit.from));
  return toFound(label, words, text, hit.from - (mark?.[0].length ?? 0), hit.to);
}

/**
 * The row a cell of a table names, or null; the whole cell is the label.
 *
 * @param hasFigures whether figures stand behind it: then even 总计 and 其他 name a row, whose number Word keeps apart
 */
export function labelOfCell(cell: string, hasFigures: boolean): Table3AnyRow | null {
  const text = normalise(cell).replace(/[\s"“”‘’'()<>《》,，、。;；:：·.]/g, '');
  if (text.length < 2 || text.length > 60) return null;
  let best: { key: Table3AnyRow; cost: number } | null = null;
  for (const label of ROW_LABELS) {
    const bare = text.startsWith(label.number) ? text.slice(label.number.length) : text;
    const isBare = label.needsNumber && bare === text && label.key !== 'results.partial';
    if (isBare && !hasFigures) continue;
    const whole = `${label.core}${label.tail ?? ''}`;
    const most = label.core.length < 6 && !label.tail ? 0 : TOLERANCE;
    const cost = Math.min(...[label.core, whole].map((words) => distance(bare, words) / words.length));
    if (cost <= most && (best === null || cost < best.cost)) best = { key: label.key, cost };
  }
  return best?.key ?? null;
}

/** Letters to change, add or take away between two texts. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (const [i, ch] of [...a].entries()) {
    const next = [i + 1];
    for (let j = 1; j <= b.length; j += 1) {
      const change = (row[j - 1] ?? 0) + (ch === b[j - 1] ? 0 : 1);
      next.push(Math.min(change, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
