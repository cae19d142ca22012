import type { ReactNode } from 'react';
import { validityOn } from '@/lib/disclosure/after-publication/rules/validity';
import { VALIDITY_NAMES, type Validity, type ValidityOnDay } from '@/lib/disclosure/after-publication/types';
import { href, itemPath } from '@/lib/disclosure/public-site/rules/addresses';
import type { DocumentPlace, PublicItem } from '@/lib/disclosure/public-site/types';
import { type CivilDate, civilDate, formatDate } from '@/lib/platform/dates';

/** In a preview, for what there is not yet. */
export const SET_WHEN_PUBLISHED = '（发布时生成）';

type Props = { context: DocumentPlace; item: PublicItem; today: CivilDate };

const VALIDITY_LOOKS: Record<Validity, string> = {
  pending: 'bg-warn-wash text-warn',
  in_force: 'bg-ok-wash text-ok',
  amended: 'bg-warn-wash text-warn',
  repealed: 'bg-seal-wash text-seal',
  lapsed: 'bg-seal-wash text-seal',
};

function validityOfItem({ content, events }: PublicItem, today: CivilDate): ValidityOnDay | null {
  const { is_normative, effective_from, expires_at } = content;
  return validityOn({ is_normative, effective_from, expires_at, events }, today);
}

function date(value: string | null): ReactNode {
  return value !== null && <time dateTime={value}>{formatDate(value)}</time>;
}

/** 有效性, large, in words and colour, with what ended or changed it. @rule PF-23 @rule PF-24 */
export function ValidityBanner({ context, item, today }: Props) {
  const validity = validityOfItem(item, today);
  if (validity === null) return null;
  const { state, since, event } = validity;
  return (
    <div className={`mb-4 px-4 py-3 ${VALIDITY_LOOKS[state]}`}>
      <p className="text-xl font-bold">
        有效性：{VALIDITY_NAMES[state]}
        {since !== null && (state === 'repealed' || state === 'lapsed' || state === 'amended') && (
          <span className="ml-3 text-base font-normal">自{formatDate(since)}起</span>
        )}
      </p>
      {event && (event.act || event.actNo !== '') && (
        <p className="text-sm">
          依据：
          {event.act && (
            <a href={href(context, itemPath({ id: event.act.id, kind: '', reportYear: null }))}>
              {event.act.title}
            </a>
          )}
          {event.actNo !== '' && (event.act ? `（${event.actNo}）` : event.actNo)}
        </p>
      )}
      {event?.successor && (
        <p className="text-sm">
          {state === 'amended' ? '修改后的文件' : '接替的文件'}：
          <a href={href(context, itemPath({ id: event.successor.id, kind: '', reportYear: null }))}>
            {event.successor.title}
          </a>
        </p>
      )}
    </div>
  );
}

/** The metadata of the catalogue, as far as the item has them (platform.md §6). @rule PF-23 */
export function Metadata({ context, item, today }: Props) {
  const { content } = item;
  const validity = validityOfItem(item, today);
  const hasEnded = validity !== null && (validity.state === 'repealed' || validity.state === 'lapsed');
  const rows: [string, ReactNode][] = [
    ['索引号', item.indexNo],
    ['发布机构', content.issuing_organ],
    ['成文日期', date(content.formed_at)],
    ['发布日期', context.isPreview ? SET_WHEN_PUBLISHED : date(civilDate(item.firstPublishedAt))],
    ['更正日期', item.publications > 1 && date(civilDate(item.lastPublishedAt))],
    ['文号', content.doc_no],
    ['体裁', content.genre],
    ['主题分类', content.theme],
    ['关键词', content.keywords.join('、')],
    ['施行日期', date(content.effective_from)],
    ['有效期至', date(validity?.until ?? content.expires_at)],
    [validity?.state === 'repealed' ? '废止日期' : '失效日期', hasEnded && date(validity.since)],
    [
      '有效性',
      validity && (
        <strong className={`inline-block rounded px-2 text-base ${VALIDITY_LOOKS[validity.state]}`}>
          {VALIDITY_NAMES[validity.state]}
        </strong>
      ),
    ],
  ];
  const shown = rows.filter(([, value]) => value);
  return (
    <dl className="grid border-t border-l border-line text-sm sm:grid-cols-2 print:grid-cols-2 max-lg:elder:grid-cols-1 [&>div]:grid [&>div]:grid-cols-[6.5em_minmax(0,1fr)] [&>div]:border-r [&>div]:border-b [&>div]:border-line [&_dd]:px-3 [&_dd]:py-1.5 [&_dt]:border-r [&_dt]:border-line [&_dt]:bg-ground [&_dt]:px-3 [&_dt]:py-1.5 [&_dt]:text-ink-soft">
      {shown.map(([name, value], at) => (
        <div
          key={name}
          className={
            at === shown.length - 1 && at % 2 === 0
              ? 'sm:col-span-2 print:col-span-2 max-lg:elder:col-span-1'
              : undefined
          }
        >
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
