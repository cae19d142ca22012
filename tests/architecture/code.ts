import ts from 'typescript';
import { fileNameOf, hasDirective, isExported, isPure, lineOf, type SourceFile, walk } from './project';

const DOCUMENTED = ['rules', 'transitions', 'policy', 'commands'];
const TYPED = ['queries', 'public-queries', 'commands', 'jobs'];

type Exported = { name: string; node: ts.Node; call: ts.SignatureDeclaration | null; isArrow: boolean };

function exportedValues(file: SourceFile): Exported[] {
  return file.ast.statements.flatMap((statement): Exported[] => {
    if (!isExported(statement)) return [];
    if (ts.isFunctionDeclaration(statement)) {
      return [{ name: statement.name?.text ?? 'default', node: statement, call: statement, isArrow: false }];
    }
    if (!ts.isVariableStatement(statement)) return [];
    return statement.declarationList.declarations.map((one) => {
      const value = one.initializer;
      const isArrow = value !== undefined && (ts.isArrowFunction(value) || ts.isFunctionExpression(value));
      return { name: one.name.getText(file.ast), node: statement, call: isArrow ? value : null, isArrow };
    });
  });
}

function hasDocstring(node: ts.Node): boolean {
  return ts.getJSDocCommentsAndTags(node).some(ts.isJSDoc);
}

/** Exports that do not say what they decide or give back: one sentence for each. */
export function findUndocumented(file: SourceFile): string[] {
  const name = fileNameOf(file.path);
  if (name === null) return [];
  return exportedValues(file).flatMap((one) => {
    const at = `${file.path}:${lineOf(file.ast, one.node)}: ${one.name}`;
    const found: string[] = [];
    if (one.isArrow) found.push(`${at} is exported, so it is a function declaration`);
    if (DOCUMENTED.includes(name) && one.call !== null && !hasDocstring(one.node)) {
      found.push(
        `${at} has no docstring: what it decides, its inputs with unit, each refusal, @law or @rule`,
      );
    }
    const type = one.call?.type;
    if (TYPED.includes(name) && one.call !== null) {
      if (type === undefined) {
        found.push(
          `${at} does not say what it gives back; without a type a database row could leave with it`,
        );
      } else if (/\b(?:Prisma|PrismaClient|Tx)\b/.test(type.getText(file.ast))) {
        found.push(`${at} gives back a type of Prisma; describe what you hand out as a type of your own`);
      }
    }
    return found;
  });
}

const CLOSED_LISTS = /(?:STATES|ACTIONS|STEPS|CONCLUSIONS|CLASSES|KINDS|ROLES|ATTRS|REASONS)$/;

/** The closed lists of a file by their names: `export const DRAFT_STATES = ['none', …] as const`. */
export function closedLists(file: SourceFile): { name: string; values: string[] }[] {
  const lists: { name: string; values: string[] }[] = [];
  walk(file.ast, (node) => {
    if (!ts.isVariableDeclaration(node) || !CLOSED_LISTS.test(node.name.getText(file.ast))) return;
    let value = node.initializer;
    while (value && (ts.isAsExpression(value) || ts.isSatisfiesExpression(value))) value = value.expression;
    if (!value || !ts.isArrayLiteralExpression(value)) return;
    const values = value.elements.filter(ts.isStringLiteral).map((one) => one.text);
    if (values.length > 1) lists.push({ name: node.name.getText(file.ast), values });
  });
  return lists;
}

/** Switches over a closed list that have a `default`: a new state would slip through instead of failing to compile. */
export function findDefaults(file: SourceFile, lists: readonly { values: string[] }[]): string[] {
  const found: string[] = [];
  walk(file.ast, (node) => {
    if (!ts.isSwitchStatement(node)) return;
    const clauses = node.caseBlock.clauses;
    const cases = clauses.flatMap((one) =>
      ts.isCaseClause(one) && ts.isStringLiteral(one.expression) ? [one.expression.text] : [],
    );
    const isOverList =
      cases.length > 1 && lists.some((list) => cases.every((one) => list.values.includes(one)));
    if (isOverList && clauses.some(ts.isDefaultClause)) {
      found.push(
        `${file.path}:${lineOf(file.ast, node)}: a switch over states has no default, so that a new state fails to compile; name every case`,
      );
    }
  });
  return found;
}

