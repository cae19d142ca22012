import type { TimelineEntry } from '@/lib/applications/rules/timeline';
import { formatDate, formatMinute } from '@/lib/platform/dates';

/** Every act on the case, newest first: who, when it was recorded, its legal date and article, what it did to the clock. */
export function Timeline({ entries }: { entries: readonly TimelineEntry[] }) {
  return (
    <ol reversed className="border-l-2 border-line">
      {entries.map((entry) => (
        <li key={`${entry.isInherited ? 'before' : ''}${entry.seq}`} className="relative pb-4 pl-4">
          <span
            aria-hidden="true"
            className={`absolute top-2 -left-[7px] size-3 rounded-full border-2 border-paper ${entry.effect === null ? 'bg-ink-soft' : 'bg-brand'}`}
          />
          <Entry entry={entry} />
        </li>
      ))}
    </ol>
  );
}

function Entry({ entry }: { entry: TimelineEntry }) {
  const { name, onDate, at, who, article, effect, isRefused, correctedTo, lines, isInherited } = entry;
  return (
    <>
      <p>
        <strong className="tabular-nums">
          {correctedTo === null ? formatDate(onDate) : <s>{formatDate(onDate)}</s>}
        </strong>
        {correctedTo === null ? '' : ` 更正为${formatDate(correctedTo)}`}　
        <span className="font-semibold">{name}</span>
        {article === null ? null : <span className="text-ink-soft">（{article}）</span>}
      </p>
      {effect === null ? null : (
        <p className={isRefused ? 'font-semibold text-seal' : 'font-semibold text-brand-deep'}>{effect}</p>
      )}
      {lines.map(({ label, text }) => (
        <p key={label} className="wrap-anywhere whitespace-pre-wrap">
          <span className="text-ink-soft">{label}：</span>
          {text}
        </p>
      ))}
      <p className="text-sm text-ink-soft">
        {who}，{formatMinute(at)} 记录{isInherited ? '（拆分前的申请）' : ''}
      </p>
    </>
  );
}
