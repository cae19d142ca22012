import 'server-only';
import { settingOf } from '@/lib/organs/queries';
import { sha256Hex } from '@/lib/platform/canonical';
import { currentTime } from '@/lib/platform/clock';
import { staffDatabase } from '@/lib/platform/database';
import { filePath, itemPath } from '../../public-site/rules/addresses';
import { getVersionContent } from '../../queries/load-item';
import type { ItemContent } from '../../types';
import { holdsTitle, linksOf } from '../rules/probe';
import type { ProbeFinding } from '../types';

/** A page is looked at once caches must have let go of the old one, milliseconds (design.md §4: 5 seconds). */
const AFTER_MS = 8_000;
/** Publications older than this are not looked at any more: the worker stood still, or they are from before. */
const WITHIN_MS = 2 * 86_400_000;
/** Links asked at most for one page. */
const MOST_LINKS = 50;

/** An anonymous visitor of the site under one host name, and of pages elsewhere. */
export type Visit = {
  readonly ask: (question: {
    readonly method: 'GET' | 'HEAD';
    readonly path: string;
  }) => Promise<{ readonly status: number; readonly body: Uint8Array }>;
  /** The status of a page elsewhere. */
  readonly askOutside: (url: string) => Promise<number>;
  readonly close: () => void;
};

/** Setting of an organ: whether links to other sites are asked too. Off unless set. */
export const EXTERNAL_LINKS_SETTING = 'live_check_external_links';

/**
 * Looks at the public page of each new publication as a reader would: it answers, bears its title, its files come with
 * the bytes that were approved, its links lead somewhere. What is found is kept for the person who checks; nothing is
 * hidden or changed by it. `open` makes a visitor for a host name (null: the default site). Throws where the server
 * itself does not answer: nothing is known of the page then, and it is looked at later.
 */
export async function probeLivePages(
  open: (host: string | null) => Visit,
): Promise<{ itemId: string; findings: readonly ProbeFinding[] }[]> {
  const database = staffDatabase();
  const now = currentTime().getTime();
  const due = await database.$queryRaw<
    {
      item_id: string;
      publication_id: string;
      version_id: string;
      organ_id: string;
      site_host: string | null;
      kind: string;
    }[]
  >`
    SELECT l.item_id, l.publication_id, l.version_id, l.organ_id, o.site_host, i.kind
    FROM office.live_item l JOIN office.publication p ON p.id = l.publication_id
    JOIN office.organ o ON o.id = l.organ_id JOIN office.item i ON i.id = l.item_id
    WHERE l.public_state IN ('published', 'archived')
      AND (o.site_host IS NOT NULL OR o.is_default_site)
      AND p.published_at BETWEEN ${new Date(now - WITHIN_MS)} AND ${new Date(now - AFTER_MS)}
      AND NOT EXISTS (SELECT 1 FROM office.live_probe b WHERE b.publication_id = p.id)
    ORDER BY p.published_at LIMIT 10`;
  const probed: { itemId: string; findings: readonly ProbeFinding[] }[] = [];
  for (const row of due) {
    const { content } = await getVersionContent(row.version_id);
    const asksOutside = (await settingOf<unknown>(row.organ_id, EXTERNAL_LINKS_SETTING, false)) === true;
    const visit = open(row.site_host);
    const path = itemPath({ id: row.item_id, kind: row.kind, reportYear: content.report?.year ?? null });
    const findings = await probe(visit, row.item_id, path, content, asksOutside).finally(visit.close);
    await database.liveProbe.create({
      data: { publicationId: row.publication_id, findings, probedAt: currentTime() },
    });
    probed.push({ itemId: row.item_id, findings });
  }
  return probed;
}

async function probe(
  visit: Visit,
  itemId: string,
  path: string,
  content: ItemContent,
  asksOutside: boolean,
): Promise<ProbeFinding[]> {
  const page = await visit.ask({ method: 'GET', path });
  if (page.status !== 200) return [{ code: 'page_status', what: String(page.status) }];
  const findings: ProbeFinding[] = [];
  if (!holdsTitle(new TextDecoder().decode(page.body), content.title))
    findings.push({ code: 'title_missing', what: content.title });
  for (const { name, sha256 } of content.attachments) {
    const file = await visit.ask({ method: 'GET', path: filePath(itemId, name) }).catch(() => null);
    if (file?.status !== 200) findings.push({ code: 'file_unreachable', what: name });
    else if (sha256Hex(file.body) !== sha256) findings.push({ code: 'file_differs', what: name });
  }
  for (const link of linksOf(content).slice(0, MOST_LINKS)) {
    const isOwn = link.startsWith('/') && !link.startsWith('//');
    if (!isOwn && !(asksOutside && /^https?:\/\//.test(link))) continue;
    const status = await (isOwn
      ? visit.ask({ method: 'HEAD', path: link.split('#')[0] ?? link }).then((answer) => answer.status)
      : visit.askOutside(link)
    ).catch(() => 0);
    // What only the wrong method or a missing sign-in stops is there.
    if (status === 0 || status === 404 || status === 410 || status >= 500)
      findings.push({ code: 'link_broken', what: link });
  }
  return findings;
}