const BUILDERS = ['staffAction', 'accountAction'];

/** A door of staff: the exported action, and the name it gives its builder. */
export type Door = { action: string; file: string };

/** The doors of an actions file, and what is wrong with them. */
export function readDoors(file: SourceFile): { doors: Door[]; breaches: string[] } {
  const built = new Set<string>();
  const doors: Door[] = [];
  const breaches: string[] = [];
  for (const statement of file.ast.statements) {
    if (!ts.isVariableStatement(statement)) continue;
    for (const one of statement.declarationList.declarations) {
      const value = one.initializer;
      const isBuilt =
        value !== undefined &&
        ts.isCallExpression(value) &&
        BUILDERS.includes(value.expression.getText(file.ast));
      if (isBuilt) built.add(one.name.getText(file.ast));
    }
  }
  for (const one of exportedValues(file)) {
    const at = `${file.path}:${lineOf(file.ast, one.node)}: ${one.name}`;
    const statement = ts.isFunctionDeclaration(one.node) ? one.node.body?.statements : undefined;
    const first = statement?.[0];
    const call =
      statement?.length === 1 && first !== undefined && ts.isReturnStatement(first)
        ? first.expression
        : undefined;
    const callee =
      call !== undefined && ts.isCallExpression(call) ? call.expression.getText(file.ast) : undefined;
    if (callee === undefined || !built.has(callee)) {
      breaches.push(
        `${at} is a public address without a gate; build it with staffAction or accountAction and call only that`,
      );
    }
    if (!one.name.endsWith('Action')) breaches.push(`${at} is an action; its name ends with Action`);
    doors.push({ action: one.name, file: file.path });
  }
  return { doors, breaches };
}

/** Everything of components/ that the given files reach, themselves included. */
export function reachedComponents(
  files: readonly SourceFile[],
  from: (path: string) => boolean,
): SourceFile[] {
  const byPath = new Map(files.map((file) => [file.path, file]));
  const reached = new Set<string>();
  const visit = (path: string) => {
    const file = byPath.get(path);
    if (file === undefined || reached.has(path) || !path.startsWith('components/')) return;
    reached.add(path);
    for (const one of file.imports) if (one.target !== null && !one.isType) visit(one.target);
  };
  for (const file of files) if (from(file.path)) visit(file.path);
  return files.filter((file) => reached.has(file.path));
}

/** Parts of React that only describe markup. */
const STATIC_PARTS = ['Fragment', 'Children', 'createElement', 'cloneElement', 'isValidElement'];

/** What keeps a component from being static HTML: one sentence for each. */
export function findInteractive(file: SourceFile): string[] {
  const found: string[] = [];
  const tell = (node: ts.Node | null, sentence: string) =>
    found.push(`${file.path}${node ? `:${lineOf(file.ast, node)}` : ''}: ${sentence}`);
  const why = 'a public page is static HTML without scripts; interaction belongs into the office';
  if (hasDirective(file, 'use client')) tell(null, `'use client': ${why}`);
  for (const one of file.imports) {
    if (one.isType) continue;
    const isReact = one.specifier === 'react' && one.names.every((name) => STATIC_PARTS.includes(name));
    const isRenderer =
      one.specifier === 'react-dom/server' && file.path === 'components/public/render-page.ts';
    const isPureLib = one.target !== null && (isPure(one.target) || one.target.startsWith('components/'));
    if (!isReact && !isRenderer && !isPureLib) {
      found.push(
        `${file.path}:${one.line} imports ${one.specifier}: a public component imports public components and pure files only (plain <a> and <img>, no next/*, no hooks)`,
      );
    }
  }
  walk(file.ast, (node) => {
    if (ts.isJsxAttribute(node) && /^on[A-Z]/.test(node.name.getText(file.ast))) {
      tell(node, `${node.name.getText(file.ast)}: ${why}`);
    }
    if (ts.isJsxAttribute(node) && node.name.getText(file.ast) === 'style') {
      tell(node, 'style: the policy of public pages allows no inline style; use a class of site.css');
    }
    if (ts.isCallExpression(node) && /^use[A-Z]/.test(node.expression.getText(file.ast))) {
      tell(node, `${node.expression.getText(file.ast)}: ${why}`);
    }
  });
  return found;
}
