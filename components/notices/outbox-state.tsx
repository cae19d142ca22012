import { Notice } from '@/components/ui/notice';
import { Tag } from '@/components/ui/tag';
import { noticeWord } from '@/lib/notices/messages';
import { OUTBOX_STATE_NAMES, OUTBOX_STATES, type OutboxOverview } from '@/lib/notices/types';
import { formatMinute } from '@/lib/platform/dates';

/** For the administrator: whether mail is sent, how much, and what did not go out and why. */
export function OutboxState({ outbox }: { outbox: OutboxOverview }) {
  return (
    <>
      <h1 className="mb-3 text-xl font-semibold">邮件发送情况</h1>
      {outbox.sendsMail ? null : (
        <Notice look="warn" title="没有配置邮件">
          <p>通知只在系统内显示，不发电子邮件。需要发邮件时，请按运维手册设置 SMTP_FROM 和 SMTP_URL。</p>
        </Notice>
      )}
      <dl className="grid grid-cols-2 gap-px border border-line bg-line sm:grid-cols-4">
        {OUTBOX_STATES.map((state) => (
          <div key={state} className="bg-paper p-4">
            <dt className="text-sm text-ink-soft">{OUTBOX_STATE_NAMES[state]}</dt>
            <dd className="text-xl font-semibold">{outbox.counts[state]}</dd>
          </div>
        ))}
      </dl>
      <h2 className="mt-6 mb-2 text-lg font-semibold">没有发出的邮件</h2>
      {outbox.troubled.length === 0 ? (
        <p className="border border-line bg-paper p-6 text-ink-soft">没有。</p>
      ) : (
        <ul className="divide-y divide-line border border-line bg-paper">
          {outbox.troubled.map((row) => (
            <li key={row.id} className="px-4 py-3">
              <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
                <Tag look={row.state === 'given_up' ? 'late' : 'warn'}>{OUTBOX_STATE_NAMES[row.state]}</Tag>
                <span className="wrap-anywhere">{row.address}</span>
                <span className="text-ink-soft">{noticeWord(row.kind).word}</span>
              </p>
              <p className="mt-1 flex flex-wrap gap-x-4 text-sm text-ink-soft">
                <span>写于 {formatMinute(row.createdAt)}</span>
                <span>已试 {row.attempts} 次</span>
                {row.state === 'failed' ? <span>下次 {formatMinute(row.nextTryAt)}</span> : null}
              </p>
              {row.lastError ? (
                <p className="mt-1 text-sm wrap-anywhere">邮件服务器的回答：{row.lastError}</p>
              ) : null}
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
