import { fileNameOf, type Import, isPure, OTHER_FILES, PURE_PLATFORM, type SourceFile } from './project';

export const SOURCE_PLACES = [
  'app',
  'components',
  'lib',
  'bin',
  'worker',
  'prisma/seed',
  'proxy.ts',
  'instrumentation.ts',
] as const;

type Layer = 'app' | 'components' | 'domain' | 'platform' | 'program' | 'seed';

function layerOf(file: string): Layer {
  if (file.startsWith('lib/platform/')) return 'platform';
  if (file.startsWith('lib/')) return 'domain';
  if (file.startsWith('components/')) return 'components';
  if (file.startsWith('prisma/')) return 'seed';
  return file.startsWith('bin/') || file.startsWith('worker/') ? 'program' : 'app';
}

/** Packages that pure code may use: they compute, and touch neither machine, network nor clock. */
const PURE_PACKAGES = ['zod', 'diff', 'canonicalize', 'fflate', 'saxes', 'unpdf', 'papaparse'];

/** Packages that talk to the database; all else goes through lib/platform. */
const DATABASE_PACKAGES = /^(?:pg|@prisma\/.*|prisma)$/;

/** Files that use lib/platform/database from outside queries, commands and jobs, each with its reason. */
const DATABASE_USERS: Readonly<Record<string, string>> = {
  'app/api/health/route.ts': 'asks only whether both roles answer, which concerns no domain',
};

const DATABASE = 'lib/platform/database.ts';
/** Fixed when the application is built, so it reads nothing at run time that a component may not. */
const BASE_PATH = 'lib/platform/base-path.ts';
const CALLS_OF_THE_PROGRAMS = ['closeDatabases'];

/** Files of an office side that the public side may use too, each with its reason. */
const OPEN_TO_BOTH: Readonly<Record<string, string>> = {
  'lib/personal-data/commands/seal.ts':
    'seals and opens with the keys of the environment and reaches no database; the public form seals what it hands over',
};

/** What a file imports against the layers, one sentence for each breach: who, what, and where it belongs. */
export function findBreaches(file: SourceFile): string[] {
  return file.imports.flatMap((one) => {
    const reason = breachOf(file.path, one);
    return reason === null ? [] : [`${file.path}:${one.line} imports ${one.specifier}: ${reason}`];
  });
}

function breachOf(file: string, one: Import): string | null {
  const { target } = one;
  return target === null ? packageBreach(file, one) : ownBreach(file, target, one);
}

function packageBreach(file: string, { specifier, isType }: Import): string | null {
  if (DATABASE_PACKAGES.test(specifier) && !mayConnect(file)) {
    return 'only lib/platform talks to Prisma and PostgreSQL; ask a query or a command';
  }
  if (isPure(file) && !isType) {
    const isHashing = file === 'lib/platform/canonical.ts' && specifier === 'node:crypto';
    if (!isHashing && !PURE_PACKAGES.includes(specifier)) {
      return 'types, rules, transitions, policy, schema and messages are pure; do this in a query or command and hand the result in';
    }
  }
  return null;
}

function isDatabaseLayer(file: string): boolean {
  return file.startsWith('lib/platform/');
}

/** The demo marks its database as the owner, which no role of the application may do. */
function mayConnect(file: string): boolean {
  return isDatabaseLayer(file) || layerOf(file) === 'seed';
}

function ownBreach(file: string, target: string, one: Import): string | null {
  const from = layerOf(file);
  const to = layerOf(target);
  if (from === 'seed' || target.startsWith('scripts/')) return null;
  const upwards =
    (from === 'components' && (to === 'app' || to === 'program')) ||
    ((from === 'domain' || from === 'platform') && to !== 'domain' && to !== 'platform');
  if (upwards) return 'imports go down (app → components → lib), never upwards; move what is shared into lib';
  if (to === 'seed' && from !== 'program')
    return 'the demo is loaded by its own command only; move what is shared into lib';
  if (from === 'platform' && to === 'domain') {
    return 'lib/platform knows no domain; move the code into the domain, or hand it in as an argument';
  }
  if (from === 'program' && (to === 'components' || to === 'app')) {
    return 'programs call commands, queries and jobs; they show no screens';
  }
  return databaseBreach(file, target, one) ?? pureBreach(file, target, one) ?? sideBreach(file, target, one);
}

