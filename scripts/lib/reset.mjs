import fs from 'node:fs';
import path from 'node:path';
import readline from 'node:readline/promises';
import { kindOfDirectory } from './files.mjs';
import { recoverPostgres } from './postgres.mjs';
import { Refusal } from './refusal.mjs';

/**
 * Asks before everything is deleted. Throws a Refusal when the answer is no, when nobody can be asked and
 * `--yes` is missing, or when the folder is not one of ours.
 *
 * @param {{ dataDir: string, yes: boolean }} options
 */
export async function confirmReset({ dataDir, yes }) {
  const kind = kindOfDirectory(dataDir);
  if (kind === 'absent' || kind === 'empty') return;
  if (kind === 'foreign') {
    throw new Refusal(`${dataDir} 不像公开的数据目录（没有 secrets.json 和 pg），没有删除任何内容。`);
  }
  if (yes) return;
  if (!process.stdin.isTTY || !process.stdout.isTTY) {
    throw new Refusal(
      `--reset 会删除 ${dataDir} 里的全部数据；这里没有终端可以确认，确定要删除请再加 --yes。`,
    );
  }
  console.log(
    `将删除 ${dataDir} 里的全部内容：数据库（信息、审批、审计记录）、附件、账号和口令、日志。删除后不能恢复。`,
  );
  const prompt = readline.createInterface({ input: process.stdin, output: process.stdout, terminal: false });
  // Ctrl-D closes the input without an answer.
  const closed = new Promise((resolve) => prompt.once('close', () => resolve('')));
  const answer = await Promise.race([prompt.question('确定删除请输入“删除”或 yes：'), closed]);
  prompt.close();
  if (!['删除', 'yes'].includes(answer.trim())) throw new Refusal('没有删除任何内容。');
}

/**
 * Empties the data directory, keeping only the lock of this start.
 * @param {string} dataDir
 */
export async function emptyDataDirectory(dataDir) {
  await recoverPostgres(path.join(dataDir, 'pg'));
  for (const entry of fs.readdirSync(dataDir)) {
    if (entry !== 'start.lock') fs.rmSync(path.join(dataDir, entry), { recursive: true, force: true });
  }
  fs.mkdirSync(path.join(dataDir, 'logs'));
}
