import { probeLivePages, type Visit } from '@/lib/disclosure/after-publication/jobs/probe-live-pages';
import { ownAddress } from '@/lib/leak-watch/jobs/run-watch';
import { openVisitor } from '@/lib/leak-watch/jobs/visitor';

/** A page elsewhere is waited for so long, milliseconds. */
const OUTSIDE_PATIENCE_MS = 5_000;
/** Pause after the site did not answer, milliseconds. */
const PAUSE_MS = 60_000;

let after = 0;

/** An anonymous visitor of the installation's own site; pages elsewhere are only asked whether they are there. */
function openVisit(host: string | null): Visit {
  const visitor = openVisitor(ownAddress(), host);
  return {
    ask: async ({ method, path }) => {
      const { status, body } = await visitor.ask({ method, path });
      return { status, body };
    },
    askOutside: async (url) => {
      const signal = AbortSignal.timeout(OUTSIDE_PATIENCE_MS);
      return (await fetch(url, { method: 'HEAD', redirect: 'manual', signal })).status;
    },
    close: () => visitor.close(),
  };
}

/** Looks at the pages of new publications; after a site that does not answer, not again for a minute. */
export async function lookAtLivePages(log: (event: string, facts: Record<string, unknown>) => void) {
  if (Date.now() < after) return;
  after = Date.now() + PAUSE_MS;
  for (const { itemId, findings } of await probeLivePages(openVisit)) {
    log('live_page_looked_at', { item: itemId, findings: findings.map(({ code }) => code) });
  }
  after = 0;
}
