'use client';

import { type ReactNode, useEffect, useRef, useState } from 'react';
import { Button } from '@/components/ui/button';
import type { PlaceChoice, ReviewFinding, ReviewProof } from '@/lib/disclosure/queries/get-proof';
import { AddFinding } from './add-finding';
import { FindingsPanel } from './findings-panel';
import { type MarkedWords, markedWords, rangeOf } from './page-places';
import type { ProofSeat } from './proof-seat';

/**
 * 校: the findings with what was said about them, and the page as the public will see it with the findings marked in
 * it. Words that somebody selects on the page can be remarked on; so can any place, from a list.
 */
export function ProofSection({
  proof,
  seat,
  isToBeRead = false,
  children,
}: {
  proof: Pick<ReviewProof, 'findings' | 'fixed' | 'remarks'> & { readonly places: readonly PlaceChoice[] };
  /** Null for who only reads. */
  seat: ProofSeat | null;
  /** Who signs what they never opened finds the page unfolded on a phone too. */
  isToBeRead?: boolean;
  /** The page. */
  children: ReactNode;
}) {
  const page = useRef<HTMLDivElement>(null);
  /** Null until somebody says: then a phone shows the page folded, a screen open. */
  const [isOpen, setIsOpen] = useState<boolean | null>(null);
  // As it was when the page came: a refresh folds nothing that is being read.
  const [startsOpen] = useState(isToBeRead);
  const isOpenOnPhone = isOpen ?? startsOpen;
  const [marked, setMarked] = useState<MarkedWords | null>(null);
  const [isAdding, setIsAdding] = useState(false);
  useMarks(page, proof.findings);

  function show(finding: ReviewFinding): boolean {
    if (page.current === null) return false;
    setIsOpen(true);
    const range = rangeOf(page.current, finding.place);
    if (range === null) return false;
    // Once the page is drawn open.
    requestAnimationFrame(() => {
      const element = range.startContainer.parentElement;
      element?.scrollIntoView({ block: 'center' });
      const selection = document.getSelection();
      selection?.removeAllRanges();
      selection?.addRange(range);
    });
    return true;
  }

  return (
    <>
      <FindingsPanel proof={proof} seat={seat} onShow={show} />
      <div className="my-3 flex flex-wrap items-center gap-3">
        <h3 className="font-semibold">公开后的页面</h3>
        <Button
          look="quiet"
          className={isOpen === null ? 'sm:hidden' : ''}
          aria-controls="public-page"
          aria-expanded={isOpenOnPhone}
          onClick={() => setIsOpen(!isOpenOnPhone)}
        >
          {isOpenOnPhone ? '收起页面' : '展开页面'}
        </Button>
        {seat ? (
          <Button look="quiet" onClick={() => setIsAdding(true)}>
            提出校对意见
          </Button>
        ) : null}
      </div>
      {/* Over the page, not in it: nothing may move under the hand that selects. */}
      {marked && seat ? (
        <p className="fixed inset-x-0 bottom-0 z-20 flex flex-wrap items-center gap-3 border-t-2 border-brand bg-paper px-4 py-2">
          <span className="min-w-0 flex-1 truncate">已选中“{marked.words}”</span>
          <Button look="quiet" onClick={() => setIsAdding(true)}>
            在此处提出校对意见
          </Button>
        </p>
      ) : null}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: selecting words is the browser's own; the list does it by keyboard. */}
      <div
        id="public-page"
        ref={page}
        className={isOpenOnPhone ? '' : isOpen === null ? 'hidden sm:block' : 'hidden'}
        onPointerUp={() => setMarked(page.current && markedWords(page.current, document.getSelection()))}
        onKeyUp={() => setMarked(page.current && markedWords(page.current, document.getSelection()))}
      >
        {children}
      </div>
      {seat ? (
        <AddFinding
          isOpen={isAdding}
          seat={seat}
          places={proof.places}
          marked={marked}
          onClose={() => {
            setIsAdding(false);
            setMarked(null);
          }}
        />
      ) : null}
    </>
  );
}

/** Colours the words of findings on the page, without touching the page: the list beside it says the same in words. */
function useMarks(page: { readonly current: Element | null }, findings: readonly ReviewFinding[]) {
  useEffect(() => {
    if (page.current === null || !('highlights' in CSS)) return;
    const names = ['blocking', 'warning', 'hint'] as const;
    for (const severity of names) {
      const ranges = findings
        .filter((finding) => finding.severity === severity && finding.place.to > finding.place.from)
        .flatMap((finding) => (page.current ? (rangeOf(page.current, finding.place) ?? []) : []));
      CSS.highlights.set(`finding-${severity}`, new Highlight(...ranges));
    }
    return () => {
      for (const severity of names) CSS.highlights.delete(`finding-${severity}`);
    };
  }, [page, findings]);
}
