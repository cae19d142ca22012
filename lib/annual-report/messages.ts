import { AMOUNT_DECIMALS, MAX_FIGURE } from '@/lib/annual-report/rules/check-tables';
import type { Disagreement } from '@/lib/annual-report/rules/compute-totals';
import {
  type FigureCell,
  figurePath,
  SECTION_TITLES,
  type TableLayout,
} from '@/lib/annual-report/rules/format-2021/layout';
import { TABLE4_CELL_LABELS, TABLE4_LAYOUT } from '@/lib/annual-report/rules/format-2021/table-four';
import {
  TABLE3_COLUMN_LABELS,
  TABLE3_LAYOUT,
  TABLE3_LAYOUT_MERGED_OTHER,
} from '@/lib/annual-report/rules/format-2021/table-three';
import { TABLE2_LAYOUT } from '@/lib/annual-report/rules/format-2021/table-two';
import type { ImportFault } from '@/lib/annual-report/rules/import/faults';
import type { CellRefusal } from '@/lib/annual-report/rules/parse-cell';
import type {
  Cell,
  CellRef,
  ReportViolation,
  Table4Block,
  TableViolation,
  TextViolation,
} from '@/lib/annual-report/types';
import type { LayoutFault } from '@/lib/documents/types';

const TABLE_NAMES = { table2: '表二', table3: '表三', table4: '表四' } as const;

const BLOCK_NAMES = {
  review: '行政复议',
  litigation_direct: '行政诉讼（未经复议直接起诉）',
  litigation_after_review: '行政诉讼（复议后起诉）',
} as const satisfies Record<Table4Block, string>;

function figures(...layouts: TableLayout[]): { figure: FigureCell; layout: TableLayout }[] {
  return layouts.flatMap((layout) =>
    layout.bodies
      .flat()
      .flatMap((row) =>
        row.cells.flatMap((cell) => (cell.kind === 'figure' ? { figure: cell, layout } : [])),
      ),
  );
}

const TABLE2_FIGURES = figures(TABLE2_LAYOUT);
const TABLE3_FIGURES = figures(TABLE3_LAYOUT, TABLE3_LAYOUT_MERGED_OTHER);

/** “三（三）2” style names are no help to a reader; the row is called by its own printed label. */
function table3RowName(row: string): string {
  const found = TABLE3_FIGURES.find(({ figure }) => figure.ref.table === 'table3' && figure.ref.row === row);
  if (found === undefined) return row;
  const labels = figurePath(found.layout, found.figure);
  return labels.slice(0, labels.indexOf('申请人情况')).at(-1) ?? row;
}

function table2CellName(ref: CellRef & { table: 'table2' }): string {
  const found = TABLE2_FIGURES.find(
    ({ figure }) =>
      figure.ref.table === 'table2' &&
      figure.ref.row === ref.row &&
      ('column' in figure.ref ? figure.ref.column : '') === ('column' in ref ? ref.column : ''),
  );
  return found === undefined ? ref.row : figurePath(found.layout, found.figure).slice(1).join('，');
}

/** What a person calls a cell: “表三「1.属于国家秘密」行「自然人」列”. */
export function cellName(ref: CellRef): string {
  switch (ref.table) {
    case 'table2':
      return `${TABLE_NAMES.table2}“${table2CellName(ref)}”`;
    case 'table3':
      return `${TABLE_NAMES.table3}“${table3RowName(ref.row)}”行“${TABLE3_COLUMN_LABELS[ref.column]}”列`;
    case 'table4':
      return `${TABLE_NAMES.table4}“${BLOCK_NAMES[ref.block]}，${TABLE4_CELL_LABELS[ref.cell]}”`;
  }
}

/** The cell a violation names by row and column, whichever table it is in. */
function placeName(row: string, column: string): string {
  const table2 = TABLE2_FIGURES.find(({ figure }) => {
    if (figure.ref.table !== 'table2') return false;
    return 'column' in figure.ref
      ? figure.ref.row === row && figure.ref.column === column
      : figure.ref.row === `${row}.${column}`;
  });
  if (table2) return cellName(table2.figure.ref);
  const others = [...TABLE3_FIGURES, ...figures(TABLE4_LAYOUT)].find(({ figure }) => {
    const { ref } = figure;
    if (ref.table === 'table3') return ref.row === row && ref.column === column;
    return ref.table === 'table4' && ref.block === row && ref.cell === column;
  });
  return others ? cellName(others.figure.ref) : `${row} ${column}`;
}

