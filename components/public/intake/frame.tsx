import type { ReactNode } from 'react';
import { href } from '@/lib/disclosure/public-site/rules/addresses';
import { blockColumn } from '@/lib/disclosure/public-site/rules/disclosure-blocks';
import { columnTags } from '@/lib/disclosure/public-site/rules/meta-tags';
import type { SiteContext } from '@/lib/disclosure/public-site/types';
import { getBlock } from '../disclosure-views/frame';
import { Breadcrumb, PageTitle, Paper } from '../layouts';
import { PublicPage } from '../public-page';

/** A page of the form or of an own case: one column, nothing beside it that leads away; not for search engines. */
export function IntakePage({
  context,
  title,
  path,
  note,
  hasProblems = false,
  children,
}: {
  context: SiteContext;
  title: string;
  path: string;
  note?: ReactNode;
  hasProblems?: boolean;
  children: ReactNode;
}) {
  const block = getBlock('apply');
  return (
    <PublicPage
      context={context}
      title={hasProblems ? `需要改正：${title}` : title}
      path={path}
      tags={columnTags(context.site, blockColumn(context.columns, block))}
      topSlug="disclosure"
      isIndexed={false}
    >
      <div className="mx-auto max-w-3xl">
        <Breadcrumb
          context={context}
          crumbs={[
            { name: '政府信息公开', to: '/disclosure' },
            { name: block.name, to: '/disclosure/apply' },
            { name: title },
          ]}
        />
        <Paper>
          <PageTitle note={note}>{title}</PageTitle>
          {children}
        </Paper>
      </div>
    </PublicPage>
  );
}

/** The two ways to apply that are never refused, and others the organ has opened. @law 条例29 */
export function OtherWays({ context: { site } }: { context: SiteContext }) {
  return (
    <ul className="list-disc space-y-1 pl-6">
      <li>
        当面提交：{site.address}（{site.name}）{site.officeHours && `，${site.officeHours}`}；
      </li>
      <li>
        邮寄：{site.postcode} {site.address}，{site.name}（收），信封上注明“政府信息公开申请”；
      </li>
      <li>有疑问请致电 {site.phone}。</li>
    </ul>
  );
}

/** Says one thing, and how to go on. */
export function IntakeNotice({
  context,
  title,
  path,
  sentences,
  links = [],
  showsOtherWays = false,
}: {
  context: SiteContext;
  title: string;
  path: string;
  sentences: readonly string[];
  links?: readonly { readonly to: string; readonly name: string }[];
  showsOtherWays?: boolean;
}) {
  return (
    <IntakePage context={context} title={title} path={path}>
      {sentences.map((sentence) => (
        <p key={sentence} className="mb-3">
          {sentence}
        </p>
      ))}
      {links.length > 0 && (
        <ul className="my-4 space-y-2 [&_a]:inline-block [&_a]:py-1 [&_a]:font-semibold">
          {links.map(({ to, name }) => (
            <li key={to}>
              <a href={href(context, to)}>{name}</a>
            </li>
          ))}
        </ul>
      )}
      {showsOtherWays && (
        <section aria-labelledby="other-ways" className="mt-6 border-t border-line pt-4">
          <h2 id="other-ways" className="mb-1 text-lg font-semibold">
            其他申请方式
          </h2>
          <OtherWays context={context} />
        </section>
      )}
    </IntakePage>
  );
}

/** Which part of the way one is at. */
export function Steps({ at }: { at: 1 | 2 | 3 }) {
  const names = ['选择申请人', '填写申请', '核对并提交'];
  return (
    <ol
      className="mb-5 flex gap-x-2 text-sm [&>li]:flex-1 [&>li]:border-t-4 [&>li]:pt-1.5"
      aria-label="申请的步骤"
    >
      {names.map((name, index) => (
        <li
          key={name}
          aria-current={index + 1 === at ? 'step' : undefined}
          className={
            index + 1 <= at ? 'border-brand font-semibold text-brand-deep' : 'border-line text-ink-soft'
          }
        >
          {index + 1}. {name}
        </li>
      ))}
    </ol>
  );
}
