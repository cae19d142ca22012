import { REPLY_STEP_NAMES } from '@/lib/approvals/types';
import { articleLabel } from '@/lib/letters/rules/articles';
import { LETTERS, letterName } from '@/lib/letters/rules/letter-table';
import { replyRoute } from '@/lib/letters/rules/reply-route';
import { SHIPPED_TEMPLATES } from '@/lib/letters/rules/templates/shipped';
import { LETTER_CODES, REMEDY_MODE_NAMES } from '@/lib/letters/types/letters';
import type { OutcomeRow } from '../types/outcomes';
import { OUTCOME_TABLE } from './outcome-table';
import { isRefusalGround } from './outcomes';

/*
 * docs/outcomes.md: the one table of outcomes and that of letters, printed for people who check them against the law.
 */

const NOTE = `# 处理结果和文书

承办人选定一种处理结果，依据、文书、救济告知、须备材料、须答事项和年度报告表三的格子随之确定。由 \`npm run outcomes\`
从总表（\`lib/applications/rules/outcome-table.ts\`）和文书表（\`lib/letters/rules/letter-table.ts\`）生成，不要在这里改；
与程序不一致时 \`tests/rules/applications/outcomes.test.ts\` 不通过。

- **部分公开**只计“部分公开”一格，不予公开的依据写在答复里，不另计数；其中有依据第十四至十六条的，救济告知用“部分”一种，
  没有的，可以复议也可以直接起诉。
- **复议前置**适用于2024年1月1日以后作出的行为；“不予公开”取窄义，即依据第十四至十六条（行政查询事项不在内）。
- 没有文书的结果以工作记录结案，由工作机构负责人办理。
- **文号**：机关代字＋类别字＋〔年〕＋序号＋号，在编号盖章时取得，每个机关、每年、每类一个不间断的序列；作废的号保留。
`;

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

function remedyOf({ outcome, letter }: OutcomeRow): string {
  if (letter === null) return '';
  if (outcome === 'partial') return REMEDY_MODE_NAMES.part;
  return REMEDY_MODE_NAMES[isRefusalGround(outcome) ? 'reconsideration_first' : LETTERS[letter].remedy];
}

function outcomeRows(): string[][] {
  return OUTCOME_TABLE.map((row) => [
    row.label,
    `\`${row.outcome}${row.subOutcome === null ? '' : `/${row.subOutcome}`}\``,
    row.articles.map(articleLabel).join('、'),
    row.letter === null ? '工作记录' : `${row.letter} ${LETTERS[row.letter].title}`,
    remedyOf(row),
    row.evidence.map((need) => need.label).join('；'),
    row.grounds.map((field) => `${field.label}${field.isOptional ? '（可不填）' : ''}`).join('；'),
    row.reportRow === null ? '不计入' : `\`${row.reportRow}\``,
  ]);
}

function letterRows(): string[][] {
  return LETTER_CODES.map((code) => {
    const { category, remedy } = LETTERS[code];
    const route = replyRoute(code, remedy).map(({ step }) => REPLY_STEP_NAMES[step]);
    const body = SHIPPED_TEMPLATES[code].blocks.flatMap((block) =>
      block.kind === 'text' ? [block.text] : [],
    );
    return [
      code,
      letterName(code),
      category,
      route.join(' → ') || '不需审批',
      REMEDY_MODE_NAMES[remedy],
      body.join('／'),
    ];
  });
}

/** The document as it must stand in docs/outcomes.md. */
export function renderOutcomes(): string {
  const outcomes = table(
    ['处理结果', '代码', '条例', '文书', '救济告知', '须备材料', '须答事项', '表三'],
    outcomeRows(),
  );
  const letters = table(
    ['代码', '文书', '类别字', '审批', '救济告知', '正文（花括号内为合并字段）'],
    letterRows(),
  );
  return `${NOTE}\n## 处理结果\n\n${outcomes}\n\n## 文书\n\n${letters}\n`;
}