function figureRefusal(place: string, found: Cell, isAmount: boolean): string {
  if (found === null) return `${place}还空着，没有的请填 0。`;
  const wanted = isAmount ? `不小于 0、最多 ${AMOUNT_DECIMALS} 位小数的万元数` : '不小于 0 的整数';
  return `${place}是 ${found}，应当是${wanted}，请改正。`;
}

function tableSentence({ rule, where, found, expected }: TableViolation): string {
  if ('block' in where) {
    return (
      `表四“${BLOCK_NAMES[where.block]}”的总计是 ${found}，维持、纠正、其他、尚未审结四项之和是 ${expected}。` +
      '请核对这五格。'
    );
  }
  if ('row' in where && 'column' in where) {
    return figureRefusal(placeName(where.row, where.column), found, where.column === 'amount_wan');
  }
  if ('row' in where) {
    if (rule === 'W2-1') {
      const name = where.row === 'art20_1.rules' ? '规章' : '行政规范性文件';
      return (
        `表二“${name}”现行有效 ${found} 件，按上年现行有效件数加本年制发、减本年废止应为 ${expected} 件。` +
        '请核对，确实不同的请说明原因。'
      );
    }
    return (
      `表三“${table3RowName(where.row)}”行的总计是 ${found}，自然人与五类法人或其他组织之和是 ${expected}。` +
      '请核对这一行。'
    );
  }
  const column = `表三“${TABLE3_COLUMN_LABELS[where.column]}”列`;
  switch (rule) {
    case 'A3-1':
      return (
        `${column}：本年新收加上年结转是 ${found}，办理结果总计加结转下年度是 ${expected}，两边应当相等。` +
        '请核对新收、上年结转、办理结果和结转下年度。'
      );
    case 'A3-5':
      return (
        `${column}：上年结转是 ${found}，上一年度报告的结转下年度是 ${expected}，两个数应当相同。` +
        '请核对，以已公布的为准；确实不同的请说明原因。'
      );
    default:
      return `${column}：“（七）总计”是 ${found}，各项办理结果之和是 ${expected}。请核对这一列的办理结果。`;
  }
}

function textSentence({ rule, where, found, expected, excerpt }: TextViolation): string {
  const section = `“${SECTION_TITLES[where.section]}”`;
  switch (rule) {
    case 'AR-C3':
      return (
        `${section}提到 ${found} 年，这是 ${expected} 年度的报告。` +
        `请看“${excerpt ?? ''}”一处，年份写错的请改正。`
      );
    case 'AR-C4':
      return `${section}还没有内容，请写好再提交。没有需要说明的，也请写一句。`;
    case 'AR-C5':
      return `${section}有 ${found} 字，原则上不超过 ${expected} 字，请压缩。`;
  }
}

/** What is wrong, in which cell or section, and what would mend it. */
export function violationSentence(violation: ReportViolation): string {
  return isTextViolation(violation) ? textSentence(violation) : tableSentence(violation);
}

function isTextViolation(violation: ReportViolation): violation is TextViolation {
  return 'section' in violation.where;
}

const REFUSALS: Record<CellRefusal, string> = {
  placeholder_mark: '没有的请填 0，不要填“/”“—”或“无”。',
  negative: '不能是负数，请核对后填不小于 0 的数。',
  thousands_separator: '不要用千位分隔号，请连着写，例如 1234。',
  inner_space: '数字中间有空格，请去掉空格；如果是几个数，请分开填到各格。',
  unit: '只填数字，不要写单位。',
  fraction: '这一格只能填整数，请去掉小数。',
  too_many_decimals: `单位是万元，最多 ${AMOUNT_DECIMALS} 位小数（精确到分）。`,
  too_large: `数字太大，最大 ${MAX_FIGURE}，请核对。`,
  not_a_number: '这不是数字，请填阿拉伯数字，没有的填 0。',
};

