'use client';

import { useEffect, useMemo, useState, useSyncExternalStore } from 'react';
import { saveDraftAction } from '@/lib/disclosure/actions';
import type { ItemContent } from '@/lib/disclosure/types';
import { isSameContent } from './content-parts';
import { createDraftSaver, type DraftSaver } from './draft-saver';
import { browserStore, localCopies } from './local-copy';
import { hasUnsaved, isStuck, type SaveAnswer } from './save-state';

async function send(
  itemId: string,
  revision: number,
  content: ItemContent,
): Promise<SaveAnswer<ItemContent>> {
  const result = await saveDraftAction({ itemId, revision, content });
  if (!result.ok) return { kind: 'refused', refusals: result.refusals };
  const { value } = result;
  const savedAt = value.savedAt.toISOString();
  if (value.saved) return { kind: 'saved', revision: value.revision, savedAt };
  const { revision: theirRevision, savedBy, content: theirContent } = value;
  return {
    kind: 'conflict',
    theirs: { content: theirContent, revision: theirRevision, savedBy, savedAt },
  };
}

/** The saver of one item, wired to the window: leaving a field, hiding, leaving, coming back, network, Ctrl+S. */
export function useDraftSaver(
  item: { id: string; revision: number; savedAt: string; content: ItemContent },
  personId: string,
) {
  const copies = useMemo(() => localCopies(browserStore(), item.id, personId), [item.id, personId]);
  const [saver] = useState(
    (): DraftSaver<ItemContent> =>
      createDraftSaver(item, {
        send: (revision, content) => send(item.id, revision, content),
        isSame: isSameContent,
        keepCopy: (content, revision) =>
          copies.writeCopy({ content, revision, at: new Date().toISOString() }),
        dropCopy: copies.removeCopy,
      }),
  );
  const snapshot = useSyncExternalStore(saver.subscribe, saver.getSnapshot, saver.getSnapshot);

  useEffect(() => {
    const away = () => {
      saver.keepNow();
      saver.flush();
    };
    const visibility = () => (document.visibilityState === 'hidden' ? away() : saver.cameBack());
    const leaving = (event: BeforeUnloadEvent) => {
      if (hasUnsaved(saver.getSnapshot().state)) event.preventDefault();
    };
    // Links inside the office change the page without unloading it. A save under way goes on behind it; only where
    // saving has failed is leaving worth a question.
    const following = (event: MouseEvent) => {
      const link = event.target instanceof Element ? event.target.closest('a[href]') : null;
      if (!(link instanceof HTMLAnchorElement) || link.target === '_blank' || link.isContentEditable) return;
      if (event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey) return;
      if (link.pathname === window.location.pathname || !isStuck(saver.getSnapshot().state)) return;
      if (window.confirm('改动还没有保存到服务器。离开这一页吗？')) return;
      event.preventDefault();
      event.stopPropagation();
    };
    const keys = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.altKey || event.key.toLowerCase() !== 's') return;
      event.preventDefault();
      void saver.saveNow();
    };
    const online = () => saver.setOnline(true);
    const offline = () => saver.setOnline(false);
    if (!navigator.onLine) offline();
    document.addEventListener('visibilitychange', visibility);
    document.addEventListener('focusout', saver.flush);
    window.addEventListener('focus', saver.cameBack);
    window.addEventListener('pagehide', away);
    window.addEventListener('beforeunload', leaving);
    window.addEventListener('keydown', keys);
    document.addEventListener('click', following, true);
    window.addEventListener('online', online);
    window.addEventListener('offline', offline);
    return () => {
      document.removeEventListener('visibilitychange', visibility);
      document.removeEventListener('focusout', saver.flush);
      window.removeEventListener('focus', saver.cameBack);
      window.removeEventListener('pagehide', away);
      window.removeEventListener('beforeunload', leaving);
      window.removeEventListener('keydown', keys);
      document.removeEventListener('click', following, true);
      window.removeEventListener('online', online);
      window.removeEventListener('offline', offline);
      // The screen goes, what was typed does not: the saver goes on until it is on the server.
      away();
    };
  }, [saver]);

  return { saver, snapshot, copies };
}
