'use client';

import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { TextArea } from '@/components/ui/field';
import { RefusalList } from '@/components/ui/notice';
import { setReprintComparisonAction } from '@/lib/disclosure/after-publication/actions';
import { useAct } from './use-act';

/** The place to paste the text of the source, for comparison only. */
export function ReprintForm({ itemId, known }: { itemId: string; known: string }) {
  const { pending, refusals, errorOf, run } = useAct();
  const [sourceText, setSourceText] = useState(known);
  return (
    <form
      className="mt-2"
      onSubmit={(event) => {
        event.preventDefault();
        void run(() => setReprintComparisonAction({ itemId, sourceText }));
      }}
    >
      <RefusalList refusals={refusals} />
      <TextArea
        id="reprint-source-text"
        label="粘贴原文全文"
        hint="只用来与本稿对照，不会公开，也不属于稿件。"
        rows={6}
        value={sourceText}
        error={errorOf('sourceText')}
        onChange={(event) => setSourceText(event.target.value)}
      />
      <Button type="submit" look="quiet" disabled={pending}>
        {pending ? '正在保存…' : '保存原文并对照'}
      </Button>
    </form>
  );
}
