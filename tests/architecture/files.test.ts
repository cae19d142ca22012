import { describe, expect, it } from 'vitest';
import { findBadForm, findMisplaced } from './files';
import { SOURCE_PLACES } from './layers';
import { listFiles } from './paths';
import { OTHER_FILES, parse, readSources } from './project';

const sources = readSources(SOURCE_PLACES);
const everyFile = ['app', 'components', 'lib', 'bin', 'worker'].flatMap((folder) =>
  listFiles(folder, () => true),
);

describe('files lie where the next engineer looks for them', () => {
  it('every file has a place and a name of the closed set', () => {
    expect(everyFile.flatMap(findMisplaced)).toEqual([]);
  });

  it('every exception still exists', () => {
    expect(everyFile).toEqual(expect.arrayContaining(Object.keys(OTHER_FILES)));
  });

  it('every file keeps the form of the house', () => {
    expect(sources.flatMap(findBadForm)).toEqual([]);
  });

  it.each([
    ['lib/organs/index.ts', 'no index files'],
    ['lib/organs/helpers.ts', 'a domain holds only'],
    ['lib/disclosure/body/tools.ts', 'a domain holds only'],
    ['lib/organs/rules.tsx', 'belongs into components'],
    ['app/(staff)/office/item-table.tsx', 'routes only'],
    ['components/ui/DatePicker.tsx', 'kebab-case'],
  ])('would tell of %s', (path, reason) => {
    expect(findMisplaced(path).join()).toContain(reason);
  });

  it.each([
    ['lib/organs/rules/x.ts', 'export const now = () => new Date();', 'time is an argument'],
    ['lib/organs/rules/x.ts', 'export const now = () => Date.now();', 'time is an argument'],
    ['lib/organs/rules/x.ts', 'export const pick = () => Math.random();', 'pure'],
    ['lib/organs/types.ts', 'export const mode = process.env.GONGKAI_MODE;', 'pure'],
    ['lib/organs/types.ts', 'export type A = any;', 'no any'],
    ['lib/organs/types.ts', 'export enum A { b }', 'no enum'],
    ['lib/organs/types.ts', 'export interface A { b: 1 }', 'not interface'],
    ['lib/organs/types.ts', '// @ts-ignore\nexport const a = 1;', 'no @ts-ignore'],
    ['lib/organs/types.ts', '// biome-ignore lint/a/b: x\nexport const a = 1;', 'reason'],
    ['lib/organs/types.ts', '\n'.repeat(301), 'folder of the same name'],
    ['lib/organs/queries.ts', "import { z } from 'zod';", 'server-only'],
    ['lib/organs/commands/x.ts', "import { z } from 'zod';\nimport 'server-only';", 'server-only'],
    ['lib/platform/x.ts', "import { staffDatabase } from './database';", 'server-only'],
    ['lib/organs/actions.ts', 'export async function a() {}', "'use server'"],
    ['components/ui/x.tsx', "'use server';\nexport async function a() {}", 'actions.ts'],
    ['app/page.tsx', 'export function List() { return <ul />; }', 'components/<domain>'],
  ])('would tell of %s with %j', (path, text, reason) => {
    expect(findBadForm(parse(path, text)).join()).toContain(reason);
  });
});
