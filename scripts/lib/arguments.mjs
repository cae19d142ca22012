import path from 'node:path';
import { Refusal } from './refusal.mjs';

/**
 * @typedef {object} StartOptions
 * @property {number} port
 * @property {string} dataDir absolute
 * @property {boolean} demo
 * @property {boolean} reset
 * @property {boolean} yes
 * @property {boolean} dev
 * @property {boolean} help
 */

export const HELP = `用法：npm start -- [选项]        开发（热更新）：npm run dev -- [选项]

  --port N      网站端口，默认 3000
  --data DIR    数据目录，默认 .data（数据库、附件、账号、日志都在里面）
  --no-demo     第一次启动时不载入演示数据
  --reset       清空数据目录后重新开始；会先询问，没有终端时须同时给 --yes
  --yes         不再询问
  --dev         开发模式
  --help        显示本说明`;

/**
 * npm keeps flags written without `--` for itself and hands them on as npm_config_*; the value of
 * `--port 4000` then arrives as a bare argument. People write it that way, so it is understood.
 *
 * @param {string[]} argv
 * @param {Record<string, string | undefined>} env
 */
function withNpmFlags(argv, env) {
  if (env.npm_lifecycle_event === undefined) return argv;
  const flags = [];
  const rest = [...argv];
  const takeBare = (/** @type {(value: string) => boolean} */ fits) => {
    const index = rest.findIndex(
      (value, at) => !value.startsWith('-') && fits(value) && !/^--(port|data)$/.test(rest[at - 1] ?? ''),
    );
    return index < 0 ? undefined : rest.splice(index, 1)[0];
  };
  const isNumber = (/** @type {string} */ value) => /^\d+$/.test(value);
  const { npm_config_port: port, npm_config_data: data } = env;
  if (port) flags.push('--port', port === 'true' ? (takeBare(isNumber) ?? '') : port);
  if (data) flags.push('--data', data === 'true' ? (takeBare((value) => !isNumber(value)) ?? '') : data);
  if (env.npm_config_demo === '') flags.push('--no-demo');
  for (const name of ['reset', 'yes', 'dev']) {
    if (env[`npm_config_${name}`] === 'true') flags.push(`--${name}`);
  }
  return [...flags, ...rest];
}

/**
 * Reads the command line of `npm start`; throws a Refusal with one sentence for what it does not know.
 *
 * @param {string[]} argv without node and script
 * @param {{ root: string, env?: Record<string, string | undefined> }} context
 * @returns {StartOptions}
 */
export function parseStartArguments(argv, { root, env = process.env }) {
  /** @type {StartOptions} */
  const options = {
    port: 3000,
    dataDir: path.join(root, '.data'),
    demo: true,
    reset: false,
    yes: false,
    dev: false,
    help: false,
  };
  const words = withNpmFlags(argv, env).flatMap((word) => {
    const joined = /^(--(?:port|data))=(.*)$/s.exec(word);
    return joined ? [joined[1], joined[2]] : [word];
  });
  for (let index = 0; index < words.length; index += 1) {
    const word = words[index];
    if (word === '--port') {
      index += 1;
      const text = words[index] ?? '';
      const port = Number(text);
      if (!/^\d+$/.test(text) || port < 1 || port > 65535) {
        throw new Refusal(`--port 后面要写 1 到 65535 之间的端口号，例如 --port 3001，现在是“${text}”。`);
      }
      options.port = port;
    } else if (word === '--data') {
      index += 1;
      const directory = words[index] ?? '';
      if (directory === '' || directory.startsWith('--')) {
        throw new Refusal('--data 后面要写一个目录，例如 --data /srv/gongkai。');
      }
      options.dataDir = path.resolve(env.INIT_CWD ?? process.cwd(), directory);
    } else if (word === '--no-demo') options.demo = false;
    else if (word === '--reset') options.reset = true;
    else if (word === '--yes' || word === '-y') options.yes = true;
    else if (word === '--dev') options.dev = true;
    else if (word === '--help' || word === '-h') options.help = true;
    else
      throw new Refusal(`不认识“${word}”；可用的选项用 npm start -- --help 查看。(Unknown option: ${word})`);
  }
  const relative = path.relative(options.dataDir, root);
  if (relative === '' || !relative.startsWith('..')) {
    throw new Refusal(`数据目录不能是程序所在的目录或其上级目录：${options.dataDir}；请另选一个目录。`);
  }
  return options;
}
