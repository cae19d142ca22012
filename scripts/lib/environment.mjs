import path from 'node:path';

/** The database of the trial. */
export const DATABASE = 'gongkai';

/**
 * The address of a database for one role.
 * @param {{ role: string, password: string, port: number, database: string }} parts
 */
export function databaseUrl({ role, password, port, database }) {
  return `postgresql://${role}:${encodeURIComponent(password)}@127.0.0.1:${port}/${database}`;
}

/**
 * The three addresses of one database, one per role (design.md §4).
 * @param {import('./secrets.mjs').Secrets} secrets
 * @param {{ port: number, database?: string }} where
 */
export function databaseUrls(secrets, { port, database = DATABASE }) {
  const url = (/** @type {string} */ role, /** @type {string} */ password) =>
    databaseUrl({ role, password, port, database });
  return {
    owner: url('gongkai_owner', secrets.owner),
    staff: url('gongkai_staff', secrets.staff),
    public: url('gongkai_public', secrets.public),
  };
}

/** Settings of somebody else's database, of npm or of an outer test must not leak into what we start. @param {Record<string, string | undefined>} env */
function inherited(env) {
  return Object.fromEntries(
    Object.entries(env).filter(
      ([name]) =>
        !/^(npm_|PG[A-Z]+$|DATABASE_URL|NEXTAUTH_|GONGKAI_(DATA_KEYS|LOOKUP_KEY)$|__NEXT|NEXT_PRIVATE)/.test(
          name,
        ) && name !== 'INIT_CWD',
    ),
  );
}

/**
 * What the server, the worker and the command-line program are given in trial mode.
 * Only `withOwner` adds the owner's address; the server never gets it.
 *
 * @param {{ dataDir: string, secrets: import('./secrets.mjs').Secrets, databasePort: number, port: number,
 *   env?: Record<string, string | undefined> }} facts
 */
export function trialEnvironment({ dataDir, secrets, databasePort, port, env = process.env }) {
  const urls = databaseUrls(secrets, { port: databasePort });
  /** @type {NodeJS.ProcessEnv} */
  const common = {
    ...inherited(env),
    NODE_ENV: 'production',
    NEXT_TELEMETRY_DISABLED: '1',
    GONGKAI_MODE: 'trial',
    GONGKAI_DATA_DIR: dataDir,
    GONGKAI_DEMO_ACCOUNTS: path.join(dataDir, 'demo-accounts.json'),
    DATABASE_URL_STAFF: urls.staff,
    DATABASE_URL_PUBLIC: urls.public,
    NEXTAUTH_SECRET: secrets.nextAuth,
    GONGKAI_DATA_KEYS: secrets.dataKeys,
    GONGKAI_LOOKUP_KEY: secrets.lookupKey,
    NEXTAUTH_URL: `http://127.0.0.1:${port}`,
    HOSTNAME: '127.0.0.1',
    PORT: String(port),
    GONGKAI_BASE_URL: `http://127.0.0.1:${port}${env.GONGKAI_BASE_PATH ?? ''}`,
  };
  return { common, withOwner: { ...common, DATABASE_URL_OWNER: urls.owner } };
}

/** The environment of the steps that build or install: no database, no secrets. @param {Record<string, string | undefined>} [env] */
export function toolEnvironment(env = process.env) {
  /** @type {NodeJS.ProcessEnv} */
  const tools = { ...inherited(env), NEXT_TELEMETRY_DISABLED: '1' };
  return tools;
}
