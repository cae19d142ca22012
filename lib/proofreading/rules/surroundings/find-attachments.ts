import type { PlacedHit, ProofreadingInput, ProofText } from '../../types';
import { halfWidth } from '../text/characters';
import { matchesOf } from '../text/matches';

type Rule =
  | 'attachment_missing'
  | 'attachment_count_differs'
  | 'attachment_unlisted'
  | 'attachment_type_differs'
  | 'attachment_name_vague';

const VAGUE =
  /^(?:新建|未命名|无标题|副本|复件|文档|附件|文件|扫描件?|document|untitled|file|img|scan|doc)?[\s_\-()（）.\d]*(?:microsoft\s*\S*\s*文[档件]|文本文档|工作表|的副本)?[\s_\-()（）.\d]*$|最终版|终稿|定稿\d*$|修改稿|改\d+$|- ?副本|^[\da-f]{8,}$/i;
const MENTION =
  /(?:详?见|参见|具体(?:情况|项目|内容|要求)?(?:详)?见|名单|清单)附件|^[\s\u3000]*附\s*件\s*\d*\s*[:：]/;
/** A list of attachments under a text: 附件：1.甲 2.乙, or one without a number. */
const LIST = /^[\s\u3000]*附\s*件\s*[:：]\s*(.+)$/;
const ITEM = /(?:^|[\s\u3000])(\d{1,2})\s*[.．、]\s*([^\d\s][^\n]*?)(?=[\s\u3000]+\d{1,2}\s*[.．、]|$)/g;

/** The letters of a title alone, for comparing it with the name of a file. */
function bare(title: string): string {
  return halfWidth(title)
    .replace(/\.[a-z0-9]{2,5}$/i, '')
    .replace(/^\s*(?:附件)?\s*\d*\s*[.．、:：_\-—]*/, '')
    .replace(/[^\u4e00-\u9fffA-Za-z0-9]/g, '');
}

/** Attachments against the text that names them, their names, and their types. */
export function findAttachments({ texts, facts }: ProofreadingInput): PlacedHit<Rule>[] {
  const listed = facts.attachments.filter((one) => !one.isInline);
  const names = facts.attachments.flatMap((one): PlacedHit<Rule>[] => {
    const place = { path: one.path, line: 0, from: 0, to: one.name.length };
    const stem = one.name.replace(/\.[A-Za-z0-9]{1,5}$/, '');
    return [
      ...(one.expectedMediaType !== one.mediaType
        ? [{ rule: 'attachment_type_differs' as const, ...place }]
        : []),
      ...(!one.isInline && VAGUE.test(stem.trim())
        ? [{ rule: 'attachment_name_vague' as const, ...place }]
        : []),
    ];
  });
  const prose = texts.filter((text) => text.kind === 'prose');
  return [
    ...names,
    ...prose.flatMap((text) =>
      compareList(
        text,
        listed.map((one) => bare(one.name)),
      ),
    ),
  ];
}

function compareList(text: ProofText, names: readonly string[]): PlacedHit<Rule>[] {
  const place = (line: number, from: number, to: number) => ({ path: text.path, line, from, to });
  const mention = text.lines.flatMap(({ text: line }, at) => {
    const match = MENTION.exec(line);
    const from = match ? match.index + match[0].indexOf('附') : 0;
    return match ? [{ at, from, to: match.index + match[0].trimEnd().length }] : [];
  })[0];
  if (names.length === 0) {
    return mention ? [{ rule: 'attachment_missing', ...place(mention.at, mention.from, mention.to) }] : [];
  }
  const at = text.lines.findIndex(({ text: line }) => LIST.test(line));
  const line = text.lines[at]?.text ?? '';
  const items = matchesOf(
    ITEM,
    line.replace(/^([\s\u3000]*附\s*件\s*[:：])/, (head) => ' '.repeat(head.length)),
  );
  const own = LIST.exec(line)?.[1]?.trim() ?? '';
  const titles =
    items.length > 0
      ? items.map(({ to, groups }) => ({ title: groups[1]?.trim() ?? '', to }))
      : own === ''
        ? []
        : [{ title: own, to: line.trimEnd().length }];
  const first = titles[0];
  if (!first) return [];
  // Items on lines of their own follow the first; their number is not known for certain.
  const isOneLine = items.length > 1 || !/^[\s\u3000]*\d{1,2}\s*[.．、]/.test(text.lines[at + 1]?.text ?? '');
  const facts = { found: String(titles.length), expected: String(names.length) };
  const listPlace = place(at, line.indexOf('附'), line.trimEnd().length);
  return [
    ...(isOneLine && titles.length > names.length
      ? [{ rule: 'attachment_count_differs' as const, ...listPlace, facts }]
      : []),
    ...titles.flatMap(({ title, to }) => {
      const wanted = bare(title);
      const isThere =
        wanted.length < 4 || names.some((name) => name.includes(wanted) || wanted.includes(name));
      const from = line.indexOf(title, Math.max(0, to - title.length - 2));
      return isThere || from < 0
        ? []
        : [{ rule: 'attachment_unlisted' as const, ...place(at, from, from + title.length) }];
    }),
  ];
}
