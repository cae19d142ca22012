import { ItemView } from '@/components/public/item-view';
import { findWithdrawalNotice } from '@/lib/disclosure/after-publication/public-queries/surroundings';
import { findAnnualReport, findPublicFile, findPublicItem } from '@/lib/disclosure/public-queries/find-item';
import { findColumn, homeColumn } from '@/lib/disclosure/public-site/rules/column-tree';
import type { PublicItem, SiteContext } from '@/lib/disclosure/public-site/types';
import { currentTime } from '@/lib/platform/clock';
import { civilDate } from '@/lib/platform/dates';
import { parseRange, publicChunk, streamFile } from '@/lib/platform/files';
import { fileHeaders, matchesEtag } from '@/lib/platform/public-response';
import { type Answer, GONE, MISSING, type PageRequest } from './answer';

function itemAnswer(context: SiteContext, item: PublicItem): Answer {
  const column =
    (item.kind === 'annual_report' && findColumn(context.columns, 'annual-reports')) ||
    homeColumn(context.columns, item.content.columns);
  const today = civilDate(currentTime());
  return {
    kind: 'page',
    page: <ItemView context={context} item={item} column={column} today={today} />,
  };
}

/** `/items/<id>` */
export async function itemPage({ context, parts }: PageRequest): Promise<Answer> {
  const item = await findPublicItem(context.site.organId, parts[0] ?? '');
  if (item === null) return MISSING;
  return item === 'gone' ? goneAnswer(context, parts[0] ?? '') : itemAnswer(context, item);
}

/** 410; of a withdrawn 行政处罚决定 with the notice that says why (TR-15). */
async function goneAnswer(context: SiteContext, itemId: string): Promise<Answer> {
  const noticeId = await findWithdrawalNotice(context.site.organId, itemId);
  const notice = noticeId === null ? null : await findPublicItem(context.site.organId, noticeId);
  return notice === null || notice === 'gone' ? GONE : { kind: 'gone', notice };
}

/** `/disclosure/annual-reports/<year>` */
export async function annualReportPage({ context, parts }: PageRequest): Promise<Answer> {
  const year = parts[0] ?? '';
  if (!/^\d{4}$/.test(year)) return MISSING;
  const report = await findAnnualReport(context.site.organId, Number(year));
  if (report === null) return MISSING;
  return report === 'gone' ? GONE : itemAnswer(context, report);
}

/** `/items/<id>/files/<name>`: whole or in part, by the bytes' own hash. */
export async function itemFile({ context, request, parts }: PageRequest): Promise<Answer> {
  const file = await findPublicFile(context.site.organId, parts[0] ?? '', parts[1] ?? '');
  if (file === null) return MISSING;
  if (file === 'gone') return GONE;
  const headers = fileHeaders(file);
  const etag = headers.get('ETag') ?? '';
  if (matchesEtag(request.headers.get('if-none-match'), etag)) {
    return { kind: 'response', response: new Response(null, { status: 304, headers }) };
  }
  const condition = request.headers.get('if-range');
  const asked = condition === null || condition === etag ? request.headers.get('range') : null;
  const range = parseRange(request.method === 'HEAD' ? null : asked, file.size);
  if (range.kind === 'unsatisfiable') {
    headers.set('Content-Range', `bytes */${file.size}`);
    return { kind: 'response', response: new Response(null, { status: 416, headers }) };
  }
  const { from, to } = range.kind === 'part' ? range : { from: 0, to: file.size - 1 };
  headers.set('Content-Length', String(to - from + 1));
  if (range.kind === 'part') headers.set('Content-Range', `bytes ${from}-${to}/${file.size}`);
  const body = request.method === 'HEAD' ? null : streamFile(publicChunk, file.sha256, from, to);
  return {
    kind: 'response',
    response: new Response(body, { status: range.kind === 'part' ? 206 : 200, headers }),
  };
}
