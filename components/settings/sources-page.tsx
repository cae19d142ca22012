import { Card } from '@/components/ui/card';
import type { Refusal } from '@/lib/platform/result';
import type { SettingRow } from '@/lib/settings/queries/list-settings';
import { readSources } from '@/lib/settings/rules/values';
import { ProposeSetting } from './propose-setting';
import { SettingCard } from './setting-card';
import { SourcesEditor } from './sources-editor';

/** 转载来源 and 公开署名: both kept by those who review. */
export function SourcesPage({
  rows,
  whyNotPropose,
  today,
}: {
  rows: readonly SettingRow[];
  whyNotPropose: readonly Refusal[];
  today: string;
}) {
  const mayPropose = whyNotPropose.length === 0;
  return (
    <>
      <h1 className="mb-3 text-xl font-semibold">转载来源和署名</h1>
      {whyNotPropose.map((refusal) => (
        <p key={refusal.code} className="mb-3 text-sm text-ink-soft">
          {refusal.message}
        </p>
      ))}
      {rows.map((row) => (
        <Card key={row.key} title={row.key === 'reprint_sources' ? '转载来源' : '公开署名'}>
          <ul>
            <SettingCard
              setting={row}
              shown={row.key === 'reprint_sources' ? <Sources value={row.value} /> : undefined}
            >
              {!mayPropose ? null : row.key === 'reprint_sources' ? (
                <details className="mt-2" key={JSON.stringify(row.value)}>
                  <summary className="inline-flex min-h-11 cursor-pointer items-center font-semibold text-brand">
                    提出变更
                  </summary>
                  <SourcesEditor present={row.value} today={today} />
                </details>
              ) : (
                <ProposeSetting
                  key={JSON.stringify(row.value)}
                  settingKey={row.key}
                  present={row.value}
                  settings={null}
                  columns={[]}
                  today={today}
                />
              )}
            </SettingCard>
          </ul>
        </Card>
      ))}
    </>
  );
}

function Sources({ value }: { value: unknown }) {
  const sources = readSources(value);
  if (sources.length === 0) {
    return <p className="mt-1">还没有列出来源，现在不能转载其他网站的信息。</p>;
  }
  return (
    <ul className="mt-1 list-disc pl-5">
      {sources.map(({ name, host }) => (
        <li key={`${name} ${host}`}>
          {name}（{host}）
        </li>
      ))}
    </ul>
  );
}
