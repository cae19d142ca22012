import { columnPath, href } from '@/lib/disclosure/public-site/rules/addresses';
import { DISCLOSURE_BLOCKS, DISCLOSURE_PLATFORM } from '@/lib/disclosure/public-site/rules/disclosure-blocks';
import type { ColumnNode, ListedItem, SiteContext } from '@/lib/disclosure/public-site/types';
import { ItemList } from './item-list';
import { disclosureEntries, groupEntries } from './layouts';
import { PublicPage } from './public-page';

/** A column, or a group of columns, with the newest of what it holds. */
export type HomePanel = { column: ColumnNode; items: readonly ListedItem[] };

/** The home page: the five blocks of the disclosure platform beside the newest of every column. */
export function HomeView({ context, panels }: { context: SiteContext; panels: readonly HomePanel[] }) {
  return (
    <PublicPage context={context} title={null} path="/">
      <div className="grid items-start gap-4 pt-4 md:grid-cols-2 lg:grid-cols-[minmax(0,1fr)_minmax(0,1fr)_15rem] lg:gap-6 lg:pt-6 max-lg:elder:grid-cols-1 elder:lg:grid-cols-[minmax(0,1fr)_16rem]">
        <div className="space-y-6 md:col-span-2 lg:col-span-1 lg:col-start-3 lg:row-span-6 lg:row-start-1 max-lg:elder:col-span-1 elder:lg:col-start-2">
          <nav aria-labelledby="platform" className="border border-line bg-paper">
            <h2 id="platform" className="bg-brand-wash px-4 py-2.5 font-semibold">
              <a href={href(context, '/disclosure')} className="text-brand-deep no-underline hover:underline">
                {DISCLOSURE_PLATFORM.name}
              </a>
            </h2>
            <ul className="grid grid-cols-2 sm:grid-cols-3 lg:grid-cols-1 max-sm:elder:grid-cols-1 [&_a]:block [&_a]:border-t [&_a]:border-line [&_a]:px-4 [&_a]:py-2.5 [&_a]:text-ink [&_a]:no-underline [&_a:hover]:text-brand [&_a:hover]:underline">
              {disclosureEntries(null).map((entry, at) => (
                <li key={entry.to}>
                  <a href={href(context, entry.to)}>{DISCLOSURE_BLOCKS[at]?.name}</a>
                </li>
              ))}
            </ul>
          </nav>
          <ApplyBox context={context} />
          <Contact context={context} />
        </div>
        {panels.map((panel) => (
          <Panel key={panel.column.id} context={context} panel={panel} />
        ))}
      </div>
    </PublicPage>
  );
}

function Panel({ context, panel: { column, items } }: { context: SiteContext; panel: HomePanel }) {
  const to = columnPath(column);
  const parts = groupEntries(column, null);
  return (
    <section
      aria-labelledby={`panel-${column.slug}`}
      className="h-full border border-line bg-paper px-4 pt-3 pb-4"
    >
      <div className="mb-1 flex flex-wrap items-baseline justify-between gap-x-4 border-b-2 border-brand pb-1.5">
        <h2 id={`panel-${column.slug}`} className="text-lg font-semibold text-brand-deep">
          {column.name}
        </h2>
        {to !== null && (
          <a href={href(context, to)} className="text-sm" aria-label={`更多${column.name}`}>
            更多
          </a>
        )}
      </div>
      {parts.length > 0 && (
        <ul className="flex flex-wrap gap-x-5 pt-1 text-[0.9375rem] [&_a]:inline-block [&_a]:py-1">
          {parts.map((part) => (
            <li key={part.to}>
              <a href={href(context, part.to)}>{part.name}</a>
            </li>
          ))}
        </ul>
      )}
      <ItemList context={context} items={items} density="dense" />
    </section>
  );
}

/** The way to what is not published. */
function ApplyBox({ context }: { context: SiteContext }) {
  return (
    <section aria-labelledby="apply-online" className="border border-line bg-paper">
      <h2 id="apply-online" className="bg-brand-wash px-4 py-2.5 font-semibold text-brand-deep">
        依申请公开
      </h2>
      <div className="grid grid-cols-2 gap-2 px-4 py-3 lg:grid-cols-1 max-sm:elder:grid-cols-1">
        <a
          href={href(context, '/disclosure/apply')}
          className="block rounded bg-brand px-3 py-2.5 text-center font-semibold text-white no-underline hover:bg-brand-deep"
        >
          我要申请
        </a>
        <a
          href={href(context, '/apply/status')}
          className="block rounded border border-brand px-3 py-2.5 text-center text-brand no-underline hover:bg-brand-wash"
        >
          查询进度
        </a>
      </div>
    </section>
  );
}

/** Whom to ask; on narrow screens the footer says the same. */
function Contact({ context: { site } }: { context: SiteContext }) {
  const facts = [
    ['联系电话', site.phone],
    ['办公时间', site.officeHours],
    ['地址', site.address],
  ].filter(([, value]) => value);
  return (
    <section aria-labelledby="contact" className="border border-line bg-paper max-lg:hidden">
      <h2 id="contact" className="bg-brand-wash px-4 py-2.5 font-semibold text-brand-deep">
        联系我们
      </h2>
      <dl className="space-y-2 px-4 py-3 text-sm">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt className="text-ink-soft">{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
