import 'server-only';
import { publicDatabase } from '@/lib/platform/database';
import { numbersNotApplicable } from '../public-site/rules/disclosure-blocks';
import type { PublicSite } from '../public-site/types';

/**
 * The site that answers under a host name: the organ that has that name, else the default site, else null.
 *
 * @param host lower case, without port
 */
export async function findSite(host: string): Promise<PublicSite | null> {
  const rows = await publicDatabase().publishedSite.findMany({
    where: { OR: [{ siteHost: host }, { isDefaultSite: true }] },
  });
  const row = rows.find((site) => site.siteHost === host) ?? rows.find((site) => site.isDefaultSite);
  if (!row) return null;
  const { siteHost, isDefaultSite: _, statutoryNotApplicable, ...site } = row;
  return { ...site, host: siteHost, statutoryNotApplicable: numbersNotApplicable(statutoryNotApplicable) };
}
