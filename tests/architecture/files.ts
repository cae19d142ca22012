import ts from 'typescript';
import {
  FILE_NAMES,
  fileNameOf,
  hasDirective,
  isPure,
  lineOf,
  OTHER_FILES,
  type SourceFile,
  walk,
} from './project';

/** What may stand in app/: the names Next.js knows. Folders that begin with `_` hold parts of the routes beside them. */
const ROUTE_FILES =
  /(?:^|\/)(?:page|layout|template|loading|error|not-found|global-error|route|default)\.tsx?$|\.css$|\/_[^/]+\//;

/** More lines than this and a file becomes a folder of the same name (about 250, with room to finish a thought). */
const MAX_LINES = 300;

/** Where a file lies and how it is called: one sentence for each breach. */
export function findMisplaced(path: string): string[] {
  const found: string[] = [];
  const name = path.split('/').at(-1) ?? '';
  if (/^index\.[cm]?[jt]sx?$/.test(name)) {
    found.push(`${path}: no index files; import the file that holds what you need`);
  }
  if (path.startsWith('lib/') && path.endsWith('.tsx')) {
    found.push(`${path}: lib/ shows nothing; a component belongs into components/<domain>`);
  }
  const isInDomain = path.startsWith('lib/') && !path.startsWith('lib/platform/');
  if (isInDomain && path.endsWith('.ts') && fileNameOf(path) === null && !(path in OTHER_FILES)) {
    found.push(
      `${path}: a domain holds only ${FILE_NAMES.join(', ')}, or folders of these names; put the code into the one it belongs to`,
    );
  }
  if (path.startsWith('app/') && !ROUTE_FILES.test(path)) {
    found.push(
      `${path}: app/ holds routes only; components belong into components/<domain>, rules into lib/<domain>`,
    );
  }
  if (
    /^(?:lib|components|bin|worker)\//.test(path) &&
    !/^[a-z0-9]+(?:-[a-z0-9]+)*(?:\.[a-z]+)+$/.test(name)
  ) {
    found.push(`${path}: file names are in kebab-case`);
  }
  return found;
}

/** What a source file says that this project does not: one sentence for each breach. */
export function findBadForm(file: SourceFile): string[] {
  const found: string[] = [];
  const tell = (node: ts.Node, sentence: string) =>
    found.push(`${file.path}:${lineOf(file.ast, node)}: ${sentence}`);
  const lines = file.text.split('\n').length - 1;
  if (/^(?:lib|components|app)\//.test(file.path) && lines > MAX_LINES) {
    found.push(`${file.path}: ${lines} lines; make it a folder of the same name, one verb per file`);
  }
  if (/@ts-(?:ignore|nocheck|expect-error)/.test(file.text)) {
    found.push(`${file.path}: no @ts-ignore and its like; say the type, or narrow it`);
  }
  for (const [line] of file.text.matchAll(/biome-ignore[^\n]*/g)) {
    if (!/biome-ignore(?:-\w+)? [\w/]+: \S.{10}/.test(line)) {
      found.push(`${file.path}: a biome-ignore gives its reason after a colon`);
    }
  }
  walk(file.ast, (node) => {
    if (node.kind === ts.SyntaxKind.AnyKeyword) tell(node, 'no any; use unknown and narrow it');
    if (ts.isEnumDeclaration(node)) tell(node, 'no enum; a const array and the type derived from it');
    if (ts.isInterfaceDeclaration(node)) tell(node, 'type, not interface');
    if (isPure(file.path)) {
      const word = impureWord(node);
      if (word !== null) {
        tell(node, `${word} in a pure file; take the value as an argument (time is an argument, too)`);
      }
    }
  });
  return [...found, ...serverOnlyBreach(file), ...routeBreaches(file)];
}

const MACHINE = [
  'process',
  'window',
  'document',
  'localStorage',
  'sessionStorage',
  'navigator',
  'performance',
];
const ACTS = ['fetch', 'setTimeout', 'setInterval', 'queueMicrotask'];

/** The clock, chance, the machine or the network, where a node asks for one of them. */
function impureWord(node: ts.Node): string | null {
  if (ts.isPropertyAccessExpression(node) && ts.isIdentifier(node.expression)) {
    const text = `${node.expression.text}.${node.name.text}`;
    if (['Math.random', 'Date.now'].includes(text) || /^(?:console|crypto)\./.test(text)) return text;
    if (MACHINE.includes(node.expression.text)) return text;
  }
  if (ts.isNewExpression(node) && node.expression.getText() === 'Date' && !node.arguments?.length) {
    return 'new Date()';
  }
  if (ts.isCallExpression(node) && ts.isIdentifier(node.expression) && ACTS.includes(node.expression.text)) {
    return `${node.expression.text}()`;
  }
  return null;
}

const SERVER_NAMES = ['queries', 'public-queries', 'commands', 'jobs'];

function serverOnlyBreach(file: SourceFile): string[] {
  const name = fileNameOf(file.path);
  const isPlatform = file.path.startsWith('lib/platform/');
  const usesServer = file.imports.some(
    (one) =>
      !one.isType && (one.target === 'lib/platform/database.ts' || one.specifier.startsWith('next/headers')),
  );
  const isServerFile =
    (name !== null && SERVER_NAMES.includes(name)) || file.path in OTHER_FILES || (isPlatform && usesServer);
  const at = file.imports.findIndex((one) => one.specifier === 'server-only');
  if (isServerFile && at !== 0) {
    return [`${file.path}: begins with import 'server-only', so that it can never reach a browser`];
  }
  if (at > 0) return [`${file.path}: import 'server-only' comes first`];
  if (name === 'actions' && !hasDirective(file, 'use server'))
    return [`${file.path}: begins with 'use server'`];
  if (name !== 'actions' && /^\s*['"]use server['"]/m.test(file.text)) {
    return [
      `${file.path}: server actions stand in actions.ts of their domain, so that all doors are seen in one place`,
    ];
  }
  return [];
}

/** A page or layout defines itself and no other component. */
function routeBreaches(file: SourceFile): string[] {
  if (!file.path.startsWith('app/')) return [];
  return file.ast.statements.flatMap((statement) => {
    const isFunction = ts.isFunctionDeclaration(statement);
    const isDefault =
      isFunction && statement.modifiers?.some((one) => one.kind === ts.SyntaxKind.DefaultKeyword);
    if (!isFunction || isDefault || !returnsMarkup(statement) || !/^[A-Z]/.test(statement.name?.text ?? ''))
      return [];
    if (/^(?:GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS)$/.test(statement.name?.text ?? '')) return [];
    return [
      `${file.path}:${lineOf(file.ast, statement)}: ${statement.name?.text} is a component; it belongs into components/<domain>`,
    ];
  });
}

function returnsMarkup(node: ts.Node): boolean {
  let found = false;
  walk(node, (inner) => {
    if (ts.isJsxElement(inner) || ts.isJsxSelfClosingElement(inner) || ts.isJsxFragment(inner)) found = true;
  });
  return found;
}
