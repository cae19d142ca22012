import type { BodyBlock } from '@/lib/disclosure/body/types';
import { FOLD_WEIGHT, foldWeight } from '@/lib/disclosure/what-changed/rules/part-of';
import { inOrder } from '../in-order';
import { shownText } from './line-words';

/** Unchanged lines, folded away. Very many are only counted: the page stays quick, and another view shows them. */
export function FoldedLines({ blocks }: { blocks: readonly BodyBlock[] }) {
  const words = `未改动的 ${blocks.length} ${blocks.every((block) => block.kind === 'row') ? '行' : '段'}`;
  if (foldWeight(blocks) > FOLD_WEIGHT) return <p className="my-1 pl-4 text-ink-soft">（{words}，略）</p>;
  return (
    <details className="my-1 pl-4 text-ink-soft">
      <summary className="cursor-pointer">{words}</summary>
      {inOrder(blocks, (block) =>
        block.text === '' ? null : <p className="my-1 whitespace-pre-line">{shownText(block)}</p>,
      )}
    </details>
  );
}
