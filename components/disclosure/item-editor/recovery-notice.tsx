'use client';

import { DiffView } from '@/components/disclosure/diff-view';
import { Button } from '@/components/ui/button';
import { Notice } from '@/components/ui/notice';
import { comparableContent } from '@/lib/disclosure/rules/comparable';
import type { ItemContent } from '@/lib/disclosure/types';
import { diffContent } from '@/lib/disclosure/what-changed/rules/diff-content';
import { formatMinute } from '@/lib/platform/dates';
import type { LocalCopy } from './local-copy';

/** Offers a text this browser kept and the server does not have, with both times and what differs. */
export function RecoveryNotice({
  copy,
  server,
  columnNames,
  onRestore,
  onDiscard,
}: {
  copy: LocalCopy;
  server: { content: ItemContent; revision: number; savedAt: string; savedBy: string };
  columnNames: ReadonlyMap<string, string>;
  onRestore: () => void;
  onDiscard: () => void;
}) {
  const diff = diffContent(
    comparableContent(server.content, columnNames),
    comparableContent(copy.content, columnNames),
  );
  return (
    <Notice look="warn" title="发现未保存到服务器的内容">
      <p>
        这台电脑上留有您 {formatMinute(new Date(copy.at))} 写的内容，没有来得及保存；服务器上的是
        {server.savedBy} {formatMinute(new Date(server.savedAt))} 保存的。
        {copy.revision === server.revision ? '' : '这之间服务器上的稿件又改过，恢复后会请您对照。'}
        请先决定是否恢复，再继续编辑。
      </p>
      <details className="my-2 text-ink">
        <summary className="min-h-11 cursor-pointer py-2 font-semibold">
          看看有什么不同（服务器上的 → 未保存的）
        </summary>
        <div className="bg-paper p-3">
          <DiffView diff={diff} />
        </div>
      </details>
      <div className="mt-2 flex flex-wrap gap-3">
        <Button onClick={onRestore}>恢复未保存的内容</Button>
        <Button look="danger" onClick={onDiscard}>
          放弃，用服务器上的
        </Button>
      </div>
    </Notice>
  );
}
