import fs from 'node:fs';
import path from 'node:path';

export const ROOT = path.resolve(import.meta.dirname, '..', '..');

const SKIPPED = new Set(['node_modules', 'generated', '.next', '.data', 'fixtures', 'data']);

/** Every file below a folder of the project that `wanted` accepts; nothing for a folder that is not there. */
export function listFiles(folder: string, wanted: (file: string) => boolean): string[] {
  const full = path.join(ROOT, folder);
  if (!fs.existsSync(full)) return [];
  return fs.readdirSync(full, { withFileTypes: true }).flatMap((entry) => {
    const name = path.posix.join(folder, entry.name);
    if (entry.isDirectory()) return SKIPPED.has(entry.name) ? [] : listFiles(name, wanted);
    return wanted(name) ? [name] : [];
  });
}

export function readText(file: string): string {
  return fs.readFileSync(path.join(ROOT, file), 'utf8');
}
