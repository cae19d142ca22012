import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { readJson, writePrivately } from './files.mjs';

/**
 * @typedef {object} Secrets
 * @property {string} superuser password of the cluster's superuser
 * @property {string} owner password of gongkai_owner
 * @property {string} staff password of gongkai_staff
 * @property {string} public password of gongkai_public
 * @property {string} nextAuth signs the session cookies
 * @property {number} [port] the port PostgreSQL listened on last time
 * @property {number} [sitePort] the port the site was served on last time
 */

/** @param {string} dataDir */
export function secretsFile(dataDir) {
  return path.join(dataDir, 'secrets.json');
}

/** @returns {Secrets} fresh random ones; safe inside a URL */
export function makeSecrets() {
  const secret = () => randomBytes(24).toString('base64url');
  return { superuser: secret(), owner: secret(), staff: secret(), public: secret(), nextAuth: secret() };
}

/**
 * The secrets of a data directory, made at its first start.
 * @param {string} dataDir
 * @returns {Secrets}
 */
export function loadSecrets(dataDir) {
  const stored = readJson(secretsFile(dataDir));
  if (stored) return stored;
  const secrets = makeSecrets();
  saveSecrets(dataDir, secrets);
  return secrets;
}

/** @param {string} dataDir @param {Secrets} secrets */
export function saveSecrets(dataDir, secrets) {
  writePrivately(secretsFile(dataDir), `${JSON.stringify(secrets, null, 2)}\n`);
}
