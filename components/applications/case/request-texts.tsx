import { Card } from '@/components/ui/card';
import type { CaseView } from '@/lib/applications/types/case-view';
import { formatMinute } from '@/lib/platform/dates';

const KINDS = { request: '申请的内容', supplement: '补正的内容', part: '拆分出的内容' } as const;

/** What was asked for, and each correction of it; never changed. */
export function RequestTexts({ texts }: { texts: CaseView['texts'] }) {
  return (
    <Card title="申请内容">
      {texts.map(({ number, kind, title, docNo, description, writtenAt }) => (
        <section key={number} className="mb-3">
          <h3 className="text-sm text-ink-soft">
            {KINDS[kind]}，{formatMinute(writtenAt)}
          </h3>
          {title === '' ? null : <p className="font-semibold wrap-anywhere">{title}</p>}
          {docNo === '' ? null : <p className="wrap-anywhere">文号：{docNo}</p>}
          {description === '' ? null : (
            <p className="max-h-96 overflow-y-auto wrap-anywhere whitespace-pre-wrap">{description}</p>
          )}
        </section>
      ))}
    </Card>
  );
}
