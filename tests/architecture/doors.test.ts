import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { DOORS } from '@/lib/access/rules/doors';
import { renderAccessMatrix } from '@/lib/access/rules/matrix';
import type { DoorKind } from '@/lib/access/types';
import { ROLES } from '@/lib/organs/types';
import { countDeclaredTests, countGuaranteeTests } from '../../scripts/lib/guarantees.mjs';
import { listFiles, ROOT, readText } from './paths';
import { hasDirective, isExported, parse, readSources, walk } from './project';

/** The names of exported functions and constants of a file. */
function exportsOf(file: string): string[] {
  return parse(file, readText(file)).ast.statements.flatMap((statement) => {
    if (!isExported(statement)) return [];
    if (ts.isFunctionDeclaration(statement)) return [statement.name?.text ?? ''];
    if (!ts.isVariableStatement(statement)) return [];
    return statement.declarationList.declarations.map((one) => one.name.getText());
  });
}

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];
const actionFiles = readSources(['lib', 'app', 'components'])
  .filter((file) => hasDirective(file, 'use server'))
  .map((file) => file.path);
/** The address of a file of a route: without groups and its own name. */
const addressOf = (file: string) =>
  `/${file
    .split('/')
    .slice(1, -1)
    .filter((part) => !/^\(.*\)$/.test(part))
    .join('/')}`;

/** Every door that the source has. */
const inSource: Record<DoorKind, string[]> = {
  action: actionFiles.flatMap(exportsOf),
  route: listFiles('app', (file) => /\/route\.tsx?$/.test(file)).flatMap((file) =>
    exportsOf(file)
      .filter((name) => METHODS.includes(name))
      .map((method) => `${method} ${addressOf(file)}`),
  ),
  page: listFiles('app', (file) => /\/page\.tsx$/.test(file)).map(addressOf),
};

describe('the table of doors (lib/access/rules/doors.ts)', () => {
  it.each<DoorKind>(['action', 'route', 'page'])('has every %s of the source, and no other', (kind) => {
    const listed = [...new Set(DOORS.filter((door) => door.kind === kind).map(({ name }) => name))];
    expect(listed.sort()).toEqual([...new Set(inSource[kind])].sort());
    expect(listed.length).toBeGreaterThan(9);
  });

  it('tells rows of one door apart, and names somebody in each', () => {
    const keys = DOORS.map(({ name, when }) => `${name} ${when ?? ''}`);
    expect(keys.filter((key, at) => keys.indexOf(key) !== at)).toEqual([]);
    const several = DOORS.filter(({ name }) => DOORS.filter((other) => other.name === name).length > 1);
    expect(several.filter(({ when }) => when === undefined)).toEqual([]);
    for (const { name, callers } of DOORS) {
      if (typeof callers === 'string') continue;
      expect(callers.length, name).toBeGreaterThan(0);
      expect(callers.length, `${name} is open to all: say signed_in`).toBeLessThan(ROLES.length);
    }
  });

  it('leaves no action public', () => {
    expect(DOORS.filter(({ kind, callers }) => kind === 'action' && callers === 'public')).toEqual([]);
  });
});

describe('every door is tried in tests/access', () => {
  const tests = readSources(['tests/access']);
  const named = (file: string) => new Set(literalsOf(file));
  const literalsOf = (file: string): string[] => {
    const found: string[] = [];
    walk(parse(file, readText(file)).ast, (node) => {
      if (ts.isStringLiteralLike(node)) found.push(node.text);
    });
    return found;
  };

  it('each file of actions is opened there', () => {
    const opened = tests.flatMap(({ imports }) => imports.map(({ target }) => target));
    expect(actionFiles.filter((file) => !opened.includes(file))).toEqual([]);
  });

  // playDoors fails for an action of a file it was given that has no case; here, for one that no file gives it.
  it('each action has a case', () => {
    const cases = listFiles('tests/support/doors', (file) => file.endsWith('-cases.ts')).flatMap(literalsOf);
    expect(inSource.action.filter((name) => !cases.includes(name))).toEqual([]);
  });

  it('each route handler of the office is asked there by its method and address', () => {
    const asked = tests.map(({ path }) => named(path));
    const offices = inSource.route.filter((name) => name.includes(' /office/'));
    expect(offices.length).toBeGreaterThan(4);
    expect(offices.filter((name) => !asked.some((names) => names.has(name)))).toEqual([]);
  });
});

describe('docs/access-matrix.md', () => {
  const tests = countGuaranteeTests(ROOT);

  it('is what the table of doors, the rules and the tests say now', () => {
    const isCurrent = readText('docs/access-matrix.md') === renderAccessMatrix(tests);
    expect(isCurrent, 'docs/access-matrix.md is stale: run `npm run access` and commit it').toBe(true);
  });

  it('counts tests in every file it names for a guarantee', () => {
    expect(tests.map(({ id }) => id)).toEqual(['G1', 'G2', 'G3', 'G4']);
    for (const { files, counts } of tests) {
      expect(files.filter((_, at) => counts[at] === 0).map(({ file }) => file)).toEqual([]);
    }
  });

  it('counts an `it`, a table of them once, an attack, and a door that is tried', () => {
    const text =
      "it('a', f); it.each([1, 2])('b', f); describe('c', f); const x = { title: '', code: '', guard: {} };";
    expect(countDeclaredTests(text)).toBe(3);
    expect(countDeclaredTests("const x = { door: '', prepare: f, form: f }; const y = { title: '' };")).toBe(
      1,
    );
  });
});
