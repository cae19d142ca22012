import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';

/**
 * One hash over files and whole folders: names and contents, in a fixed order. What is missing counts as missing.
 *
 * @param {string} root
 * @param {string[]} names relative to root
 * @param {{ skip?: string[], also?: string[] }} [options] `skip`: relative paths left out; `also`: further facts
 * @returns {string} hexadecimal SHA-256
 */
export function hashOf(root, names, { skip = [], also = [] } = {}) {
  const hash = createHash('sha256');
  const visit = (/** @type {string} */ name) => {
    if (skip.includes(name)) return;
    const file = path.join(root, name);
    const stat = fs.statSync(file, { throwIfNoEntry: false });
    if (stat?.isDirectory()) {
      for (const entry of fs.readdirSync(file).sort()) visit(path.posix.join(name, entry));
    } else {
      hash.update(`${name}\0${stat ? stat.size : 'none'}\0`);
      if (stat) hash.update(fs.readFileSync(file));
    }
  };
  for (const name of [...names].sort()) visit(name);
  for (const fact of also) hash.update(`\0${fact}`);
  return hash.digest('hex');
}
