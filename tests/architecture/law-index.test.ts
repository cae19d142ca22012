import { describe, expect, it } from 'vitest';
import { LAW_SOURCES } from '@/lib/law/rules/index-of-law';
import {
  findProblems,
  readDocTags,
  readSqlTags,
  readTags,
  readTestTags,
  renderLawIndex,
} from '../../scripts/lib/law-index.mjs';
import { listFiles, ROOT, readText } from './paths';

const tags = readTags(ROOT);

describe('from article to code to test, and back', () => {
  it('every implemented article and rule has its function and its test, and every tag its article', () => {
    expect(findProblems(LAW_SOURCES, tags)).toEqual([]);
  });

  it('docs/law-index.md is what the tags say now', () => {
    const isCurrent = readText('docs/law-index.md') === renderLawIndex(LAW_SOURCES, tags);
    expect(isCurrent, 'docs/law-index.md is stale: run `npm run law` and commit it').toBe(true);
  });

  it('no id is listed twice, and what is not done says why', () => {
    const entries = LAW_SOURCES.flatMap((source) => source.entries);
    const ids = entries.map((entry) => entry.id);
    expect(ids.filter((id, at) => ids.indexOf(id) !== at)).toEqual([]);
    expect(entries.filter((entry) => entry.status !== 'implemented' && !entry.note)).toEqual([]);
  });

  it('every rule that the three texts number is listed', () => {
    const numbered = (prefix: string, last: number) =>
      Array.from({ length: last }, (_, at) => `${prefix}${at + 1}`);
    const ids = LAW_SOURCES.flatMap((source) => source.entries).map((entry) => entry.id);
    expect(ids).toEqual(
      expect.arrayContaining([
        ...numbered('条例', 56).filter((id) => !['条例49', '条例50'].includes(id)),
        ...numbered('TR-', 20),
        ...numbered('AR-T', 8),
        ...numbered('AR-C', 5),
        ...numbered('A3-', 6),
        ...numbered('A4-', 2),
        ...numbered('W2-', 2),
        ...numbered('FR-', 6),
        ...numbered('PF-', 20),
      ]),
    );
  });

  it('refusals name articles and rules that are listed', () => {
    const ids = LAW_SOURCES.flatMap((source) => source.entries).map((entry) => entry.id);
    const named = listFiles('lib', (file) => file.endsWith('messages.ts')).flatMap((file) =>
      [...readText(file).matchAll(/: '((?:条例|TR-|AR-|PF-|REG-)[^']{1,12})',/g)].map(
        (match) => match[1] ?? '',
      ),
    );
    expect(named.length).toBeGreaterThan(4);
    expect(named.filter((id) => !ids.includes(id))).toEqual([]);
  });
});

describe('the reader of tags', () => {
  it('finds several tags on one line, with the name of what they describe', () => {
    const text =
      '/**\n * Why.\n *\n * @rule TR-1 @rule TR-2 @law 条例17-3\n */\nexport async function decide() {}';
    expect(readDocTags('lib/a.ts', text)).toEqual([
      { id: 'TR-1', name: 'decide', file: 'lib/a.ts' },
      { id: 'TR-2', name: 'decide', file: 'lib/a.ts' },
      { id: '条例17-3', name: 'decide', file: 'lib/a.ts' },
    ]);
  });

  it('finds ids in comments of SQL, with the function around them or the next object', () => {
    const sql = [
      '-- The floor (TR-1, TR-2).',
      'CREATE FUNCTION office.floor() RETURNS void AS $$',
      'BEGIN',
      '  -- REG-17-1: each item.',
      'END $$;',
      '-- AR-T8: one a year.',
      'CREATE UNIQUE INDEX one_a_year ON office.live_item (report_year);',
    ].join('\n');
    expect(readSqlTags('m.sql', sql).map(({ id, name }) => `${id} ${name}`)).toEqual([
      'TR-1 office.floor',
      'TR-2 office.floor',
      'REG-17-1 office.floor',
      'AR-T8 one_a_year',
    ]);
  });

  it('finds ids at the beginning of titles only', () => {
    const text =
      "it('[TR-3][条例17-3] 不得兼任', () => {}); it(`[A3-1] 合计`, f); it('见 [TR-1]', f); it('[TR] x', f);";
    expect(readTestTags('t.ts', text).map((tag) => tag.id)).toEqual(['TR-3', '条例17-3', 'A3-1']);
  });

  it('would tell of an article without code or test, an unknown id, and a test of what is not done', () => {
    const sources = [
      {
        title: '',
        url: null,
        entries: [
          { id: 'TR-1', title: '', status: 'implemented' as const },
          { id: 'TR-4', title: '', status: 'later' as const, note: '' },
        ],
      },
    ];
    const problems = findProblems(sources, {
      code: [{ id: 'TR-99', name: 'a', file: 'lib/a.ts' }],
      tests: [{ id: 'TR-4', title: '', file: 't.ts' }],
    });
    expect(problems.map((problem) => problem.split(/[;,]/)[0])).toEqual([
      'TR-1 is implemented',
      'TR-1 is implemented',
      'lib/a.ts names TR-99',
      't.ts proves TR-4',
    ]);
  });
});
