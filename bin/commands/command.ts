import os from 'node:os';
import type { Operator } from '@/lib/organs/types';
import type { Result } from '@/lib/platform/result';

/** Exit statuses (design.md §9): done, findings or refused, bad input. */
export const DONE = 0;
export const FINDINGS = 1;
export const BAD_INPUT = 2;

/** Thrown for input that cannot be read: one sentence, exit status 2. */
export class BadInput extends Error {}

/** Writes to standard output and waits until it is out, since the program ends with process.exit. */
export function print(text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    process.stdout.write(`${text}\n`, (error) => (error ? reject(error) : resolve()));
  });
}

/** What a person at the terminal may want to read; never mixed into the machine-readable output. */
export function say(text: string): void {
  process.stderr.write(`${text}\n`);
}

/** Who is named in the audit rows of commands. */
export function operator(): Operator {
  let account = '';
  try {
    account = os.userInfo().username;
  } catch {
    // A container may run under a number without a name.
    account = String(process.getuid?.() ?? '');
  }
  return { personId: null, name: `命令行（${account}）`, clientAddress: null };
}

/** The address of the database for its owner, which only a few commands need. */
export function ownerUrl(): string {
  const url = process.env.DATABASE_URL_OWNER;
  if (!url) throw new BadInput('请先设置环境变量 DATABASE_URL_OWNER（数据库属主的连接地址）。');
  return url;
}

/** Says why a command was refused. */
export function sayRefusals(result: Result<unknown> & { ok: false }): number {
  for (const refusal of result.refusals) say(refusal.message);
  return FINDINGS;
}
