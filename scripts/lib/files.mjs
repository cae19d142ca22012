import fs from 'node:fs';
import path from 'node:path';
import { Refusal } from './refusal.mjs';

/**
 * Writes a file whole or not at all, readable by its owner only.
 * @param {string} file
 * @param {string} text
 */
export function writePrivately(file, text) {
  const draft = `${file}.${process.pid}.new`;
  try {
    fs.writeFileSync(draft, text, { mode: 0o600, flush: true });
    fs.renameSync(draft, file);
  } catch (error) {
    fs.rmSync(draft, { force: true });
    throw error;
  }
}

/** @param {string} file @returns {any} the parsed content, or null when there is no such file or it is not JSON */
export function readJson(file) {
  try {
    return JSON.parse(fs.readFileSync(file, 'utf8'));
  } catch {
    return null;
  }
}

/** What tells a data directory of ours from any other folder. */
const MARKS = ['secrets.json', 'pg', 'start.lock'];

/** @param {string} directory @returns {'absent' | 'empty' | 'ours' | 'foreign'} */
export function kindOfDirectory(directory) {
  if (!fs.existsSync(directory)) return 'absent';
  const entries = fs.readdirSync(directory);
  if (entries.length === 0) return 'empty';
  return MARKS.some((name) => entries.includes(name)) ? 'ours' : 'foreign';
}

/**
 * Makes the data directory; refuses a folder in use for something else. Under root others may pass through a
 * new one, because PostgreSQL runs as another user; what lies in it is closed to them.
 * @param {string} directory
 */
export function makeDataDirectory(directory) {
  if (kindOfDirectory(directory) === 'foreign') {
    throw new Refusal(`${directory} 里已有别的文件，不是公开的数据目录；请用 --data 指定一个空目录。`);
  }
  fs.mkdirSync(directory, { recursive: true, mode: process.getuid?.() === 0 ? 0o711 : 0o700 });
  fs.mkdirSync(path.join(directory, 'logs'), { recursive: true });
}

/**
 * Space left for us on the disk of a path that may not exist yet.
 * @param {string} location
 * @returns {number} bytes
 */
export function freeSpace(location) {
  let existing = path.resolve(location);
  while (!fs.existsSync(existing)) existing = path.dirname(existing);
  const { bavail, bsize } = fs.statfsSync(existing);
  return bavail * bsize;
}
