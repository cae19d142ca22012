// From article to code to test: what `npm run law` writes and the architecture tests compare.
import fs from 'node:fs';
import path from 'node:path';
import ts from 'typescript';

/**
 * @typedef {import('../../lib/law/types.ts').LawSource} LawSource
 * @typedef {{ id: string, name: string, file: string }} CodeTag a function, or an object of the database
 * @typedef {{ id: string, title: string, file: string }} TestTag
 */

const ID = /条例\d+(?:-\d+)?|\b(?:TR|AR|A3|A4|W2|FR|PF|REG|CAL|FEE|LT|HE|SET)-(?:EV-)?[A-Z]?\d+(?:-\d+)?\b/g;
const CODE_FOLDERS = ['app', 'bin', 'components', 'lib', 'worker'];

/** @param {string} root @param {string} folder @param {RegExp} ending @returns {string[]} paths in the project */
function listFiles(root, folder, ending) {
  const full = path.join(root, folder);
  if (!fs.existsSync(full)) return [];
  return fs
    .readdirSync(full, { withFileTypes: true })
    .flatMap((entry) => {
      const name = path.posix.join(folder, entry.name);
      if (entry.isDirectory()) return entry.name === 'generated' ? [] : listFiles(root, name, ending);
      return ending.test(entry.name) ? [name] : [];
    })
    .sort();
}

/**
 * The `@law` and `@rule` tags of docstrings, each with the name that the docstring belongs to.
 * @param {string} file @param {string} text @returns {CodeTag[]}
 */
export function readDocTags(file, text) {
  return [...text.matchAll(/\/\*\*(?:[^*]|\*(?!\/))*\*\//g)].flatMap((match) => {
    const ids = [...match[0].matchAll(/@(?:law|rule)\s+(\S+)/g)].map((tag) => tag[1] ?? '');
    const rest = text.slice(match.index + match[0].length);
    const named =
      /^\s*(?:export\s+)?(?:default\s+)?(?:async\s+)?(?:function|const|type|class)\s+(\w+)/.exec(rest) ??
      /^\s*(?:readonly\s+)?['"]?(\w+)/.exec(rest);
    return [...new Set(ids)].map((id) => ({ id, name: named?.[1] ?? '', file }));
  });
}

/**
 * The ids in comments of a migration, each with the function around it or else the next object named.
 * @param {string} file @param {string} text @returns {CodeTag[]}
 */
export function readSqlTags(file, text) {
  const lines = text.split('\n');
  const nameIn = (/** @type {string} */ line) =>
    /(?:CREATE (?:OR REPLACE )?(?:FUNCTION|TABLE|VIEW|TRIGGER)|ADD CONSTRAINT|CREATE (?:UNIQUE )?INDEX) "?([\w.]+)/.exec(
      line,
    )?.[1];
  let around = '';
  return lines.flatMap((line, at) => {
    if (/^CREATE (?:OR REPLACE )?FUNCTION/.test(line)) around = nameIn(line) ?? '';
    if (/\$\$;?\s*$/.test(line) && !/AS \$\$\s*$/.test(line)) around = '';
    const comment = /--(.*)$/.exec(line)?.[1] ?? /^\s*'(.*)';\s*$/.exec(line)?.[1] ?? '';
    const next = lines
      .slice(at, at + 8)
      .map(nameIn)
      .find((name) => name !== undefined);
    return [...comment.matchAll(ID)].map(([id]) => ({ id, name: around || (next ?? ''), file }));
  });
}

/**
 * The ids that titles of tests begin with: `[TR-3] 拟稿人不得初审`.
 * @param {string} file @param {string} text @returns {TestTag[]}
 */
export function readTestTags(file, text) {
  const kind = file.endsWith('x') ? ts.ScriptKind.TSX : ts.ScriptKind.TS;
  const ast = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, false, kind);
  /** @type {TestTag[]} */
  const found = [];
  /** @param {ts.Node} node */
  const visit = (node) => {
    const title =
      ts.isStringLiteralLike(node) || ts.isTemplateHead(node)
        ? node.text + (ts.isTemplateHead(node) ? '…' : '')
        : '';
    const tags = /^(?:\[[^\]]+\]\s*)+/.exec(title)?.[0] ?? '';
    for (const [, inside = ''] of tags.matchAll(/\[([^\]]+)\]/g)) {
      if (inside.match(ID)?.[0] === inside) found.push({ id: inside, title, file });
    }
    ts.forEachChild(node, visit);
  };
  visit(ast);
  return found;
}

