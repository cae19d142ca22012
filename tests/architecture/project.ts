import fs from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { listFiles, ROOT, readText } from './paths';

/** One import or re-export of a file. `target` is a path in the project, or null for a package. */
export type Import = {
  readonly specifier: string;
  readonly target: string | null;
  /** `import type`, or every name marked `type`: gone after compiling. */
  readonly isType: boolean;
  /** Names of values; a type has none. */
  readonly names: readonly string[];
  readonly line: number;
};

export type SourceFile = {
  /** Path in the project, with `/`. */
  readonly path: string;
  readonly text: string;
  readonly ast: ts.SourceFile;
  readonly imports: readonly Import[];
};

/** The TypeScript sources of some folders and files, parsed once per test file. */
export function readSources(places: readonly string[]): SourceFile[] {
  const isSource = (file: string) => /\.tsx?$/.test(file) && !file.endsWith('.d.ts');
  const files = places.flatMap((place) => (isSource(place) ? [place] : listFiles(place, isSource)));
  return files
    .filter((file) => fs.existsSync(path.join(ROOT, file)))
    .map((file) => parse(file, readText(file)));
}

/** Parses one file; `text` may be anything, so that a check can be shown a breach. */
export function parse(file: string, text: string): SourceFile {
  const kind = file.endsWith('x') ? ts.ScriptKind.TSX : ts.ScriptKind.TS;
  const ast = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true, kind);
  return { path: file, text, ast, imports: readImports(file, ast) };
}

function readImports(file: string, ast: ts.SourceFile): Import[] {
  const found: Import[] = [];
  const add = (node: ts.Node, literal: ts.Node | undefined, isType: boolean, names: string[]) => {
    if (literal === undefined || !ts.isStringLiteral(literal)) return;
    found.push({
      specifier: literal.text,
      target: resolve(file, literal.text),
      isType,
      names,
      line: lineOf(ast, node),
    });
  };
  walk(ast, (node) => {
    if (ts.isImportDeclaration(node)) {
      const clause = node.importClause;
      const bindings = clause?.namedBindings;
      const named = bindings && ts.isNamedImports(bindings) ? [...bindings.elements] : [];
      const isOnlyTypes =
        clause !== undefined &&
        (clause.isTypeOnly || (!clause.name && named.length > 0 && named.every((one) => one.isTypeOnly)));
      const values = clause?.isTypeOnly ? [] : named.filter((one) => !one.isTypeOnly);
      const names = values.map((one) => (one.propertyName ?? one.name).text);
      if (clause?.name) names.push('default');
      if (bindings && ts.isNamespaceImport(bindings)) names.push('*');
      add(node, node.moduleSpecifier, isOnlyTypes, names);
    } else if (ts.isExportDeclaration(node)) add(node, node.moduleSpecifier, node.isTypeOnly, []);
    else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
      add(node, node.arguments[0], false, ['*']);
    } else if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) {
      add(node, node.argument.literal, true, []);
    }
  });
  return found;
}

function resolve(file: string, specifier: string): string | null {
  const isOwn = specifier.startsWith('@/') || specifier.startsWith('.');
  if (!isOwn) return null;
  const base = specifier.startsWith('@/')
    ? specifier.slice(2)
    : path.posix.join(path.posix.dirname(file), specifier);
  const candidates = [base, `${base}.ts`, `${base}.tsx`, `${base}/index.ts`, `${base}/index.tsx`];
  const isFile = (candidate: string) =>
    fs.statSync(path.join(ROOT, candidate), { throwIfNoEntry: false })?.isFile() === true;
  return candidates.find(isFile) ?? base;
}

/** Visits a node and everything below it. */
export function walk(node: ts.Node, visit: (node: ts.Node) => void): void {
  visit(node);
  node.forEachChild((child) => walk(child, visit));
}

export function lineOf(ast: ts.SourceFile, node: ts.Node): number {
  return ast.getLineAndCharacterOfPosition(node.getStart(ast)).line + 1;
}

export function isExported(node: ts.Node): boolean {
  return (
    ts.canHaveModifiers(node) &&
    (ts.getModifiers(node) ?? []).some((modifier) => modifier.kind === ts.SyntaxKind.ExportKeyword)
  );
}

/** Whether the first statement is this directive, e.g. `'use client'`. */
export function hasDirective(file: SourceFile, directive: string): boolean {
  const first = file.ast.statements[0];
  return (
    first !== undefined &&
    ts.isExpressionStatement(first) &&
    ts.isStringLiteral(first.expression) &&
    first.expression.text === directive
  );
}

const PURE_NAMES = ['types', 'rules', 'transitions', 'policy', 'schema', 'messages'] as const;
const IMPURE_NAMES = ['queries', 'public-queries', 'commands', 'actions', 'jobs'] as const;
export const FILE_NAMES = [...PURE_NAMES, ...IMPURE_NAMES] as const;
export type FileName = (typeof FILE_NAMES)[number];

/** Files of a domain outside the closed set, each with its reason. */
export const OTHER_FILES: Readonly<Record<string, string>> = {
  'lib/organs/staff-gate.ts':
    'the gate every door of staff passes: it joins the request, the session and the actor',
  'lib/organs/auth-options.ts': 'the one place that configures next-auth',
};

/** Files of lib/platform that pure code, and so the browser, may use. */
export const PURE_PLATFORM = ['result', 'dates', 'canonical', 'text'].map(
  (name) => `lib/platform/${name}.ts`,
);

/**
 * What a file of a domain is: `lib/<domain>/[<sub-noun>/…]<name>.ts`, or a part of it in a folder of that name.
 * Null for files elsewhere and for names outside the closed set.
 */
export function fileNameOf(file: string): FileName | null {
  const match = /^lib\/([^/]+)\/(.+)\.ts$/.exec(file);
  if (!match || match[1] === 'platform') return null;
  const parts = (match[2] ?? '').split('/');
  const name = parts.find((part) => (FILE_NAMES as readonly string[]).includes(part));
  return (name as FileName | undefined) ?? null;
}

export function isPure(file: string): boolean {
  const name = fileNameOf(file);
  return PURE_PLATFORM.includes(file) || (name !== null && (PURE_NAMES as readonly string[]).includes(name));
}
