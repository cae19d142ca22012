import { describe, expect, it } from 'vitest';
import { chooseVersions } from '@/lib/disclosure/what-changed/rules/choose-versions';
import { compareHref, readCompareQuery } from '@/lib/disclosure/what-changed/rules/compare-address';
import { changeCount, diffContent } from '@/lib/disclosure/what-changed/rules/diff-content';
import {
  diffFileTexts,
  filesToRead,
  withFileTexts,
} from '@/lib/disclosure/what-changed/rules/diff-file-texts';
import type { FileLine, FileText } from '@/lib/documents/types';

describe('比较的选择都在地址里', () => {
  it('写出来再读回去是一样的', () => {
    for (const view of ['side', 'inline'] as const)
      for (const showsAll of [true, false])
        for (const part of [1, 7]) {
          const query = { from: 'public', to: '3', view, showsAll, part };
          const address = new URL(compareHref('abc', query), 'http://x');
          expect(readCompareQuery(Object.fromEntries(address.searchParams))).toEqual(query);
        }
    expect(compareHref('abc')).toBe('/office/items/abc/compare');
  });

  it('看不懂的显示方式按平常显示，重复的参数不算', () => {
    expect(readCompareQuery({ view: 'x', all: 'yes', part: '-3', from: ['1', '2'], to: '' })).toEqual({
      view: 'side',
      showsAll: false,
      part: 1,
    });
    for (const part of ['1.5', 'NaN', '1e9', '99999999999']) expect(readCompareQuery({ part }).part).toBe(1);
  });
});

describe('比较哪两稿', () => {
  const item = { numbers: [4, 3, 1], hasOwnDraft: false, publicNumber: 3 };

  it('不指明时，最新一稿对它的前一稿；有没提交的改动，就是当前稿件对最新一稿', () => {
    expect(chooseVersions({}, item)).toEqual({ from: 3, to: 4 });
    expect(chooseVersions({}, { ...item, hasOwnDraft: true })).toEqual({ from: 4, to: 'draft' });
    expect(chooseVersions({ to: '3' }, item)).toEqual({ from: 1, to: 3 });
    expect(chooseVersions({ to: '1' }, item)).toEqual({ from: null, to: 1 });
  });

  it('指明哪两稿就是哪两稿，新旧对调也可以', () => {
    expect(chooseVersions({ from: '4', to: '1' }, item)).toEqual({ from: 4, to: 1 });
    expect(chooseVersions({ from: 'public', to: 'draft' }, item)).toEqual({ from: 3, to: 'draft' });
  });

  it('没有的稿、没有公开过而要公开版本，都答没有', () => {
    expect(chooseVersions({ from: '2' }, item)).toBeNull();
    expect(chooseVersions({ to: '04' }, item)).toBeNull();
    expect(chooseVersions({ from: 'public' }, { ...item, publicNumber: null })).toBeNull();
    expect(chooseVersions({}, { numbers: [], hasOwnDraft: true, publicNumber: null })).toEqual({
      from: null,
      to: 'draft',
    });
  });
});

describe('附件里的文字', () => {
  const row = (text: string): FileLine => ({ text, kind: 'row' });
  const file = (...texts: [path: string, label: string, lines: FileLine[]][]): FileText => ({
    status: 'read',
    note: '',
    texts: texts.map(([path, label, lines]) => ({ path, label, lines })),
    warnings: [],
  });
  const before = file(
    ['sheet.1', '第1张工作表“名单”', [row('企业\t金额'), row('甲公司\t30'), row('乙公司\t20')]],
    ['sheet.2', '第2张工作表', [row('备注')]],
  );

  it('表格文件改一格，说出哪张表哪一行；没改的工作表不列', () => {
    const after = file(
      ['sheet.1', '第1张工作表“名单”', [row('企业\t金额'), row('甲公司\t35'), row('乙公司\t20')]],
      ['sheet.2', '第2张工作表', [row('备注')]],
    );
    const [changed, ...rest] = diffFileTexts('名单.xlsx', before, after);
    expect(rest).toEqual([]);
    expect(changed?.label).toBe('附件“名单.xlsx”里的文字：第1张工作表“名单”');
    expect(changed?.changes.map((change) => change.kind)).toEqual(['same', 'changed', 'same']);
    const [, row2] = changed?.changes ?? [];
    expect(row2?.kind === 'changed' && row2.cells).toEqual([
      {
        column: 2,
        parts: [
          { kind: 'removed', text: '30' },
          { kind: 'added', text: '35' },
        ],
      },
    ]);
  });

  it('少了一张工作表，按删去列出；文字一样就什么也不列', () => {
    const [gone] = diffFileTexts(
      '名单.xlsx',
      before,
      file(['sheet.1', '', [...(before.texts[0]?.lines ?? [])]]),
    );
    expect(gone?.changes.map((change) => change.kind)).toEqual(['removed']);
    expect(diffFileTexts('名单.xlsx', before, before)).toEqual([]);
  });

  it('计入改动的处数', () => {
    const nothing = { fields: [], attachments: [], cells: [], bodies: [] };
    const diff = diffContent(nothing, nothing);
    const bodies = diffFileTexts('名单.xlsx', before, file());
    expect(changeCount({ ...diff, bodies })).toBe(4);
  });

  describe('换了字节的附件', () => {
    const [old, now] = ['a'.repeat(64), 'b'.repeat(64)];
    const diff = diffContent(
      {
        fields: [],
        attachments: [{ name: '名单.xlsx', sha256: `${old} application/x 1` }],
        cells: [],
        bodies: [],
      },
      {
        fields: [],
        attachments: [{ name: '名单.xlsx', sha256: `${now} application/x 2` }],
        cells: [],
        bodies: [],
      },
    );
    const told = (texts: [string, FileText][]) => {
      const whole = withFileTexts(diff, new Map(texts));
      const [change] = whole.attachments;
      return [change?.kind === 'replaced' ? change.text : null, whole.bodies.length];
    };
    const shorter = file(['sheet.1', '第1张工作表“名单”', [row('企业\t金额')]]);

    it('要读的是前后两个文件', () => {
      expect(filesToRead(diff)).toEqual([old, now]);
    });

    it('文字不同就逐处列出，相同就说相同', () => {
      expect(
        told([
          [old, before],
          [now, shorter],
        ]),
      ).toEqual(['changed', 2]);
      expect(
        told([
          [old, before],
          [now, before],
        ]),
      ).toEqual(['same', 0]);
    });

    it('读不出、没读全、找不到的，说没有读全，绝不说相同', () => {
      const unread: FileText = { status: 'none', note: '', texts: [], warnings: [] };
      const cut: FileText = { ...before, warnings: [{ code: 'cut_short', message: '太长' }] };
      expect(
        told([
          [old, unread],
          [now, unread],
        ]),
      ).toEqual(['unread', 0]);
      expect(
        told([
          [old, cut],
          [now, cut],
        ]),
      ).toEqual(['unread', 0]);
      expect(told([[old, before]])).toEqual(['unread', 0]);
    });
  });
});
