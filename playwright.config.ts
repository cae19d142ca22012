import { defineConfig } from '@playwright/test';
import { freePort } from './scripts/lib/ports.mjs';
import { findChromium } from './scripts/lib/tools.mjs';

// The main process chooses the port; its workers read this file again and find it set.
process.env.GONGKAI_E2E_PORT ??= String(await freePort());
process.env.CHROMIUM_PATH ??= findChromium() ?? '';

export default defineConfig({
  testDir: 'tests/e2e',
  outputDir: 'test-results',
  globalSetup: './tests/support/e2e-server.ts',
  workers: 2,
  retries: 0,
  fullyParallel: true,
  forbidOnly: process.env.CI !== undefined,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: [
    ['list'],
    ['json', { outputFile: process.env.GONGKAI_E2E_REPORT ?? 'test-results/report.json' }],
  ],
  use: {
    baseURL: `http://127.0.0.1:${process.env.GONGKAI_E2E_PORT}`,
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    trace: 'retain-on-failure',
    screenshot: 'only-on-failure',
    launchOptions: {
      executablePath: process.env.CHROMIUM_PATH || undefined,
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
});
