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
 * @property {string} [dataKeys] seal identity numbers and files of cases: `number:base64`, the current one first
 * @property {string} [lookupKey] key of the hash by which identity numbers are compared
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
  return {
    superuser: secret(),
    owner: secret(),
    staff: secret(),
    public: secret(),
    nextAuth: secret(),
    ...makeDataKeys(),
  };
}

/** The keys of personal data; of 32 bytes in base64, as lib/platform/key-ring.ts reads them. */
function makeDataKeys() {
  const key = () => randomBytes(32).toString('base64');
  return { dataKeys: `1:${key()}`, lookupKey: key() };
}

/**
 * The secrets of a data directory, made at its first start; one from before there were keys of personal data gets them.
 * @param {string} dataDir
 * @returns {Secrets}
 */
export function loadSecrets(dataDir) {
  const stored = readJson(secretsFile(dataDir));
  if (stored?.dataKeys && stored.lookupKey) return stored;
  if (stored) {
    const completed = { ...makeDataKeys(), ...stored };
    saveSecrets(dataDir, completed);
    return completed;
  }
  const secrets = makeSecrets();
  saveSecrets(dataDir, secrets);
  return secrets;
}

/** @param {string} dataDir @param {Secrets} secrets */
export function saveSecrets(dataDir, secrets) {
  writePrivately(secretsFile(dataDir), `${JSON.stringify(secrets, null, 2)}\n`);
}
