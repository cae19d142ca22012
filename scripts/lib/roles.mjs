/** The three roles of design.md §4 and the key of each password in the secrets. */
export const ROLES = /** @type {const} */ ({
  gongkai_owner: 'owner',
  gongkai_staff: 'staff',
  gongkai_public: 'public',
});

/**
 * Makes the three roles, or puts them right: they may sign in and nothing more. What they may do inside a
 * database is given by the migrations.
 *
 * @param {import('pg').Client} client as superuser
 * @param {import('./secrets.mjs').Secrets} secrets
 */
export async function ensureRoles(client, secrets) {
  for (const [role, key] of Object.entries(ROLES)) {
    const { rowCount } = await client.query('SELECT 1 FROM pg_roles WHERE rolname = $1', [role]);
    const verb = rowCount === 0 ? 'CREATE' : 'ALTER';
    await client.query(
      `${verb} ROLE ${role} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS INHERIT
       PASSWORD ${client.escapeLiteral(secrets[key])}`,
    );
  }
  for (const database of ['postgres', 'template1']) {
    await client.query(`REVOKE ALL ON DATABASE ${database} FROM PUBLIC`);
  }
}

/**
 * Rights at the level of the database itself: only the three roles may connect, nobody but the owner may
 * create schemas or temporary tables. CREATE DATABASE … TEMPLATE copies none of this.
 *
 * @param {import('pg').Client} client as superuser
 * @param {string} name
 */
export async function grantDatabase(client, name) {
  const database = client.escapeIdentifier(name);
  await client.query(`REVOKE ALL ON DATABASE ${database} FROM PUBLIC`);
  await client.query(`GRANT CONNECT ON DATABASE ${database} TO ${Object.keys(ROLES).join(', ')}`);
}

/**
 * PostgreSQL lets everybody store large objects and take advisory locks: the public role could fill the disk, or hold
 * the lock that every audit row waits for. Only a superuser can take that back, and a copy of the database keeps it.
 */
const CLOSE_BUILT_INS = `DO $$
DECLARE f regprocedure;
BEGIN
  FOR f IN SELECT oid FROM pg_proc WHERE pronamespace = 'pg_catalog'::regnamespace
      AND proname ~ '^(lo_.*|loread|lowrite|pg_(try_)?advisory_.*)$' LOOP
    EXECUTE format('REVOKE EXECUTE ON FUNCTION %s FROM PUBLIC', f);
    IF f::text ~ 'advisory' THEN
      EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO gongkai_owner, gongkai_staff', f);
    END IF;
  END LOOP;
END $$`;

/**
 * Makes the database when there is none and sets its rights.
 *
 * @param {{ connect: import('./postgres.mjs').Cluster['connect'] }} cluster
 * @param {string} name
 */
export async function ensureDatabase(cluster, name) {
  const client = await cluster.connect();
  try {
    const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [name]);
    if (rowCount === 0)
      await client.query(`CREATE DATABASE ${client.escapeIdentifier(name)} OWNER gongkai_owner`);
    await grantDatabase(client, name);
  } finally {
    await client.end();
  }
  const inside = await cluster.connect(name);
  try {
    await inside.query('REVOKE ALL ON SCHEMA public FROM PUBLIC');
    await inside.query(CLOSE_BUILT_INS);
  } finally {
    await inside.end();
  }
}
