import 'server-only';
import { readFileSync } from 'node:fs';
import path from 'node:path';

let known: string | undefined;

/**
 * The path of the public stylesheet with the hash of its content, so that it can be cached for good. Read once in
 * production; while developing the stylesheet changes under the running server.
 */
export function stylesheetPath(): string {
  if (known !== undefined && process.env.NODE_ENV === 'production') return known;
  let hash = '';
  try {
    const file = path.join(/* turbopackIgnore: true */ process.cwd(), 'public', 'assets', 'site.json');
    const read: unknown = JSON.parse(readFileSync(file, 'utf8'));
    if (read instanceof Object && 'hash' in read && typeof read.hash === 'string') hash = read.hash;
  } catch {
    // Not compiled yet: the plain address works as soon as it is.
  }
  known = /^[0-9a-f]+$/.test(hash) ? `/assets/site.css?v=${hash}` : '/assets/site.css';
  return known;
}
