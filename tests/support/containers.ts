import fs from 'node:fs';
import path from 'node:path';

/**
 * Reads what the production set-up says of its containers, so that tests run the same commands with the same settings.
 * The readers know the forms used in our two files and fail on others.
 */

export const root = path.resolve(import.meta.dirname, '..', '..');

/** One service of docker-compose.yml: its environment, its command, and the text of each of its keys. */
export type Service = { environment: Record<string, string>; command: string[]; keys: Map<string, string> };

export function readComposeText(): string {
  return fs.readFileSync(path.join(root, 'docker-compose.yml'), 'utf8');
}

function unquote(text: string): string {
  return /^".*"$/.test(text) ? String(JSON.parse(text)) : text;
}

/** A list in flow form, `[a, b, "c, d"]`. */
function readList(text: string): string[] {
  const inside = /^\[(.*)\]$/.exec(text.trim())?.[1];
  if (inside === undefined) throw new Error(`not a list in one line: ${text}`);
  return (inside.match(/"(?:[^"\\]|\\.)*"|[^,\s][^,]*/g) ?? []).map((word) => unquote(word.trim()));
}

/** The services, by name. */
export function readServices(text = readComposeText()): Map<string, Service> {
  const lines = text.split('\n').filter((line) => !/^\s*(#|$)/.test(line));
  const services = new Map<string, Service>();
  let section = '';
  let service: Service | undefined;
  let key = '';
  for (const line of lines) {
    const [, indent = '', name = '', rest = ''] = /^( *)(?:([\w-]+):)? ?(.*)$/.exec(line) ?? [];
    if (indent.length === 0) {
      section = name;
    } else if (section !== 'services') {
    } else if (indent.length === 2) {
      service = { environment: {}, command: [], keys: new Map() };
      services.set(name, service);
    } else if (service && indent.length === 4) {
      key = name;
      service.keys.set(key, rest);
      if (key === 'command') service.command = readList(rest);
    } else if (service) {
      service.keys.set(key, `${service.keys.get(key) ?? ''}\n${line.trim()}`);
      if (key === 'environment') service.environment[name] = unquote(rest);
    }
  }
  return services;
}

/** Fills in the variables of a value as `docker compose` does: `${NAME:?message}`, `${NAME:-default}`, `$$`. */
export function interpolate(text: string, variables: Record<string, string>): string {
  return text.replace(
    /\$\$|\$\{(\w+):([?-])([^}]*)\}/g,
    (whole, name: string, kind: string, rest: string) => {
      if (whole === '$$') return '$';
      const value = variables[name] ?? '';
      if (value === '' && kind === '?') throw new Error(rest);
      return value === '' ? rest : value;
    },
  );
}

/** The last stage of the Dockerfile. */
export type ImagePlan = {
  environment: Record<string, string>;
  /** What is copied: paths in the project and the folder they go to. */
  copies: { from: string[]; to: string; stage: string }[];
  command: string[];
  user: string;
  healthCheck: string;
  /** Packages the image goes without. */
  removed: string[];
};

export function readDockerfile(): ImagePlan {
  const text = fs
    .readFileSync(path.join(root, 'Dockerfile'), 'utf8')
    .replace(/^\s*#.*\n/gm, '')
    .replace(/\\\n\s*/g, '');
  const last = text.slice(text.lastIndexOf('\nFROM '));
  const instructions = last
    .split('\n')
    .map((line) => /^([A-Z]+)\s+(.*)$/.exec(line.trim()))
    .filter((match) => match !== null)
    .map(([, name = '', rest = '']) => ({ name, rest }));
  const all = (name: string) => instructions.filter((one) => one.name === name).map((one) => one.rest);
  const environment: Record<string, string> = {};
  for (const line of all('ENV')) {
    for (const [, name = '', value = ''] of line.matchAll(/(\w+)=(\S*)/g)) {
      environment[name] = value.startsWith('$') ? '' : value;
    }
  }
  const copies = all('COPY').map((line) => {
    const [option = '', ...paths] = line.split(/\s+/);
    return {
      stage: option.replace('--from=', ''),
      from: paths.slice(0, -1).map((one) => one.replace(/^\/app\//, '')),
      to: paths.at(-1) ?? '',
    };
  });
  const removed = /rm -rf (.*)$/m.exec(text)?.[1]?.split(/\s+/) ?? [];
  return {
    environment,
    copies,
    removed,
    command: JSON.parse(all('CMD').at(-1) ?? '[]'),
    user: all('USER').at(-1) ?? '',
    healthCheck: all('HEALTHCHECK').at(-1) ?? '',
  };
}

/**
 * Lays out a folder as the image has it under /app. The project's own files are copies, so that one the Dockerfile
 * forgets is missed; packages are links, and those the image removes are absent.
 */
export function layOutImage(plan: ImagePlan, folder: string): void {
  for (const { from, to } of plan.copies) {
    for (const source of from) {
      const target = to.endsWith('/') ? path.join(folder, to, path.basename(source)) : path.join(folder, to);
      if (source === 'node_modules') linkPackages(target, plan.removed);
      else fs.cpSync(path.join(root, source), target, { recursive: true, verbatimSymlinks: true });
    }
  }
}

function linkPackages(target: string, removed: string[]): void {
  const modules = path.join(root, 'node_modules');
  fs.mkdirSync(target, { recursive: true });
  for (const name of fs.readdirSync(modules)) {
    const scoped = name.startsWith('@') ? fs.readdirSync(path.join(modules, name)) : [];
    const names = scoped.length > 0 ? scoped.map((one) => `${name}/${one}`) : [name];
    for (const one of names) {
      if (one.startsWith('.') || removed.includes(one) || removed.includes(name)) continue;
      fs.mkdirSync(path.dirname(path.join(target, one)), { recursive: true });
      fs.symlinkSync(path.join(modules, one), path.join(target, one));
    }
  }
}
