import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  CONTENT_PARTS,
  differingParts,
  isSameContent,
  leaveOutUnused,
  mergeContents,
  type Side,
  suggestedChoice,
  uniqueName,
  withInlineFiles,
} from '@/components/disclosure/item-editor/content-parts';
import { contentText } from '@/components/disclosure/item-editor/content-text';
import { readKeywords } from '@/components/disclosure/item-editor/keyword-field';
import { localCopies } from '@/components/disclosure/item-editor/local-copy';
import { reportFindings } from '@/components/disclosure/item-editor/report-findings';
import { emptyTables, writeCell, zeroTables } from '@/lib/annual-report/rules/cells';
import { editCells, listBlankCells } from '@/lib/annual-report/rules/paste-block';
import type { ReportTables } from '@/lib/annual-report/types';
import { bodyFromText } from '@/lib/disclosure/body/rules';
import { emptyContent } from '@/lib/disclosure/rules/content';
import { itemContentSchema } from '@/lib/disclosure/schema';
import type { ContentAttachment, ItemContent } from '@/lib/disclosure/types';
import { FILE_A, FILE_B } from '../../support/bodies';

const base = emptyContent('annual_report', { name: '示例局' }, 2025);
const article = emptyContent('news', { name: '示例局' }, null);
const picture = (sha256: string, name: string, inline = true): ContentAttachment => ({
  sha256,
  name,
  size: 10,
  media_type: 'image/png',
  inline,
});
const showing = (...files: string[]): ItemContent['body'] => ({
  type: 'doc',
  content: files.map((file) => ({ type: 'image', attrs: { file, alt: '图' } })),
});

/** A content in which one part differs from the base, by the part's own key. */
function changed(key: string, mark: string): ItemContent {
  const { report } = base;
  if (report === null) throw new Error('the base is a report');
  const table = /^report\.tables\.(table[234])$/.exec(key)?.[1];
  const value = mark.length;
  if (table === 'table2')
    return withReport({
      ...report,
      tables: writeCell(report.tables, { table, row: 'art20_5.licensing.decisions' }, value),
    });
  if (table === 'table3')
    return withReport({
      ...report,
      tables: writeCell(report.tables, { table, row: 'received_new', column: 'total' }, value),
    });
  if (table === 'table4')
    return withReport({
      ...report,
      tables: writeCell(report.tables, { table, block: 'review', cell: 'other' }, value),
    });
  const section = /^report\.sections\.(section_[156])$/.exec(key)?.[1];
  if (section)
    return withReport({ ...report, sections: { ...report.sections, [section]: bodyFromText(mark) } });
  if (key === 'report.year') return withReport({ ...report, year: 2025 + value });
  if (key === 'body') return { ...base, body: bodyFromText(mark) };
  if (key === 'attachments') return { ...base, attachments: [picture(FILE_A, `${mark}.png`, false)] };
  if (key === 'keywords' || key === 'columns') return { ...base, [key]: [mark] };
  if (key === 'is_normative') return { ...base, is_normative: mark.length % 2 === 1 };
  return { ...base, [key]: mark };
}
function withReport(report: ItemContent['report']): ItemContent {
  return { ...base, report };
}
const keyOf = fc.constantFrom(...CONTENT_PARTS.map((part) => part.key));

describe('两份文字冲突', () => {
  test('稿件的每一项都能单独选择：没有一项在逐项选择之外', () => {
    const known = new Set(CONTENT_PARTS.flatMap((part) => part.key.split('.')[0] ?? ''));
    const { _format, kind, ...rest } = base;
    expect(Object.keys(rest).filter((key) => !known.has(key))).toEqual([]);
    for (const { key } of CONTENT_PARTS) {
      expect(differingParts(base, changed(key, 'abc'), base).map(({ part }) => part.key)).toEqual([key]);
    }
  });

  test('只有一方改过的，先选改过的一方；双方都改过的，必须由人选', () => {
    const mine = { ...base, title: '我的', summary: '我写的' };
    const theirs = { ...base, title: '对方的', doc_no: '北工信〔2026〕3号' };
    const changes = differingParts(base, mine, theirs);
    expect(changes.map(({ part, changedBy }) => [part.key, changedBy])).toEqual([
      ['title', 'both'],
      ['doc_no', 'theirs'],
      ['summary', 'mine'],
    ]);
    expect(suggestedChoice(changes)).toEqual({ title: null, doc_no: 'theirs', summary: 'mine' });
  });

  test('逐项选择之后，每一项都是所选的那一方的，一项不多一项不少', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(keyOf),
        fc.uniqueArray(keyOf),
        fc.infiniteStream(fc.boolean()),
        (ours, others, coin) => {
          const put = (keys: readonly string[], mark: string) =>
            keys.reduce((content, key) => {
              const part = CONTENT_PARTS.find((candidate) => candidate.key === key);
              return part ? part.copy(content, changed(key, mark)) : content;
            }, base);
          const mine = put(ours, 'mm');
          const theirs = put(others, 'tttt');
          const changes = differingParts(base, mine, theirs);
          const choice: Record<string, Side> = {};
          for (const { part } of changes) choice[part.key] = coin.next().value ? 'mine' : 'theirs';
          const merged = mergeContents(mine, theirs, choice);
          for (const part of CONTENT_PARTS) {
            const from = choice[part.key] === 'theirs' ? theirs : mine;
            expect(part.read(merged)).toEqual(part.read(from));
          }
        },
      ),
      { numRuns: 200 },
    );
  });

  test('采用对方的正文，对方的图片跟着来；没有用到的图片不留在稿里', () => {
    const mine = withInlineFiles({ ...article, body: showing(FILE_A) }, [picture(FILE_A, '甲.png')]);
    const theirs = withInlineFiles({ ...article, body: showing(FILE_B) }, [picture(FILE_B, '乙.png')]);
    expect(mergeContents(mine, theirs, { body: 'theirs' }).attachments.map((file) => file.name)).toEqual([
      '乙.png',
    ]);
    expect(mergeContents(mine, theirs, { body: 'mine' }).attachments.map((file) => file.name)).toEqual([
      '甲.png',
    ]);
  });

  test('键的次序和 Unicode 写法不同，不算两份', () => {
    const { title, ...rest } = { ...article, title: 'e\u0301' };
    expect(isSameContent({ ...rest, title: '\u00e9' }, { ...article, title: 'e\u0301' })).toBe(true);
    expect(isSameContent({ ...article, title }, { ...article, title: 'e' })).toBe(false);
  });
});

