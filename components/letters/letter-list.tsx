import Link from 'next/link';
import { LETTER_LOOKS } from '@/components/letters/letter-looks';
import { Tag } from '@/components/ui/tag';
import type { LetterListView, LetterRow } from '@/lib/applications/letters/queries/letter-lists';
import { LETTER_CATEGORIES } from '@/lib/letters/rules/letter-table';
import { LETTER_STATE_NAMES } from '@/lib/letters/types/letters';
import { formatDate, formatMinute } from '@/lib/platform/dates';

const VIEW_NAMES: Record<LetterListView, string> = {
  mine: '等我办理',
  draft: '草稿',
  in_route: '审批中',
  sealed: '已盖章，待送达',
  returned: '被退回',
  register: '文号登记簿',
};
const TAB =
  'flex min-h-11 items-center rounded-md border border-line bg-paper px-4 text-ink no-underline aria-[current=page]:border-brand aria-[current=page]:font-semibold aria-[current=page]:text-brand';

/** The filters of the letters of the office. */
export function LetterTabs({ view }: { view: LetterListView }) {
  return (
    <nav aria-label="文书" className="my-3 flex flex-wrap gap-2">
      {(Object.keys(VIEW_NAMES) as LetterListView[]).map((one) => (
        <Link
          key={one}
          prefetch={false}
          href={one === 'mine' ? '/office/letters' : `/office/letters?view=${one}`}
          aria-current={one === view ? 'page' : undefined}
          className={TAB}
        >
          {VIEW_NAMES[one]}
        </Link>
      ))}
    </nav>
  );
}

type ListedState = Exclude<LetterListView, 'mine' | 'register'>;
const EMPTY: Record<ListedState, string> = {
  draft: '没有草稿。',
  in_route: '没有审批中的文书。',
  sealed: '没有等待送达的文书。',
  returned: '没有被退回、还没有再次送达的文书。',
};

/** Letters in a state, as a list that reads on a phone. */
export function LetterList({ rows, view }: { rows: readonly LetterRow[]; view: ListedState }) {
  if (rows.length === 0)
    return <p className="border border-line bg-paper p-6 text-ink-soft">{EMPTY[view]}</p>;
  return (
    <ul className="divide-y divide-line border border-line bg-paper">
      {rows.map((row) => (
        <li key={row.id}>
          <Link
            prefetch={false}
            href={`/office/applications/${row.applicationId}/letters/${row.id}`}
            className="block px-4 py-3 text-ink no-underline hover:bg-brand-wash"
          >
            <span className="flex flex-wrap items-baseline justify-between gap-x-4">
              <span className="min-w-0 text-[1.0625rem] font-semibold text-brand">{row.name}</span>
              <Tag look={LETTER_LOOKS[row.state]}>{LETTER_STATE_NAMES[row.state]}</Tag>
            </span>
            <span className="mt-1 flex flex-wrap gap-x-4 text-sm text-ink-soft">
              <span>申请 {row.caseNo}</span>
              {row.number === null ? null : <span>{row.number}</span>}
              <span>致{row.recipientName}</span>
              <span>起草：{formatMinute(row.draftedAt)}</span>
            </span>
          </Link>
        </li>
      ))}
    </ul>
  );
}

/** The register of numbers: a year and a category, gapless, with what was voided. */
export function LetterRegister({
  rows,
  years,
  year,
  category,
}: {
  rows: readonly LetterRow[];
  years: readonly number[];
  year: number;
  category: string;
}) {
  return (
    <>
      <form method="get" className="mb-4 flex flex-wrap items-end gap-3">
        <input type="hidden" name="view" value="register" />
        <RegisterSelect name="year" label="年份" value={String(year)} options={years.map(String)} />
        <RegisterSelect name="category" label="类别字" value={category} options={LETTER_CATEGORIES} />
        <button
          type="submit"
          className="min-h-11 rounded-md border border-brand bg-paper px-4 font-semibold text-brand"
        >
          查看
        </button>
      </form>
      {rows.length === 0 ? (
        <p className="border border-line bg-paper p-6 text-ink-soft">
          {year}年“{category}”还没有用过的文号。
        </p>
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls is reached by the keyboard
        <section aria-label="文号登记簿" tabIndex={0} className="overflow-x-auto border border-line bg-paper">
          <table className="w-full min-w-[44rem] border-collapse text-left">
            <thead className="bg-ground">
              <tr>
                {['文号', '文书', '申请', '收件人', '盖章日期', '送达日期', '情况'].map((head) => (
                  <th key={head} scope="col" className="border-b border-line px-3 py-2">
                    {head}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <tr key={row.id} className="border-b border-line align-top">
                  <th scope="row" className="px-3 py-2 font-semibold whitespace-nowrap">
                    {row.number}
                  </th>
                  <td className="px-3 py-2">{row.name}</td>
                  <td className="px-3 py-2 whitespace-nowrap">
                    {row.recipientName === '' ? (
                      row.caseNo
                    ) : (
                      <Link
                        prefetch={false}
                        className="text-brand"
                        href={`/office/applications/${row.applicationId}/letters/${row.id}`}
                      >
                        {row.caseNo}
                      </Link>
                    )}
                  </td>
                  <td className="px-3 py-2">{row.recipientName || '（限制查看）'}</td>
                  <td className="px-3 py-2 whitespace-nowrap">
                    {row.sealedOn === null ? '' : formatDate(row.sealedOn)}
                  </td>
                  <td className="px-3 py-2 whitespace-nowrap">
                    {row.legalDate === null ? '' : formatDate(row.legalDate)}
                  </td>
                  <td className="px-3 py-2">
                    <Tag look={LETTER_LOOKS[row.state]}>{LETTER_STATE_NAMES[row.state]}</Tag>
                    {row.endedReason ? <span className="block text-sm">{row.endedReason}</span> : null}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
    </>
  );
}

function RegisterSelect({
  name,
  label,
  value,
  options,
}: {
  name: string;
  label: string;
  value: string;
  options: readonly string[];
}) {
  const known = options.includes(value) ? options : [value, ...options];
  return (
    <span>
      <label htmlFor={`register-${name}`} className="mb-1 block font-semibold">
        {label}
      </label>
      <select
        id={`register-${name}`}
        name={name}
        defaultValue={value}
        className="min-h-11 rounded-md border border-ink-soft bg-paper px-3"
      >
        {known.map((one) => (
          <option key={one} value={one}>
            {one}
          </option>
        ))}
      </select>
    </span>
  );
}
