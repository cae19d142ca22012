import { Notice } from '@/components/ui/notice';
import { WATCH_NAMES, type WatchGroup } from '@/lib/applications/types/watch';
import { LedgerRows } from './ledger-rows';

/** What lies about, kind by kind; the zeros are shown too, for they are what is wanted. */
export function WatchPage({ groups }: { groups: readonly WatchGroup[] }) {
  const total = groups.reduce((sum, group) => sum + group.total, 0);
  return (
    <>
      {total === 0 ? (
        <Notice look="ok" title="没有搁置的事项">
          <p>收到的申请都有人看过、联系过，文书都已发出。请继续保持为零。</p>
        </Notice>
      ) : (
        <Notice look="warn" title={`有 ${total} 项需要处理`}>
          <p>这里列出容易被漏掉的事项，应当清零。</p>
        </Notice>
      )}
      {groups.map(({ kind, total: count, entries }) => (
        <section key={kind} className="mt-5" aria-labelledby={`watch-${kind}`}>
          <h2 id={`watch-${kind}`} className="flex flex-wrap items-baseline gap-x-3 text-lg font-semibold">
            {WATCH_NAMES[kind].title}
            <span className={count > 0 ? 'text-seal' : 'text-ok'}>{count > 0 ? `${count} 件` : '无'}</span>
          </h2>
          {count > 0 ? (
            <>
              <p className="mb-2 text-sm text-ink-soft">
                {WATCH_NAMES[kind].todo}
                {entries[0] ? `最早的从 ${entries[0].since} 起。` : ''}
                {count > entries.length ? `只列出最早的 ${entries.length} 件。` : ''}
              </p>
              <LedgerRows rows={entries.map(({ row }) => row)} />
            </>
          ) : null}
        </section>
      ))}
    </>
  );
}
