import { Card } from '@/components/ui/card';
import { Tag } from '@/components/ui/tag';
import type { TemplateHistory, TemplateVersion } from '@/lib/letters/queries/list-templates';
import { formatMinute } from '@/lib/platform/dates';
import { ApproveTemplate } from './approve-template';

/** Every version in the organ's own words, newest first; one that waits is confirmed by another person. */
export function TemplateVersions({ history, mayApprove }: { history: TemplateHistory; mayApprove: boolean }) {
  const { versions, shipped } = history;
  if (versions.length === 0) return null;
  const newest = versions.find(({ approvedAt }) => approvedAt !== null)?.number ?? 0;
  return (
    <Card title="本机关的版本">
      <ol className="divide-y divide-line">
        {versions.map((version) => (
          <li key={version.id} className="py-3">
            <p className="flex flex-wrap items-baseline gap-x-3 gap-y-1">
              <strong>第{version.number}版</strong>
              <StandingTag version={version} newest={newest} />
              <span className="text-sm text-ink-soft">
                {version.writtenBy}，{formatMinute(version.writtenAt)}
                {version.approvedAt === null
                  ? ''
                  : `；${version.approvedBy ?? ''}确认，${formatMinute(version.approvedAt)}`}
              </span>
            </p>
            <p className="wrap-anywhere">理由：{version.reason}</p>
            {Object.entries(version.texts).map(([key, text]) => (
              <div key={key} className="mt-2 grid gap-2 text-sm md:grid-cols-2">
                <p className="border-l-4 border-line pl-3 wrap-anywhere">
                  <span className="text-ink-soft">系统自带：</span>
                  {shipped[key]}
                </p>
                <p className="border-l-4 border-brand pl-3 wrap-anywhere">
                  <span className="text-ink-soft">这一版：</span>
                  {text}
                </p>
              </div>
            ))}
            {mayApprove && version.approvedAt === null && version.number > newest ? (
              <ApproveTemplate versionId={version.id} number={version.number} />
            ) : null}
          </li>
        ))}
      </ol>
    </Card>
  );
}

function StandingTag({ version, newest }: { version: TemplateVersion; newest: number }) {
  if (version.number === newest) return <Tag look="ok">正在使用</Tag>;
  if (version.approvedAt === null && version.number > newest) return <Tag look="warn">待确认</Tag>;
  return <Tag look="quiet">{version.approvedAt === null ? '没有采用' : '已被新版代替'}</Tag>;
}