/** Why what was typed is not taken, and what to type. */
export function cellRefusalSentence(refusal: CellRefusal, text: string): string {
  return `填的是“${text}”。${REFUSALS[refusal]}`;
}

/** What is kept in a cell whose text was not taken. */
export function keptFigureSentence(kept: Cell): string {
  return `没有收下；改好之前，保存的仍是${kept === null ? '空白' : `原来的 ${kept}`}。`;
}

/** That cells of the tables hold texts that are not saved. */
export function notTakenSentence(cells: number): string {
  return `年报表格有 ${cells} 格填的内容没有收下，保存的仍是原来的数，请改好。`;
}

/** That a number somebody wrote gives way to the computed one. */
export function disagreementSentence(
  { ref, printed, computed }: Disagreement,
  origin: '原填' | '粘贴',
): string {
  const fixed = ref.table === 'table2';
  const reason = fixed ? '本机关不制定规章，这一格应为' : '按各项相加是';
  const result = computed === null ? '各项都空着，这一格留空' : `${reason} ${computed}`;
  return `${cellName(ref)}${origin}的是 ${printed}，${result}，已采用后者。请核对哪一个对。`;
}

const LAYOUT_FAULT_SENTENCES: Readonly<Record<LayoutFault, string>> = {
  empty: '文件是空的，没有可以读出的文字，请检查后重新选择。',
  too_large: '文件太大（超过20MB，或解压后过大），没有读。请去掉图片，只留年度报告本身。',
  macros: '文件里有宏（程序），没有读。请另存为不带宏的 .docx 或 .xlsx 后再导入。',
  encrypted: '文件设有打开密码，没有读。请取消密码后再导入。',
  old_office: '旧版格式（.doc、.xls、.wps、.rtf）读不出来。请另存为 .docx 后再导入。',
  archive: '这是压缩包。请解开后逐份导入。',
  scanned_pdf: '这份 PDF 没有文字层（可能是扫描件），读不出数字。请用文字版重新生成，或照着填写。',
  image: '这是图片，读不出数字。请用文字版，或照着填写。',
  unreadable: '文件已损坏，打不开。请用原程序打开、另存后再导入。',
  other: '这种文件读不了。可以导入文本、网页、.docx、.xlsx、带文字层的 PDF 和 JSON。',
};

/** Why a file can't be read, and what to do. */
export function layoutFaultSentence(fault: LayoutFault): string {
  return LAYOUT_FAULT_SENTENCES[fault];
}

/** Why a file is not read as an annual report. */
export function importFaultSentence(fault: ImportFault): string {
  switch (fault.code) {
    case 'empty':
      return LAYOUT_FAULT_SENTENCES.empty;
    case 'too_long':
      return '文字太多（超过60万字），不像一份年度报告。请只留年度报告本身再导入。';
    case 'two_reports':
      return '文件里有不止一份年度报告（表三出现了两次）。请拆成一份一个文件，再逐份导入。';
    case 'no_table_three':
      return '没有找到表三“收到和处理政府信息公开申请情况”的各行。请补上表二、表三、表四的文字后再导入（表格是图片的读不出来）。';
    case 'other_kind':
      return '这不像政府信息公开工作年度报告：表二、表三、表四都没有找到。请检查是不是选错了文件。';
    case 'before_2019':
      return `这是${fault.year}年的报告。2019年以前的报告没有表二到表四，不能按格导入，请作为附件保存。`;
  }
}

/** Why a reading is not taken as a published report. */
export const importRefusalSentence = {
  incomplete: (missing: readonly string[]) => `年度报告不完整，缺少：${missing.join('、')}。请补全后再导入。`,
  wrongYear: (found: number, wanted: number) =>
    `这是${found}年度的报告，要导入的是${wanted}年度的。请检查是不是选错了文件。`,
  futureYear: (found: number) => `报告的年度写的是${found}年，这一年还没有到。请核对年份。`,
  badJson: (what: string) => `JSON 的内容不是年度报告的交换格式：${what}。`,
} as const;
