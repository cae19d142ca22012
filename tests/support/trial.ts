import path from 'node:path';
import { databaseUrls } from '../../scripts/lib/environment.mjs';
import { loadSecrets } from '../../scripts/lib/secrets.mjs';
import { demoAccounts } from '../../scripts/lib/trial.mjs';

/** The data directory of the trial that the end-to-end tests run against. */
export function trialDataDir(): string {
  const folder = process.env.GONGKAI_E2E_DATA;
  if (!folder) throw new Error('GONGKAI_E2E_DATA is not set: run through playwright.config.ts');
  return folder;
}

/** The one password of the demo accounts. */
export function demoPassword(): string {
  const accounts: { password: string }[] | null = demoAccounts(trialDataDir());
  const [first] = accounts ?? [];
  if (!first) throw new Error(`no demo accounts in ${path.join(trialDataDir(), 'demo-accounts.json')}`);
  return first.password;
}

/** The addresses of the trial's database for the three roles, for tests that set the scene directly. */
export function trialUrls(): { owner: string; staff: string; public: string } {
  const secrets = loadSecrets(trialDataDir());
  return databaseUrls(secrets, { port: secrets.port ?? 0 });
}
