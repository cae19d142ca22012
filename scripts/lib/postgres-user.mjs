import { spawnSync } from 'node:child_process';
import { Refusal } from './refusal.mjs';

/** @param {string} command @param {string[]} args @param {object} [options] */
function succeeds(command, args, options = {}) {
  return spawnSync(command, args, { stdio: 'ignore', cwd: '/', ...options }).status === 0;
}

/** @returns {{ uid: number, gid: number } | null} the system's user `postgres` */
function findPostgresUser() {
  const id = (/** @type {string} */ flag) =>
    Number(spawnSync('id', [flag, 'postgres'], { encoding: 'utf8' }).stdout?.trim() || Number.NaN);
  const [uid, gid] = [id('-u'), id('-g')];
  return Number.isInteger(uid) && Number.isInteger(gid) && uid > 0 ? { uid, gid } : null;
}

/** @returns {{ uid: number, gid: number }} */
function findOrCreatePostgresUser() {
  const found = findPostgresUser();
  if (found) return found;
  const created =
    succeeds('useradd', [
      '--system',
      '--user-group',
      '--no-create-home',
      '--shell',
      '/usr/sbin/nologin',
      'postgres',
    ]) || succeeds('adduser', ['-S', '-D', '-H', 'postgres']);
  const user = created ? findPostgresUser() : null;
  if (user) return user;
  throw new Refusal(
    'PostgreSQL 不能以 root 身份运行，也没能建立系统用户 postgres；请先运行 useradd --system postgres，或换用普通用户。',
  );
}

/**
 * @typedef {object} PostgresUser
 * @property {{ uid: number, gid: number } | null} owner who must own the cluster's files; null: whoever we are
 * @property {(command: string, args: string[]) => [string, string[], { uid?: number, gid?: number }]} as
 *   the same command, to be run as that user
 */

/**
 * As whom PostgreSQL runs: ourselves, or under root the system's user `postgres`. A project that root keeps
 * under a directory closed to others (/root, mktemp -d) can't be entered by that user; then PostgreSQL gets
 * the one capability to read through such directories, and nothing of what is stored there is opened up.
 *
 * @param {string[]} paths what that user must be able to reach
 * @returns {PostgresUser}
 */
export function postgresUser(paths) {
  if (process.getuid?.() !== 0) return { owner: null, as: (command, args) => [command, args, {}] };
  const owner = findOrCreatePostgresUser();
  if (paths.every((path) => succeeds('test', ['-x', path], owner))) {
    return { owner, as: (command, args) => [command, args, owner] };
  }
  for (const capability of ['+dac_read_search', '+dac_override']) {
    const wrap = [
      ...['--reuid', String(owner.uid), '--regid', String(owner.gid), '--clear-groups'],
      ...['--inh-caps', capability, '--ambient-caps', capability, '--'],
    ];
    if (paths.every((path) => succeeds('setpriv', [...wrap, 'ls', path]))) {
      return { owner, as: (command, args) => ['setpriv', [...wrap, command, ...args], {}] };
    }
  }
  throw new Refusal(
    `以 root 运行时，PostgreSQL 改用系统用户 postgres，而它进不了 ${paths.join('、')}；请把程序放到 /opt 之类的目录、用 --data 另选数据目录，或换用普通用户。`,
  );
}
