import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { flatTransitions } from '@/lib/applications/transitions';
import { ITEM_TRANSITIONS, VISIBILITY_TRANSITIONS } from '@/lib/disclosure/transitions';
import { listFiles, ROOT, readText } from './paths';

const documents = ['README.md', 'README.en.md', ...listFiles('docs', (file) => file.endsWith('.md'))];

describe('README.md and README.en.md say the same', () => {
  const headings = (text: string) => outsideCode(text).filter((line) => /^#+ /.test(line));
  const commands = (text: string) =>
    [...text.matchAll(/```\w*\n([\s\S]*?)```/g)].flatMap(([, block = '']) =>
      block
        .split('\n')
        .map((line) => line.replace(/\s*#.*$/, '').trim())
        .filter((line) => line !== ''),
    );
  const chinese = readText('README.md');
  const english = readText('README.en.md');

  it('they have the same headings, level by level', () => {
    const levels = (text: string) => headings(text).map((line) => /^#+/.exec(line)?.[0].length);
    expect(levels(english)).toEqual(levels(chinese));
    expect(headings(chinese).length).toBeGreaterThan(5);
  });

  it('they give the same commands', () => {
    expect(commands(english)).toEqual(commands(chinese));
    expect(commands(chinese)).toContain('npm start');
  });

  it('they lead to the same documents', () => {
    const targets = (text: string) => linksOf(text).filter((link) => !link.startsWith('README'));
    expect(targets(english)).toEqual(targets(chinese));
  });
});

describe('documents are true to the project', () => {
  it('every link leads to a file', () => {
    const broken = documents.flatMap((file) =>
      linksOf(readText(file))
        .filter((link) => !/^(?:https?:|mailto:|#)/.test(link))
        .map((link) => path.posix.join(path.posix.dirname(file), link.replace(/#.*$/, '')))
        .filter((target) => !fs.existsSync(path.join(ROOT, target)))
        .map((target) => `${file} links to ${target}, which is not there`),
    );
    expect(broken).toEqual([]);
  });

  it('every path named in code type is there', () => {
    const named =
      /`((?:app|bin|components|docker|docs|lib|nginx|prisma|scripts|tests|worker)\/[\w./()[\]-]+)`/g;
    const missing = documents
      .filter((file) => file !== 'docs/law-index.md')
      .flatMap((file) =>
        [...readText(file).matchAll(named)]
          .map((match) => match[1] ?? '')
          .filter((target) => !fs.existsSync(path.join(ROOT, target)))
          .map((target) => `${file} names ${target}, which is not there`),
      );
    expect(missing).toEqual([]);
  });

  it('every npm script named exists', () => {
    const scripts = Object.keys((JSON.parse(readText('package.json')) as { scripts: object }).scripts);
    const named = documents.flatMap((file) =>
      [...readText(file).matchAll(/(?:`|^)npm (?:run (?:-s )?)?([a-z][\w:-]*)/gm)].map(
        (match) => match[1] ?? '',
      ),
    );
    const own = ['ci', 'install', 'registry', 'run'];
    expect(named.filter((name) => !scripts.includes(name) && !own.includes(name))).toEqual([]);
  });

  it('decisions are numbered without gaps and have a date, a status and their parts', () => {
    const files = listFiles('docs/decisions', (file) => file.endsWith('.md')).sort();
    const numbers = files.map((file) => Number(path.basename(file).slice(0, 4)));
    expect(numbers).toEqual(numbers.map((_, at) => at + 1));
    for (const file of files) {
      const text = readText(file);
      expect(text, file).toMatch(/^# \d{4} \S.*\n\n\d{4}-\d{2}-\d{2} · (?:accepted|superseded by \d{4})/);
      for (const part of ['Context', 'Decision', 'Rejected', 'Consequences']) {
        expect(text, `${file} lacks ${part}`).toContain(`\n## ${part}`);
      }
    }
  });

  it('docs/database-errors.md lists the codes that the migrations raise, and no other', () => {
    const codes = (text: string) => [...new Set(text.match(/\bGK\d{3}\b/g) ?? [])].sort();
    const raised = listFiles('prisma/migrations', (file) => file.endsWith('.sql'))
      .map(readText)
      .flatMap((text) => text.match(/ERRCODE = 'GK\d{3}'/g) ?? []);
    expect(codes(readText('docs/database-errors.md'))).toEqual(codes(raised.join()));
  });

  it('the diagrams of docs/architecture.md are the tables', () => {
    const drawn = [...readText('docs/architecture.md').matchAll(/^ {2}(\w+) --> (\w+): (\w+)$/gm)].map(
      (match) => [match[1], match[3], match[2]].join(' '),
    );
    const moves = flatTransitions().filter(({ from, to }) => from !== to && from !== 'none');
    const rows = [...ITEM_TRANSITIONS, ...VISIBILITY_TRANSITIONS, ...moves].map(({ from, action, to }) =>
      [from, action, to].join(' '),
    );
    expect(drawn.sort()).toEqual(rows.sort());
  });
});

function outsideCode(text: string): string[] {
  return text.replace(/```[\s\S]*?```/g, '').split('\n');
}

function linksOf(text: string): string[] {
  return [
    ...outsideCode(text)
      .join('\n')
      .matchAll(/\]\(([^)\s]+)\)/g),
  ].map((match) => match[1] ?? '');
}
