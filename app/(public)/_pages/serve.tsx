import { randomUUID } from 'node:crypto';
import type { NextRequest } from 'next/server';
import { GoneView, NotFoundView } from '@/components/public/notice-views';
import { renderPage } from '@/components/public/render-page';
import { findSite } from '@/lib/disclosure/public-queries/find-site';
import { listColumns } from '@/lib/disclosure/public-queries/list-columns';
import { hostName, href, plainHref, readEdition } from '@/lib/disclosure/public-site/rules/addresses';
import type { PublicSite, SiteContext } from '@/lib/disclosure/public-site/types';
import { withBasePath } from '@/lib/platform/base-path';
import {
  methodNotAllowed,
  privateResponse,
  redirectResponse,
  seeOtherResponse,
  textResponse,
} from '@/lib/platform/public-response';
import { stylesheetPath } from '@/lib/platform/stylesheet';
import { type Match, matchAddress, matchPost } from './addresses';
import { type Answer, MISSING } from './answer';

/** Answers a request for a public address: finds the site, then the page, then writes it as static HTML. */
export async function servePublic(request: NextRequest): Promise<Response> {
  try {
    const site = await findSite(hostName(request.headers.get('host')));
    if (site === null) return plainNotice(request, 404, '这个网站还没有开通。');
    return await serveSite(request, site);
  } catch (error) {
    const id = randomUUID().slice(0, 8);
    console.error(`public page fault ${id}`, error);
    return plainNotice(request, 500, `系统暂时无法显示这个页面，请稍后再试。编号：${id}`);
  }
}

/** Takes what is posted to the few addresses that take anything; every other one refuses the method. */
export async function takePublic(request: NextRequest): Promise<Response> {
  if (matchPost(readEdition(request.nextUrl.pathname).path) === null) return methodNotAllowed();
  return servePublic(request);
}

async function serveSite(request: NextRequest, site: PublicSite): Promise<Response> {
  // Next hands a route handler the path without the prefix, and does not say the prefix.
  const { pathname, searchParams } = request.nextUrl;
  const { isElder, path } = readEdition(pathname);
  const match: Match | null = request.method === 'POST' ? matchPost(path) : matchAddress(path);
  const context: SiteContext = {
    site,
    columns: await listColumns(site.organId),
    basePath: withBasePath(''),
    isElder,
    origin: originOf(request, site),
    stylesheet: stylesheetPath(),
  };
  const asked = { context, request, parts: match?.parts ?? [], query: searchParams };
  let answer: Answer = MISSING;
  if (match && isElder && match.isPlainOnly) {
    answer = { kind: 'response', response: redirectResponse(plainHref(context, path)) };
  } else if (match) {
    answer = await match.adapter(asked);
  }
  return respond(request, context, answer);
}

async function respond(request: NextRequest, context: SiteContext, answer: Answer): Promise<Response> {
  switch (answer.kind) {
    case 'page':
      return textResponse(request, { body: await renderPage(answer.page), type: 'text/html' });
    case 'text':
      return textResponse(request, answer.text);
    case 'redirect':
      return redirectResponse(href(context, answer.path));
    case 'response':
      return answer.response;
    case 'private':
      return privateResponse(request, await renderPage(answer.page), answer);
    case 'see_other':
      return seeOtherResponse(href(context, answer.path), answer.cookies);
    case 'missing': {
      const body = await renderPage(<NotFoundView context={context} />);
      return textResponse(request, { body, type: 'text/html', status: 404 });
    }
    case 'gone': {
      const body = await renderPage(<GoneView context={context} notice={answer.notice} />);
      return textResponse(request, { body, type: 'text/html', status: 410 });
    }
  }
}

/** Scheme and host: the organ's own host name, else what the reader called (`hostName` lets nothing else through). */
function originOf(request: NextRequest, site: PublicSite): string {
  if (site.host !== null) return `https://${site.host}`;
  const host = request.headers.get('host');
  const scheme = request.headers.get('x-forwarded-proto') === 'https' ? 'https' : 'http';
  return `${scheme}://${hostName(host) === '' ? 'localhost' : host?.toLowerCase()}`;
}

/** Where there is no site to frame it. */
function plainNotice(request: NextRequest, status: 404 | 500, sentence: string): Response {
  const css = withBasePath(stylesheetPath());
  const body = `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${sentence}</title><link rel="stylesheet" href="${css}"></head><body><main class="mx-auto max-w-6xl px-4 py-6"><h1 class="text-xl font-semibold">${sentence}</h1></main></body></html>`;
  return textResponse(request, { body, type: 'text/html', status });
}
