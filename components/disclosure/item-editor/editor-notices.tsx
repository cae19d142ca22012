'use client';

import Link from 'next/link';
import { Button, buttonClass } from '@/components/ui/button';
import { Notice, RefusalList } from '@/components/ui/notice';
import { KeptCopies } from './kept-copies';
import { RefusalLinks } from './missing-panel';
import { RecoveryNotice } from './recovery-notice';
import type { ItemEditing } from './use-item-editing';

/** What needs a decision or an act before writing goes on: refusals, a lost session, a kept text. */
export function EditorNotices({ editing }: { editing: ItemEditing }) {
  const { props, saver, state, phase, content, columnNames, missing, serverRefusals, hasTried, summary } =
    editing;
  const { kept, restore, forget, recovery, recover, dropRecovery } = editing;
  const { item, draft, names } = props;
  const isStale = serverRefusals.some((refusal) => refusal.code === 'stale_item');
  const summaryRefusals = hasTried ? [...missing, ...serverRefusals] : [];
  return (
    <>
      <div ref={summary} tabIndex={-1}>
        {summaryRefusals.length > 0 ? (
          <Notice look="error" title={missing.length > 0 ? '还不能提交，请先改正：' : '没有办成：'}>
            <RefusalLinks refusals={summaryRefusals} />
          </Notice>
        ) : hasTried && phase !== 'saved' && phase !== 'saving' && phase !== 'unsaved' ? (
          <Notice look="error" title="还不能提交：改动没有保存到服务器。" />
        ) : null}
        {isStale ? (
          <p>
            <Button look="quiet" onClick={() => window.location.reload()}>
              重新打开这一稿
            </Button>
          </p>
        ) : null}
      </div>
      {state.failure?.kind === 'signed_out' ? (
        <Notice look="error" title="登录已失效，改动还没有保存">
          <p>您的文字还在这个窗口里。请在新窗口登录，再回到这里，会自动接着保存。</p>
          <p className="mt-2 flex flex-wrap gap-3">
            <Link
              prefetch={false}
              href="/office/sign-in"
              target="_blank"
              rel="noopener"
              className={buttonClass('quiet')}
            >
              在新窗口登录
            </Link>
            <Button look="quiet" onClick={() => void saver.saveNow()}>
              已登录，继续保存
            </Button>
          </p>
        </Notice>
      ) : null}
      {phase === 'closed' ? (
        <>
          <RefusalList
            refusals={state.failure?.kind === 'closed' ? state.failure.refusals : []}
            title="这一稿已不能保存。可能有人提交、作废了它，或者您的职责变了："
          />
          <KeptCopies copies={[{ id: 'closed', label: '您没有存上的文字', at: state.savedAt, content }]} />
          <p>
            <Link prefetch={false} href={`/office/items/${item.id}`} className={buttonClass('quiet')}>
              看这条信息现在的状态
            </Link>
          </p>
        </>
      ) : null}
      {recovery ? (
        <RecoveryNotice
          copy={recovery}
          server={{ ...draft, savedBy: names[draft.savedBy] ?? '另一位同事' }}
          columnNames={columnNames}
          onRestore={recover}
          onDiscard={dropRecovery}
        />
      ) : null}
      <KeptCopies copies={kept} onRestore={restore} onDiscard={forget} />
    </>
  );
}