describe('附件和图片', () => {
  test('从正文删掉的图片不算稿件的一部分，撤销删除后又算', () => {
    const known = [picture(FILE_A, '图.png'), picture(FILE_B, '图.png')];
    const both = withInlineFiles({ ...article, body: showing(FILE_A, FILE_B) }, known);
    expect(both.attachments.map((file) => file.name)).toEqual(['图.png', '图 (2).png']);
    const one = withInlineFiles({ ...both, body: showing(FILE_B) }, known);
    expect(one.attachments.map((file) => file.sha256)).toEqual([FILE_B]);
    expect(withInlineFiles({ ...one, body: showing(FILE_A, FILE_B) }, known).attachments).toHaveLength(2);
  });

  test('[TR-2] 从附件里去掉、正文还链着的文件，不会变成正文图片；不是图片的也不会', () => {
    const file = { ...picture(FILE_A, '说明.txt'), media_type: 'text/plain' };
    const link = { type: 'link' as const, attrs: { href: `attachment:${FILE_A}` } };
    const linking: ItemContent['body'] = {
      type: 'doc',
      content: [{ type: 'paragraph', content: [{ type: 'text', text: '见附件', marks: [link] }] }],
    };
    for (const known of [file, picture(FILE_A, '图.png')]) {
      expect(withInlineFiles({ ...article, body: linking }, [known]).attachments).toEqual([]);
    }
    expect(withInlineFiles({ ...article, body: showing(FILE_A) }, [file]).attachments).toEqual([]);
    const unused = { ...article, attachments: [file, picture(FILE_B, '没用到.png')] };
    const saved: ItemContent[] = [];
    const saver = {
      getSnapshot: () => ({ content: unused }),
      change: (next: ItemContent) => saved.push(next),
    };
    leaveOutUnused(saver);
    expect(saved.map((one) => one.attachments)).toEqual([[]]);
    const used = { ...article, body: showing(FILE_B), attachments: [picture(FILE_B, '图.png')] };
    leaveOutUnused({ ...saver, getSnapshot: () => ({ content: used }) });
    expect(saved).toHaveLength(1);
  });

  test('列出的附件在正文里也用到时，只列一次，仍是附件', () => {
    const listed = picture(FILE_A, '示意图.png', false);
    const content = withInlineFiles({ ...article, body: showing(FILE_A), attachments: [listed] }, [listed]);
    expect(content.attachments).toEqual([listed]);
  });

  test('重名的附件自动编号，编号加在扩展名之前', () => {
    expect(uniqueName('通知.pdf', new Set())).toBe('通知.pdf');
    expect(uniqueName('通知.pdf', new Set(['通知.pdf', '通知 (2).pdf']))).toBe('通知 (3).pdf');
    expect(uniqueName('无扩展名', new Set(['无扩展名']))).toBe('无扩展名 (2)');
  });

  test('关键词用顿号、逗号、分号或空格分开，不重复', () => {
    expect(readKeywords(' 助企、纾困，政策;助企  ')).toEqual(['助企', '纾困', '政策']);
  });
});

