import type { ReactElement } from 'react';
import type { GridMessage } from '@/components/annual-report/grid-marks';
import type { CellRef } from '@/lib/annual-report/types';

type GridMessageListProps = { messages: GridMessage[]; goTo: (ref: CellRef) => void };

/** What is to be mended in one table; each line leads to the cell. */
export function GridMessageList({ messages, goTo }: GridMessageListProps): ReactElement | null {
  if (messages.length === 0) return null;
  return (
    <ul className="mt-2 grid gap-1 text-sm">
      {messages.map(({ id, tone, text, target }) => (
        <li
          key={id}
          id={id}
          className={`flex flex-wrap items-baseline gap-x-3 px-3 py-1.5 ${tone === 'error' ? 'bg-seal-wash text-seal' : 'bg-warn-wash text-warn'}`}
        >
          <span className="min-w-0 flex-1">
            <b>{tone === 'error' ? '不符' : '请核对'}</b>　{text}
          </span>
          <button
            type="button"
            className="min-h-9 whitespace-nowrap underline underline-offset-4 focus-visible:outline-3 focus-visible:outline-offset-2 focus-visible:outline-brand"
            onClick={() => goTo(target)}
          >
            到这一格
          </button>
        </li>
      ))}
    </ul>
  );
}