/** Every tag of the project. @param {string} root */
export function readTags(root) {
  /** @param {string} file */
  const text = (file) => fs.readFileSync(path.join(root, file), 'utf8');
  const code = [
    ...CODE_FOLDERS.flatMap((folder) => listFiles(root, folder, /\.tsx?$/)).flatMap((file) =>
      readDocTags(file, text(file)),
    ),
    ...listFiles(root, 'prisma/migrations', /\.sql$/).flatMap((file) => readSqlTags(file, text(file))),
  ];
  // The checks of the checks write tags that are none.
  const tests = listFiles(root, 'tests', /\.tsx?$/)
    .filter((file) => !file.startsWith('tests/architecture/'))
    .flatMap((file) => readTestTags(file, text(file)));
  return { code, tests };
}

/**
 * What is wrong with the index, one sentence each.
 * @param {readonly LawSource[]} sources @param {{ code: CodeTag[], tests: TestTag[] }} tags @returns {string[]}
 */
export function findProblems(sources, { code, tests }) {
  const entries = new Map(sources.flatMap((source) => source.entries).map((entry) => [entry.id, entry]));
  const problems = [];
  for (const { id, status } of entries.values()) {
    if (status !== 'implemented') continue;
    if (!code.some((tag) => tag.id === id)) {
      problems.push(
        `${id} is implemented, but no docstring says @law or @rule ${id}; tag the function that decides it`,
      );
    }
    if (!tests.some((tag) => tag.id === id)) {
      problems.push(
        `${id} is implemented, but no title of a test begins with [${id}]; add the test that proves it`,
      );
    }
  }
  for (const { id, file } of [...code, ...tests]) {
    if (!entries.has(id))
      problems.push(`${file} names ${id}, which lib/law does not list; correct the id or add it there`);
  }
  for (const { id, file } of tests) {
    const entry = entries.get(id);
    if (entry && entry.status !== 'implemented') {
      problems.push(`${file} proves ${id}, which lib/law calls ${entry.status}; call it implemented there`);
    }
  }
  return [...new Set(problems)];
}

const STATUS_WORDS = { later: 'later', not_software: 'not software' };

/**
 * docs/law-index.md as it should be.
 * @param {readonly LawSource[]} sources @param {{ code: CodeTag[], tests: TestTag[] }} tags
 */
export function renderLawIndex(sources, { code, tests }) {
  const lines = [
    '# Law index',
    '',
    'Article or rule → functions that carry its tag → tests that prove it. Written by `npm run law` from `lib/law`,',
    'docstrings, migrations and titles of tests; do not edit it here.',
  ];
  for (const source of sources) {
    lines.push('', `## ${source.title}`);
    if (source.url) lines.push('', `<${source.url}>`);
    for (const entry of source.entries.filter((one) => one.status === 'implemented')) {
      lines.push('', `### ${entry.id} ${entry.title}`, '');
      if (entry.note) lines.push(`${entry.note}。`, '');
      for (const [file, tags] of groupByFile(code.filter((tag) => tag.id === entry.id))) {
        lines.push(`- \`${file}\`: ${unique(tags.map((tag) => tag.name)).join(', ')}`);
      }
      for (const [file, tags] of groupByFile(tests.filter((tag) => tag.id === entry.id))) {
        lines.push(`- \`${file}\``, ...unique(tags.map((tag) => `  - ${tag.title}`)));
      }
    }
    const others = source.entries.filter((one) => one.status !== 'implemented');
    if (others.length === 0) continue;
    lines.push('', '| not implemented | what it asks | | why |', '|---|---|---|---|');
    for (const { id, title, status, note } of others) {
      lines.push(`| ${id} | ${title} | ${STATUS_WORDS[/** @type {'later'} */ (status)]} | ${note ?? ''} |`);
    }
  }
  return `${lines.join('\n')}\n`;
}

/** @template {{ file: string }} T @param {T[]} tags @returns {[string, T[]][]} */
function groupByFile(tags) {
  return unique(tags.map((tag) => tag.file)).map((file) => [file, tags.filter((tag) => tag.file === file)]);
}

/** @param {string[]} values @returns {string[]} */
function unique(values) {
  return [...new Set(values)];
}
