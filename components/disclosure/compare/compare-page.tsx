import Link from 'next/link';
import type { ReactNode } from 'react';
import { Notice } from '@/components/ui/notice';
import type { ComparedVersion, VersionComparison } from '@/lib/disclosure/queries/find-comparison';
import { type CompareQuery, compareHref } from '@/lib/disclosure/what-changed/rules/compare-address';
import { comparedSections } from '@/lib/disclosure/what-changed/rules/compared-rows';
import { changeCount } from '@/lib/disclosure/what-changed/rules/diff-content';
import { comparisonPart } from '@/lib/disclosure/what-changed/rules/part-of';
import type { ComparisonPart } from '@/lib/disclosure/what-changed/types';
import { formatMinute } from '@/lib/platform/dates';
import { ComparedSections } from './compared-sections';
import { InlineRows } from './inline-rows';
import { JumpBar } from './jump-bar';
import { SideRows } from './side-rows';
import { VersionPickers } from './version-pickers';
import { fateName, versionName } from './version-words';

/** Two texts of an item compared: which two, how they are shown, and every change. */
export function ComparePage({ comparison, query }: { comparison: VersionComparison; query: CompareQuery }) {
  const { itemId, title, to, against } = comparison;
  return (
    <>
      <p className="text-sm print:hidden">
        <Link prefetch={false} href={`/office/items/${itemId}`} className="text-brand">
          返回这条信息
        </Link>
      </p>
      <h1 className="font-serif text-2xl font-bold">比较两稿：{title || '（未填标题）'}</h1>
      <VersionPickers comparison={comparison} query={query} />
      {against === null ? (
        <Notice look="info" title="没有更早的稿件可以比较">
          <p>这条信息到现在只有{to.key === 'draft' ? '当前稿件，还没有提交过' : `${versionName(to)}`}。</p>
        </Notice>
      ) : (
        <Compared comparison={comparison} from={against.from} query={query} />
      )}
    </>
  );
}

function Compared({
  comparison,
  from,
  query,
}: {
  comparison: VersionComparison;
  from: ComparedVersion;
  query: CompareQuery;
}) {
  const { itemId, to, against, after } = comparison;
  if (against === null) return null;
  const total = changeCount(against.diff);
  const address = { ...query, from: String(from.key), to: String(to.key) };
  const shown = comparisonPart(comparedSections(against.diff, query.showsAll ? after : null), query.part);
  const { view } = query;
  const partHref = (part: number | null) =>
    part === null ? null : compareHref(itemId, { ...address, part });
  return (
    <>
      <dl className="mb-3 grid gap-x-4 gap-y-1 text-sm sm:grid-cols-2 print:grid-cols-2">
        <VersionFacts term="旧" version={from} />
        <VersionFacts term="新" version={to} />
      </dl>
      <nav aria-label="显示方式" className="mb-2 flex flex-wrap items-center gap-x-5 print:hidden">
        <Choice isOn={view === 'side'} href={compareHref(itemId, { ...address, view: 'side' })}>
          并排
        </Choice>
        <Choice isOn={view === 'inline'} href={compareHref(itemId, { ...address, view: 'inline' })}>
          行内
        </Choice>
        <span aria-hidden="true" className="h-6 border-l border-line" />
        <Choice isOn={!query.showsAll} href={compareHref(itemId, { ...address, part: 1, showsAll: false })}>
          只看改动
        </Choice>
        <Choice isOn={query.showsAll} href={compareHref(itemId, { ...address, part: 1, showsAll: true })}>
          显示未改动的内容
        </Choice>
      </nav>
      {total === 0 ? <NoChange from={from} to={to} /> : null}
      {total > 0 ? (
        <JumpBar
          total={total}
          part={shown.part}
          previousHref={partHref(shown.previousChangePart)}
          nextHref={partHref(shown.nextChangePart)}
        >
          {view === 'side' ? (
            <div
              aria-hidden="true"
              className="mt-1 hidden grid-cols-2 gap-4 pl-10 text-sm font-semibold md:grid print:grid"
            >
              <span>旧：{versionName(from)}</span>
              <span>新：{versionName(to)}</span>
            </div>
          ) : null}
        </JumpBar>
      ) : null}
      <PartNote shown={shown} total={total} />
      {shown.sections.length > 0 ? (
        <div data-changes className="border border-line bg-paper px-2 pb-4 sm:px-4 print:border-0">
          <ComparedSections
            rowsView={view === 'side' ? SideRows : InlineRows}
            heading="h2"
            sections={shown.sections}
          />
        </div>
      ) : null}
      <Parts shown={shown} href={(part) => compareHref(itemId, { ...address, part })} />
    </>
  );
}

function VersionFacts({ term, version }: { term: '旧' | '新'; version: ComparedVersion }) {
  return (
    <div className="wrap-anywhere">
      <dt className="inline font-semibold">
        {term}：{versionName(version)}
      </dt>
      <dd className="inline text-ink-soft">
        　{formatMinute(version.at)}　{version.authors}　{fateName(version)}
        <span className="block">内容校验值 {version.contentHash.slice(0, 16)}…</span>
      </dd>
    </div>
  );
}

function Choice({ isOn, href, children }: { isOn: boolean; href: string; children: ReactNode }) {
  return (
    <Link
      prefetch={false}
      href={href}
      aria-current={isOn ? 'true' : undefined}
      className="flex min-h-11 items-center border-b-3 border-transparent text-brand aria-[current=true]:border-brand aria-[current=true]:font-semibold aria-[current=true]:text-ink aria-[current=true]:no-underline"
    >
      {children}
    </Link>
  );
}

function NoChange({ from, to }: { from: ComparedVersion; to: ComparedVersion }) {
  if (from.contentHash === to.contentHash)
    return (
      <Notice look="ok" title="没有改动">
        <p>两边的内容校验值相同：标题、正文、表格、附件和各项信息完全一样。</p>
      </Notice>
    );
  return (
    <Notice look="error" title="内容校验值不同，但这里显示不出差别">
      <p>请不要据此认为两稿相同，并告诉系统管理员。</p>
    </Notice>
  );
}

function PartNote({ shown, total }: { shown: ComparisonPart; total: number }) {
  if (shown.parts === 1) return null;
  return (
    <Notice look="info">
      <p>
        内容很多，分 {shown.parts} 部分显示，这是第 {shown.part} 部分
        {shown.firstChange > 0
          ? `：第 ${shown.firstChange} 至 ${shown.lastChange} 处改动，共 ${total} 处`
          : ''}
        。
      </p>
    </Notice>
  );
}

function Parts({ shown, href }: { shown: ComparisonPart; href: (part: number) => string }) {
  if (shown.parts === 1) return null;
  const { part, parts } = shown;
  return (
    <nav aria-label="各部分" className="my-4 flex flex-wrap items-center gap-4 print:hidden">
      {part > 1 ? (
        <Link prefetch={false} className="text-brand" href={href(part - 1)}>
          上一部分
        </Link>
      ) : null}
      <span>
        第 {part} 部分，共 {parts} 部分
      </span>
      {part < parts ? (
        <Link prefetch={false} className="text-brand" href={href(part + 1)}>
          下一部分
        </Link>
      ) : null}
    </nav>
  );
}