describe('本机副本', () => {
  function storage() {
    const entries = new Map<string, string>();
    return {
      entries,
      getItem: (key: string) => entries.get(key) ?? null,
      setItem: (key: string, value: string) => void entries.set(key, value),
      removeItem: (key: string) => void entries.delete(key),
    };
  }

  test('服务器会拒收的文字也能从副本恢复：没有存上的正是它', () => {
    const store = storage();
    const copies = localCopies(store, 'abcdefghjk', 'p1');
    const content = { ...article, title: '长'.repeat(300), keywords: ['词'.repeat(40)] };
    expect(itemContentSchema.safeParse(content).success).toBe(false);
    copies.writeCopy({ content, revision: 3, at: '2026-03-10T06:05:00.000Z' });
    expect(copies.readCopy(article)?.content).toEqual(content);
  });

  test('另一个人、另一条信息看不到这份副本', () => {
    const store = storage();
    localCopies(store, 'abcdefghjk', 'p1').writeCopy({
      content: article,
      revision: 3,
      at: '2026-03-10T06:05:00.000Z',
    });
    expect(localCopies(store, 'abcdefghjk', 'p2').readCopy(article)).toBeNull();
    expect(localCopies(store, 'abcdefghjj', 'p1').readCopy(article)).toBeNull();
  });

  test('坏掉的副本、别的类别的副本不读；浏览器存不下时如实说', () => {
    const store = storage();
    const copies = localCopies(store, 'abcdefghjk', 'p1');
    copies.writeCopy({ content: article, revision: 3, at: '2026-03-10T06:05:00.000Z' });
    expect(copies.readCopy(base)).toBeNull();
    for (const key of store.entries.keys()) store.entries.set(key, '{"content":');
    expect(copies.readCopy(article)).toBeNull();
    const full = {
      ...store,
      setItem: () => {
        throw new DOMException('full', 'QuotaExceededError');
      },
    };
    expect(localCopies(full, 'abcdefghjk', 'p1').writeCopy({ content: article, revision: 1, at: '' })).toBe(
      false,
    );
    expect(localCopies(null, 'abcdefghjk', 'p1').writeCopy({ content: article, revision: 1, at: '' })).toBe(
      false,
    );
  });

  test('让位的一份另存为副本，能读回来', () => {
    const copies = localCopies(storage(), 'abcdefghjk', 'p1');
    const kept = [{ id: '1', label: '您没有被采用的文字', at: '2026-03-10T06:05:00.000Z', content: article }];
    copies.writeKept(kept);
    expect(copies.readKept(article)).toEqual(kept);
  });

  test('副本的文字包括标题、正文和年报的三个文字部分', () => {
    const { report } = base;
    if (report === null) throw new Error('the base is a report');
    const text = contentText({
      ...base,
      report: { ...report, sections: { ...report.sections, section_5: bodyFromText('存在不足。') } },
    });
    expect(text).toContain('示例局2025年政府信息公开工作年度报告');
    expect(text).toContain('五、存在的主要问题及改进情况\n存在不足。');
  });
});

describe('年报核对清单', () => {
  const { report } = base;
  if (report === null) throw new Error('the base is a report');

  test('[AR-C4] 空白的年报：三张表各一行说还有几格没填，三个部分各一行', () => {
    const findings = reportFindings(report, null);
    expect(findings.map((finding) => finding.text.slice(0, 12))).toHaveLength(6);
    expect(findings.filter((finding) => 'cell' in finding.place).map((finding) => finding.text)).toEqual([
      '表二还有 7 格没有填，没有的请填 0。',
      '表三还有 144 格没有填，没有的请填 0。',
      '表四还有 12 格没有填，没有的请填 0。',
    ]);
  });

  test('[AR-C4] 没填的格与表格上方数的是同一些，只差总计时也说得出来', () => {
    const bureau = { makesRules: false };
    const counted = (tables: ReportTables) =>
      reportFindings({ ...report, tables }, null)
        .map((finding) => /还有 (\d+) 格没有填/.exec(finding.text)?.[1])
        .reduce((sum, found) => sum + Number(found ?? 0), 0);
    const some = editCells(
      emptyTables(),
      [{ ref: { table: 'table3', row: 'carried_in', column: 'natural_person' }, value: 2 }],
      bureau,
    ).tables;
    for (const tables of [emptyTables(), some, zeroTables()]) {
      expect(counted(tables)).toBe(listBlankCells(tables, bureau).length);
    }
    const total = { table: 'table4', block: 'review', cell: 'total' } as const;
    const texts = reportFindings({ ...report, tables: writeCell(zeroTables(), total, null) }, null).map(
      (finding) => finding.text,
    );
    expect(texts).toContain('表四有 1 格自动计算的数还没有算出，在表中改动任意一格就会补上。');
  });

  test('[A3-1] [A3-5] 必须改正的在前，请核对的在后，各指向一格', () => {
    const tables = writeCell(
      zeroTables(),
      { table: 'table3', row: 'carried_in', column: 'natural_person' },
      2,
    );
    const findings = reportFindings({ ...report, tables }, { ...report, tables: zeroTables() });
    const severities = findings.map((finding) => finding.severity);
    expect(severities).toEqual(
      [...severities].sort((a, b) => Number(a === 'warning') - Number(b === 'warning')),
    );
    expect(
      findings.some((finding) => finding.severity === 'warning' && finding.text.includes('上一年度')),
    ).toBe(true);
    expect(findings.some((finding) => 'cell' in finding.place && finding.place.cell.table === 'table3')).toBe(
      true,
    );
  });
});
