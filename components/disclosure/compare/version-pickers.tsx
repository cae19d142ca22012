import Link from 'next/link';
import { Button, buttonClass } from '@/components/ui/button';
import { SelectField } from '@/components/ui/field';
import type { VersionComparison } from '@/lib/disclosure/queries/find-comparison';
import { type CompareQuery, compareHref } from '@/lib/disclosure/what-changed/rules/compare-address';
import { withBasePath } from '@/lib/platform/base-path';
import { versionLine } from './version-words';

/** Which two texts are compared: a plain form, so that the choice stands in the address. */
export function VersionPickers({
  comparison,
  query,
}: {
  comparison: VersionComparison;
  query: CompareQuery;
}) {
  const { itemId, versions, to, against, publicNumber } = comparison;
  const options = versions.map((version) => [String(version.key), versionLine(version)] as const);
  const chosen = { to: String(to.key), ...(against ? { from: String(against.from.key) } : {}) };
  const link = (words: string, change: Partial<CompareQuery>) => (
    <Link
      prefetch={false}
      className={buttonClass('quiet')}
      href={compareHref(itemId, { ...query, part: 1, ...change })}
    >
      {words}
    </Link>
  );
  return (
    // Another pair is another form: what was picked and not sent does not stay behind.
    <form
      key={`${chosen.from} ${chosen.to}`}
      method="get"
      action={withBasePath(`/office/items/${itemId}/compare`)}
      className="grid items-end gap-x-4 sm:grid-cols-2 lg:grid-cols-[1fr_1fr_auto] print:hidden"
    >
      <SelectField id="from" name="from" label="旧稿" options={options} defaultValue={chosen.from} />
      <SelectField id="to" name="to" label="新稿" options={options} defaultValue={chosen.to} />
      {query.view === 'inline' ? <input type="hidden" name="view" value="inline" /> : null}
      {query.showsAll ? <input type="hidden" name="all" value="1" /> : null}
      <div className="my-3 flex flex-wrap gap-2 sm:col-span-2 lg:col-span-1">
        <Button type="submit">比较</Button>
        {against ? link('对调', { from: chosen.to, to: String(against.from.key) }) : null}
        {publicNumber !== null && publicNumber !== to.key && against?.from.key !== publicNumber
          ? link('与公开版本比较', { from: 'public', to: chosen.to })
          : null}
      </div>
    </form>
  );
}
