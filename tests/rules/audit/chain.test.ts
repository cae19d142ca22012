import { describe, expect, it } from 'vitest';
import {
  CHAIN_START,
  checkAnchors,
  checkEnd,
  checkRows,
  parseAnchors,
  rowKey,
} from '@/lib/audit/rules/check-chain';
import type { AuditRow, ChainEnd } from '@/lib/audit/types';
import { canonicalJson, sha256Hex } from '@/lib/platform/canonical';

const CHAIN = 'organ';

/** A row as the application writes it, after another one. */
function rowAfter(before: Pick<AuditRow, 'seq' | 'hash'> | null, action: string): AuditRow {
  const seq = (before?.seq ?? 0) + 1;
  const entry = canonicalJson({ _format: 1, chain: CHAIN, seq, previous: before?.hash ?? null, action });
  return { chain: CHAIN, seq, entry, hash: sha256Hex(entry) };
}

function chainOf(...actions: string[]): AuditRow[] {
  const rows: AuditRow[] = [];
  for (const action of actions) rows.push(rowAfter(rows.at(-1) ?? null, action));
  return rows;
}

const whole = chainOf('create', 'submit', 'decide', 'decide', 'publish');
const end: ChainEnd = { chain: CHAIN, seq: 5, hash: whole[4]?.hash ?? '' };

/** Code and row of each finding of a chain that should end at `end`. */
function verdict(rows: readonly AuditRow[], kept: ChainEnd | null = end): string[] {
  const { findings, progress } = checkRows(CHAIN, rows);
  return [...findings, ...checkEnd(CHAIN, progress, kept)].map(({ code, seq }) => `${code} ${seq}`);
}

function without(seq: number): AuditRow[] {
  return whole.filter((row) => row.seq !== seq);
}

function replaced(row: AuditRow): AuditRow[] {
  return whole.map((other) => (other.seq === row.seq ? row : other));
}

function at(seq: number): AuditRow {
  const row = whole[seq - 1];
  if (row === undefined) throw new Error(`no row ${seq}`);
  return row;
}

describe('日志链', () => {
  it('完整的链没有问题', () => {
    expect(verdict(whole)).toEqual([]);
    expect(verdict([], null)).toEqual([]);
  });

  it('分页核验与一次核验结论相同', () => {
    const first = checkRows(CHAIN, whole.slice(0, 2));
    const second = checkRows(CHAIN, whole.slice(2), first.progress);
    expect([...first.findings, ...second.findings]).toEqual([]);
    expect(second.progress).toEqual({ seq: 5, hash: end.hash });
    // The page boundary hides nothing.
    expect(checkRows(CHAIN, without(3).slice(2), first.progress).findings[0]?.code).toBe('row_missing');
  });

  it('改了内容的一行被指出，只指出这一行', () => {
    const changed = { ...at(3), entry: at(3).entry.replace('decide', 'forged') };
    expect(verdict(replaced(changed))).toEqual(['entry_changed 3']);
  });

  it('内容和校验值一起改，下一行对不上', () => {
    const entry = at(3).entry.replace('decide', 'forged');
    expect(verdict(replaced({ ...at(3), entry, hash: sha256Hex(entry) }))).toEqual(['link_broken 4']);
  });

  it('改的是最后一行，与记下的末尾对不上', () => {
    const entry = at(5).entry.replace('publish', 'forged');
    expect(verdict(replaced({ ...at(5), entry, hash: sha256Hex(entry) }))).toEqual(['end_differs 5']);
  });

  it.each([1, 3, 4])('少了第 %i 行，指出缺的就是它', (seq) => {
    expect(verdict(without(seq))).toEqual([`row_missing ${seq}`]);
  });

  it('末尾被截断，指出从哪一行起', () => {
    expect(verdict(whole.slice(0, 3))).toEqual(['end_cut_off 4']);
    expect(verdict([])).toEqual(['end_cut_off 1']);
  });

  it('插进来的一行：它接得上前一行，后一行就接不上它', () => {
    const inserted = rowAfter(at(2), 'forged');
    const moved = whole.slice(2).map((row) => ({ ...row, seq: row.seq + 1 }));
    const found = verdict([...whole.slice(0, 2), inserted, ...moved]);
    expect(found).toContain('entry_misplaced 4');
  });

  it('调换两行，两行都被指出', () => {
    const swapped = whole.map((row) =>
      row.seq === 2 ? { ...at(3), seq: 2 } : row.seq === 3 ? { ...at(2), seq: 3 } : row,
    );
    expect(verdict(swapped)).toEqual(expect.arrayContaining(['entry_misplaced 2', 'entry_misplaced 3']));
  });

  it('别的机关的一行不能顶替', () => {
    const entry = at(3).entry.replace('"chain":"organ"', '"chain":"other"');
    expect(verdict(replaced({ ...at(3), entry, hash: sha256Hex(entry) }))).toContain('entry_misplaced 3');
  });

  it('不是 JSON 的一行被指出', () => {
    expect(verdict(replaced({ ...at(3), entry: 'not json', hash: sha256Hex('not json') }))).toContain(
      'link_broken 3',
    );
  });

  it('没有记下末尾、却有行，也是问题', () => {
    expect(verdict(whole, null)).toEqual(['end_differs 5']);
  });

  it('很长的缺口只报开头的若干行', () => {
    const far = { ...rowAfter({ seq: 1000, hash: at(1).hash }, 'late') };
    const { findings } = checkRows(CHAIN, [far], CHAIN_START);
    expect(findings.filter(({ code }) => code === 'row_missing')).toHaveLength(20);
  });
});

describe('库外存证', () => {
  const hashes = new Map(whole.map((row) => [rowKey(row), row.hash]));
  const anchor = { at: '2026-03-10T00:00:00.000Z', ...end };

  it('一致的存证没有问题', () => {
    expect(checkAnchors([anchor, { ...anchor, seq: 2, hash: at(2).hash }], hashes)).toEqual([]);
  });

  it('连同记下的末尾一起截断，存证看得出', () => {
    const cut = new Map([...hashes].slice(0, 3));
    expect(checkAnchors([anchor], cut)).toMatchObject([{ code: 'anchor_missing', seq: 5 }]);
  });

  it('从中间起整段改写，存证看得出', () => {
    const rewritten = [at(1), at(2)];
    for (const action of ['decide', 'forged', 'publish']) {
      rewritten.push(rowAfter(rewritten.at(-1) ?? null, action));
    }
    const forgedEnd = { chain: CHAIN, seq: 5, hash: rewritten[4]?.hash ?? '' };
    // The chain alone looks whole: only what was written outside gives it away.
    expect(verdict(rewritten, forgedEnd)).toEqual([]);
    const forged = new Map(rewritten.map((row) => [rowKey(row), row.hash]));
    expect(checkAnchors([anchor], forged)).toMatchObject([{ code: 'anchor_differs', seq: 5 }]);
  });

  it('同一处只报一次', () => {
    expect(checkAnchors([anchor, anchor], new Map())).toHaveLength(1);
  });

  it('存证文件逐行读入，空行不计，坏行说出行号', () => {
    expect(parseAnchors(`${JSON.stringify(anchor)}\n\n`)).toEqual([anchor]);
    expect(parseAnchors(`${JSON.stringify(anchor)}\n{"chain":1}\n`)).toBe(2);
    expect(parseAnchors('nonsense')).toBe(1);
  });
});
