import { chmodSync, mkdirSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Role } from '@/lib/organs/types';

/** A line of the file of accounts; `post` is for those who read it. */
export type DemoAccount = {
  login: string;
  name: string;
  post: string;
  roles: readonly Role[];
  password: string;
};

/** Where the accounts of the demo are kept: GONGKAI_DEMO_ACCOUNTS, or in the data directory. */
export function accountsFile(environment: NodeJS.ProcessEnv): string {
  return path.resolve(
    environment.GONGKAI_DEMO_ACCOUNTS ??
      path.join(environment.GONGKAI_DATA_DIR ?? '.data', 'demo-accounts.json'),
  );
}

/** Writes the file for its owner only, whole or not at all. */
export function writeAccounts(file: string, accounts: readonly DemoAccount[]): void {
  mkdirSync(path.dirname(file), { recursive: true });
  const unfinished = `${file}.new`;
  writeFileSync(unfinished, `${JSON.stringify(accounts, null, 2)}\n`, { mode: 0o600 });
  chmodSync(unfinished, 0o600);
  renameSync(unfinished, file);
}
