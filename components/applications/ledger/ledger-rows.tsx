import Link from 'next/link';
import { Tag, type TagLook } from '@/components/ui/tag';
import { outcomeName } from '@/lib/applications/messages/knowledge';
import { CASE_STATE_NAMES, type CaseState } from '@/lib/applications/transitions';
import { APPLICANT_TYPE_NAMES, CASE_KIND_NAMES, INTAKE_CHANNEL_NAMES } from '@/lib/applications/types/case';
import type { LedgerRow } from '@/lib/applications/types/ledger';
import { LightTag } from './light-tag';

const STATE_LOOKS: Partial<Record<CaseState, TagLook>> = {
  submitted: 'warn',
  unconfirmed: 'quiet',
  replied: 'ok',
  archived: 'quiet',
};

/** Cases one under the other: on a phone as cards, on a wide screen in columns. */
export function LedgerRows({ rows }: { rows: readonly LedgerRow[] }) {
  return (
    <ul className="divide-y divide-line border border-line bg-paper">
      {rows.map((row) => (
        <li key={row.id}>
          <Row row={row} />
        </li>
      ))}
    </ul>
  );
}

function Row({ row }: { row: LedgerRow }) {
  const { body } = row;
  const state = row.state as CaseState;
  return (
    <div className="grid gap-x-4 gap-y-1 px-4 py-3 lg:grid-cols-[11rem_1fr_14rem]">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1 lg:block">
        {body === null ? (
          <span className="font-semibold">{row.applicationNo ?? row.submissionNo}</span>
        ) : (
          <Link
            prefetch={false}
            href={`/office/applications/${row.id}`}
            className="font-semibold text-brand no-underline hover:underline"
          >
            {row.applicationNo ?? row.submissionNo}
          </Link>
        )}
        <p className="lg:mt-1">
          <Tag look={STATE_LOOKS[state] ?? 'plain'}>{CASE_STATE_NAMES[state] ?? row.state}</Tag>
        </p>
      </div>
      {body === null ? (
        <p className="text-ink-soft">
          <Tag look="quiet">限制查看</Tag> 这件申请只有指定的人可以查看内容。
        </p>
      ) : (
        <Body body={body} />
      )}
      <Dates row={row} />
    </div>
  );
}

function Body({ body }: { body: NonNullable<LedgerRow['body']> }) {
  return (
    <div className="min-w-0">
      <p className="line-clamp-2 wrap-anywhere">{body.request || '（没有写明内容）'}</p>
      <p className="mt-1 flex flex-wrap gap-x-4 text-sm text-ink-soft">
        <span className="wrap-anywhere">
          {body.applicantName}
          {body.idHint ? <span className="ml-1 tabular-nums">（{body.idHint}）</span> : null}
        </span>
        <span>{APPLICANT_TYPE_NAMES[body.applicantType]}</span>
        <span>{INTAKE_CHANNEL_NAMES[body.channel]}</span>
        {body.kind === 'application' ? null : <span>{CASE_KIND_NAMES[body.kind]}</span>}
        {body.outcome ? <span>{outcomeName(body.outcome)}</span> : null}
      </p>
      {body.isRestricted ? (
        <p className="mt-1">
          <Tag look="quiet">限制查看</Tag>
        </p>
      ) : null}
    </div>
  );
}

function Dates({ row }: { row: LedgerRow }) {
  const { body } = row;
  const isClosed = row.state === 'replied' || row.state === 'archived';
  return (
    <div className="text-sm text-ink-soft lg:text-right">
      {row.light ? <LightTag {...row} light={row.light} /> : null}
      {isClosed ? (
        <p>
          {body?.repliedOn ? `答复：${body.repliedOn}` : ''}
          {row.overdueDays > 0 ? <strong className="ml-2 text-seal">逾期 {row.overdueDays} 天</strong> : null}
        </p>
      ) : (
        <p className="mt-0.5">
          {row.replyDue
            ? `答复期限：${row.replyDue}${row.provisional ? '（暂定）' : ''}`
            : waitingFor(row.state)}
        </p>
      )}
      {body?.clockStatus === 'paused' ? <p>征求意见中，期限顺延</p> : null}
      {body ? (
        <p className="mt-0.5">
          {body.handlerName === null ? (
            <span className="text-warn">还没有承办人</span>
          ) : (
            `承办：${body.handlerName}${body.handlerAccepted ? '' : '（未接受）'}`
          )}
        </p>
      ) : null}
    </div>
  );
}

/** Why no date runs. */
function waitingFor(state: string): string {
  if (state === 'awaiting_supplement') return '等待补正，期限没有起算';
  if (state === 'awaiting_payment') return '等待缴费，期限没有起算';
  return state === 'submitted' || state === 'unconfirmed' ? '确认收到后起算' : '';
}
