import Link from 'next/link';
import { Notice } from '@/components/ui/notice';
import type { AuditEntry } from '@/lib/audit/rules/audit-entry';
import { hourOf } from './audit-words';
import { VerifyButton } from './verify-button';

/** Longer than this without a new line in the file outside the database, and the worker is not doing its work. */
const ANCHOR_LATE_MS = 2 * 86_400_000;

/** Whether the log was whole when last verified, when its end was last written outside the database, and the button. */
export function AuditState({
  verified,
  anchored,
  now,
}: {
  verified: AuditEntry | null;
  anchored: AuditEntry | null;
  now: Date;
}) {
  const result = (verified?.detail ?? {}) as {
    whole?: boolean;
    rows?: number;
    found?: number;
    findings?: string[];
  };
  const isLate = anchored === null || now.getTime() - new Date(anchored.at).getTime() > ANCHOR_LATE_MS;
  return (
    <section aria-label="日志是否完整" className="mb-4 border border-line bg-paper p-4">
      {verified === null ? (
        <Notice look="info" title="还没有核验过" />
      ) : result.whole === true ? (
        <Notice
          look="ok"
          title={`完整：${hourOf(verified)} 由${verified.personName}核验，${result.rows} 行全部一致`}
        />
      ) : (
        <Notice
          look="error"
          title={`不完整：${hourOf(verified)} 由${verified.personName}核验，发现 ${result.found} 处问题`}
        >
          <ul className="list-disc pl-5">
            {(result.findings ?? []).map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ul>
          <p>请保留数据库和备份，不要再作改动，并报告本机关负责人和保密行政管理部门。</p>
        </Notice>
      )}
      {isLate ? (
        <Notice
          look="warn"
          title={anchored === null ? '还没有写过库外存证' : `库外存证停在 ${hourOf(anchored)}`}
        >
          <p>后台任务每天把日志末尾写到数据库之外。请系统管理员检查后台任务。</p>
        </Notice>
      ) : (
        <p className="my-2">
          库外存证：{hourOf(anchored)} 写入，当时日志有 {(anchored.detail as { seq?: number })?.seq ?? '—'}{' '}
          行。
        </p>
      )}
      <div className="mt-3 flex flex-wrap items-center gap-x-5 gap-y-2">
        <VerifyButton />
        <Link prefetch={false} className="text-brand" href="/office/audit/anchor">
          打印日志存证
        </Link>
      </div>
    </section>
  );
}
