import { type Browser, type BrowserContext, test as base, expect, type Page } from '@playwright/test';
import { demoPassword } from './trial';

/** Sizes of window that matter: a phone, a tablet, an office screen. */
export const PHONE = { width: 390, height: 844 };
export const TABLET = { width: 768, height: 1024 };
export const SCREEN = { width: 1440, height: 900 };

type Options = { viewport?: { width: number; height: number } };

/** Signs a context in through the address that the form uses. */
async function signIn(context: BrowserContext, login: string): Promise<void> {
  const csrf = await context.request.get('/api/auth/csrf');
  const { csrfToken } = (await csrf.json()) as { csrfToken: string };
  const answer = await context.request.post('/api/auth/callback/credentials', {
    form: { csrfToken, login, password: demoPassword(), json: 'true' },
  });
  expect(answer.ok(), `sign-in of ${login}`).toBe(true);
}

/** Opens pages as people of the demo, each in a browser of their own. */
export type People = {
  as(login: string, options?: Options): Promise<Page>;
  anonymous(options?: Options & { javaScriptEnabled?: boolean }): Promise<Page>;
};

async function open(browser: Browser, baseURL: string | undefined, options: object): Promise<BrowserContext> {
  return browser.newContext({
    ...(baseURL ? { baseURL } : {}),
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    ...options,
  });
}

export const test = base.extend<{ people: People }>({
  people: async ({ browser, baseURL }, use) => {
    const contexts: BrowserContext[] = [];
    const keep = (context: BrowserContext) => {
      contexts.push(context);
      return context;
    };
    await use({
      as: async (login, { viewport = SCREEN } = {}) => {
        const context = keep(await open(browser, baseURL, { viewport }));
        await signIn(context, login);
        return context.newPage();
      },
      anonymous: async ({ viewport = SCREEN, javaScriptEnabled = true } = {}) => {
        const context = keep(await open(browser, baseURL, { viewport, javaScriptEnabled }));
        return context.newPage();
      },
    });
    await Promise.all(contexts.map((context) => context.close()));
  },
});

export { expect };

/** Whether the page is wider than its window: nothing but a table's own region may scroll sideways. */
export async function overflowsSideways(page: Page): Promise<boolean> {
  return page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);
}
