import { describe, expect, it } from 'vitest';
import {
  closedLists,
  findDefaults,
  findInteractive,
  findUndocumented,
  reachedComponents,
  readDoors,
} from './code';
import { SOURCE_PLACES } from './layers';
import { listFiles, readText } from './paths';
import { fileNameOf, parse, readSources } from './project';

const sources = readSources(SOURCE_PLACES);
const actionFiles = sources.filter((file) => fileNameOf(file.path) === 'actions');
const lists = sources.filter((file) => file.path.startsWith('lib/')).flatMap(closedLists);

describe('exports say what they do', () => {
  it('rules and commands have docstrings; queries and commands say what they give back', () => {
    expect(sources.flatMap(findUndocumented)).toEqual([]);
  });

  it.each([
    ['lib/organs/rules/x.ts', 'export function isLate() { return true; }', 'no docstring'],
    ['lib/organs/rules/x.ts', '/** Late. */\nexport const isLate = () => true;', 'function declaration'],
    [
      'lib/organs/queries.ts',
      'export function findAll() { return staffDatabase().organ.findMany(); }',
      'database row',
    ],
    ['lib/organs/queries.ts', 'export function open(): Promise<Tx> { return tx; }', 'type of Prisma'],
  ])('would tell of %s with %j', (path, text, reason) => {
    expect(findUndocumented(parse(path, text)).join()).toContain(reason);
  });
});

describe('a switch over states names every state', () => {
  it('none has a default', () => {
    expect(lists.map((list) => list.name)).toEqual(expect.arrayContaining(['DRAFT_STATES', 'PUBLIC_STATES']));
    expect(sources.flatMap((file) => findDefaults(file, lists))).toEqual([]);
  });

  it('would tell of one', () => {
    const text = "switch (state) { case 'draft': break; case 'returned': break; default: break; }";
    expect(findDefaults(parse('lib/disclosure/policy.ts', text), lists).join()).toContain('name every case');
  });
});

describe('every server action is a guarded door', () => {
  const doors = actionFiles.map(readDoors);

  it('each is built with a gate and does nothing else', () => {
    expect(doors.flatMap((file) => file.doors).length).toBeGreaterThan(10);
    expect(doors.flatMap((file) => file.breaches)).toEqual([]);
  });

  it('each is tried by every role in tests/access', () => {
    const isTest = (file: string) => file.endsWith('.ts');
    const tests = [...listFiles('tests/access', isTest), ...listFiles('tests/support/doors', isTest)]
      .map(readText)
      .join('\n');
    const untried = doors
      .flatMap((file) => file.doors)
      .filter(({ action }) => !tests.includes(action))
      .map(
        ({ action, file }) => `${file}: ${action} has no access test; add it to the table in tests/access`,
      );
    expect(untried).toEqual([]);
  });

  it.each([
    ['export async function openAction(input: unknown) { return command(input); }', 'without a gate'],
    [
      "const open = staffAction('open', s, c);\nexport async function openAction(i: unknown) { await log(); return open(i); }",
      'without a gate',
    ],
    [
      "const open = staffAction('open', s, c);\nexport async function open2(i: unknown) { return open(i); }",
      'ends with Action',
    ],
  ])('would tell of %j', (text, reason) => {
    expect(readDoors(parse('lib/organs/actions.ts', text)).breaches.join()).toContain(reason);
  });
});

describe('what a public page is made of is static', () => {
  const isPublic = (path: string) =>
    path.startsWith('components/public/') ||
    [
      'components/disclosure/body-view.tsx',
      'components/disclosure/diff-view.tsx',
      'components/annual-report/report-tables.tsx',
    ].includes(path);
  const reached = reachedComponents(sources, isPublic);

  it('no component it reaches has a hook, a handler, an inline style or an import of Next.js', () => {
    expect(reached.length).toBeGreaterThan(10);
    expect(reached.flatMap(findInteractive)).toEqual([]);
  });

  it.each([
    ["'use client';\nexport function A() { return <p />; }", 'use client'],
    ['export function A() { return <button onClick={go}>x</button>; }', 'onClick'],
    ["import { useState } from 'react';", 'pure files only'],
    ["import Link from 'next/link';", 'pure files only'],
    ['export function A() { const a = useThing(); return <p>{a}</p>; }', 'useThing'],
    ['export function A() { return <p style={{ color: "red" }} />; }', 'inline style'],
  ])('would tell of %j', (text, reason) => {
    expect(findInteractive(parse('components/public/x.tsx', text)).join()).toContain(reason);
  });
});
