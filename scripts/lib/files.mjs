import fs from 'node:fs';
import path from 'node:path';

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

/** Makes the data directory. Under root others may pass through it: PostgreSQL runs as another user. @param {string} directory */
export function makeDataDirectory(directory) {
  fs.mkdirSync(path.join(directory, 'logs'), { recursive: true });
  fs.chmodSync(directory, process.getuid?.() === 0 ? 0o711 : 0o700);
}