function databaseBreach(file: string, target: string, { names }: Import): string | null {
  if (target.includes('/generated/') && !isDatabaseLayer(file)) {
    return 'no Prisma type leaves lib/platform; describe what you hand out as a type of your own';
  }
  if (target !== DATABASE || isDatabaseLayer(file) || file in DATABASE_USERS) return null;
  const name = fileNameOf(file);
  const mayUse = name !== null && ['queries', 'public-queries', 'commands', 'jobs'].includes(name);
  if (layerOf(file) === 'program' && names.every((call) => CALLS_OF_THE_PROGRAMS.includes(call))) return null;
  if (!mayUse && !isPure(file)) {
    return 'only queries, public-queries, commands and jobs reach the database; put the access into one of them';
  }
  if (name === 'public-queries' && names.some((call) => call !== 'publicDatabase')) {
    return 'public-queries read the schema published through publicDatabase and nothing else';
  }
  if (name !== 'public-queries' && names.includes('publicDatabase')) {
    return 'reads for the public belong into public-queries';
  }
  return null;
}

function pureBreach(file: string, target: string, { isType }: Import): string | null {
  if (!isPure(file) || isPure(target) || isType) return null;
  return 'a pure file imports pure files only; move the impure part into a query or command and hand the result in';
}

/** Commands that compute and reach no database, each with its reason: what the public hands in is sealed the same way. */
const SHARED_WITH_THE_PUBLIC: Readonly<Record<string, string>> = {
  'lib/personal-data/commands/seal.ts': 'seals identity numbers and files; stores nothing',
  'lib/personal-data/commands/inspect-file.ts': 'looks at a file that is brought; stores nothing',
  'lib/applications/commands/query-code.ts': 'makes query codes from the key in the environment',
};

function sideBreach(file: string, target: string, { isType }: Import): string | null {
  const name = fileNameOf(target);
  if (layerOf(file) === 'components' && target.startsWith('lib/') && !isType) {
    if (
      target.startsWith('lib/platform/')
        ? PURE_PLATFORM.includes(target) || target === BASE_PATH
        : isPure(target) || name === 'actions'
    ) {
      return null;
    }
    return 'components get plain objects as props and call actions; fetch in the page and hand the data in';
  }
  if (target in SHARED_WITH_THE_PUBLIC) return null;
  const isPublicSide = file.startsWith('app/(public)/') || fileNameOf(file) === 'public-queries';
  const isOfficeSide = name !== null && ['queries', 'commands', 'actions', 'jobs'].includes(name);
  if (isPublicSide && !(target in OPEN_TO_BOTH) && (isOfficeSide || target in OTHER_FILES)) {
    return 'the public side reads the schema published only: use or add a function of public-queries';
  }
  if (file.startsWith('app/(staff)/') && name === 'public-queries') {
    return 'the office reads through queries, which ask who is reading; public-queries are for public pages';
  }
  return null;
}

/** Rings of files that import each other, each once, as `a → b → a`. */
export function findCycles(files: readonly SourceFile[]): string[] {
  const graph = new Map(
    files.map((file) => [
      file.path,
      file.imports.flatMap((one) => (one.target === null ? [] : [one.target])),
    ]),
  );
  return ringsOf(graph);
}

/** Parts of a domain that stand on their own, each with its reason: they count as a domain here. */
const STANDALONE_PARTS: Readonly<Record<string, string>> = {
  'disclosure/body': 'the format of every written text; items and annual reports both hold some',
};

function domainOf(file: string): string | null {
  const domain = /^lib\/([^/]+)\//.exec(file)?.[1] ?? null;
  return Object.keys(STANDALONE_PARTS).find((part) => file.startsWith(`lib/${part}/`)) ?? domain;
}

/** Rings of domains, types included: two domains that know each other are one. */
export function findDomainCycles(files: readonly SourceFile[]): string[] {
  const graph = new Map<string, string[]>();
  for (const file of files) {
    const domain = domainOf(file.path);
    if (domain === null) continue;
    const others = file.imports.flatMap((one) => (one.target === null ? [] : (domainOf(one.target) ?? [])));
    graph.set(domain, [...(graph.get(domain) ?? []), ...others.filter((other) => other !== domain)]);
  }
  return ringsOf(graph);
}

function ringsOf(graph: ReadonlyMap<string, readonly string[]>): string[] {
  const rings: string[] = [];
  const state = new Map<string, 'open' | 'done'>();
  const path: string[] = [];
  const visit = (node: string) => {
    if (state.get(node) === 'done') return;
    if (state.get(node) === 'open') {
      rings.push([...path.slice(path.indexOf(node)), node].join(' → '));
      return;
    }
    state.set(node, 'open');
    path.push(node);
    for (const next of new Set(graph.get(node) ?? [])) visit(next);
    path.pop();
    state.set(node, 'done');
  };
  for (const node of graph.keys()) visit(node);
  return rings;
}
