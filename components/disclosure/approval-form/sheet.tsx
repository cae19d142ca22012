import type { ReactNode } from 'react';
import type { ApprovalForm, FormGroup } from '@/lib/disclosure/approval-form/types';

const CELL =
  'border border-ink px-2 py-1 align-middle text-left wrap-anywhere print:px-1 print:py-0 print:leading-tight';
const HEAD = `${CELL} w-[14%] font-semibold`;
/** A value longer than this takes a row of its own. */
const SHORT = 22;

/** 信息发布审批表 as it is printed: one A4 sheet. */
export function ApprovalSheet({ form }: { form: ApprovalForm }) {
  const before = form.groups.slice(0, -1);
  const after = form.groups.slice(-1);
  return (
    <article className="bg-paper p-4 text-sm leading-snug [page:sheet] print:p-0 print:text-[8.5pt]">
      <h1 className="text-center font-serif text-xl font-bold">{form.title}</h1>
      <p className="text-right">编号：{form.number}</p>
      <div className="overflow-x-auto print:overflow-visible">
        <table className="w-full min-w-[40rem] border-collapse print:min-w-0">
          <tbody>
            {before.map((group) => (
              <Group key={group.title} group={group} />
            ))}
            <Heading>审核、校对和签发</Heading>
            {form.reviews.map((review) => (
              <tr key={`${review.step}-${review.at}`} className="break-inside-avoid">
                <th scope="row" className={HEAD}>
                  {review.step}
                </th>
                <td className={CELL} colSpan={2}>
                  {review.opinion}
                  {review.proof ? <span className="block">校对：{review.proof}</span> : null}
                </td>
                <td className={`${CELL} w-[36%]`}>
                  {review.signature}
                  <span className="block tabular-nums">{review.at}</span>
                </td>
              </tr>
            ))}
            {after.map((group) => (
              <Group key={group.title} group={group} />
            ))}
          </tbody>
        </table>
      </div>
      {form.footer.map((line) => (
        <p key={line} className="mt-1 text-xs wrap-anywhere print:mt-0 print:text-[7pt]">
          {line}
        </p>
      ))}
    </article>
  );
}

function Heading({ children }: { children: ReactNode }) {
  return (
    <tr>
      <th scope="colgroup" colSpan={4} className={`${CELL} bg-ground font-semibold`}>
        {children}
      </th>
    </tr>
  );
}

function Group({ group }: { group: FormGroup }) {
  return (
    <>
      <Heading>{group.title}</Heading>
      {pairs(group.rows).map(([a, b]) => (
        <tr key={a.label} className="break-inside-avoid">
          <th scope="row" className={HEAD}>
            {a.label}
          </th>
          <td className={`${CELL} ${b ? 'w-[36%]' : ''}`} colSpan={b ? 1 : 3}>
            {a.value}
          </td>
          {b ? (
            <>
              <th scope="row" className={HEAD}>
                {b.label}
              </th>
              <td className={`${CELL} w-[36%]`}>{b.value}</td>
            </>
          ) : null}
        </tr>
      ))}
    </>
  );
}

type Row = FormGroup['rows'][number];

/** Short fields two to a row, long ones alone. */
function pairs(rows: readonly Row[]): [Row, Row | undefined][] {
  const out: [Row, Row | undefined][] = [];
  for (let at = 0; at < rows.length; at += 1) {
    const [row, next] = [rows[at], rows[at + 1]];
    if (row === undefined) break;
    const goTogether = next !== undefined && row.value.length <= SHORT && next.value.length <= SHORT;
    out.push([row, goTogether ? next : undefined]);
    if (goTogether) at += 1;
  }
  return out;
}
