'use client';

import { useRef, useState } from 'react';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { Notice } from '@/components/ui/notice';
import { LIST_NAMES, TABLE_SENTENCES } from '@/lib/proofreading/dictionary/messages';
import { withEntries } from '@/lib/proofreading/dictionary/rules/entries';
import {
  decodeTable,
  type ReadTable,
  readTable,
  writeTable,
} from '@/lib/proofreading/dictionary/rules/tables';
import type { DictionaryList } from '@/lib/proofreading/dictionary/types';
import type { Dictionaries } from '@/lib/proofreading/types';

/** Problems of a file shown at once. */
const SHOWN = 20;
/** Largest table that is read, in bytes: far above what the limits of a list allow. */
const MAX_BYTES = 5_000_000;

/** Takes a list out as a table and in again; what comes in joins the working list. */
export function TableButtons({
  list,
  working,
  mayEdit,
  onChange,
}: {
  list: DictionaryList;
  working: Dictionaries;
  mayEdit: boolean;
  onChange: (working: Dictionaries) => void;
}) {
  const input = useRef<HTMLInputElement>(null);
  const [read, setRead] = useState<{ name: string; table: ReadTable } | null>(null);

  async function take(file: File | undefined) {
    if (file === undefined) return;
    const text = file.size > MAX_BYTES ? null : decodeTable(new Uint8Array(await file.arrayBuffer()));
    const table: ReadTable =
      text === null ? { ok: false, problems: [TABLE_SENTENCES.table_unread] } : readTable(list, text);
    setRead({ name: file.name, table });
    // The same file can be chosen again once it is mended.
    if (input.current) input.current.value = '';
  }

  function join(mode: 'add' | 'replace') {
    if (read?.table.ok !== true) return;
    const start = mode === 'replace' ? { ...working, [list]: [] } : working;
    onChange(withEntries(start, list, read.table.entries));
    setRead(null);
  }

  return (
    <>
      <Button look="quiet" onClick={() => save(`${LIST_NAMES[list]}.csv`, writeTable(list, working[list]))}>
        导出表格
      </Button>
      {mayEdit ? (
        <>
          <Button look="quiet" onClick={() => input.current?.click()}>
            导入表格
          </Button>
          <input
            ref={input}
            type="file"
            accept=".csv,text/csv"
            aria-label={`导入${LIST_NAMES[list]}表格`}
            tabIndex={-1}
            className="sr-only"
            onChange={(event) => void take(event.target.files?.[0])}
          />
          <Dialog isOpen={read !== null} title={`导入${LIST_NAMES[list]}`} onClose={() => setRead(null)}>
            {read ? (
              <ReadFile name={read.name} table={read.table} onJoin={join} onClose={() => setRead(null)} />
            ) : null}
          </Dialog>
        </>
      ) : null}
    </>
  );
}

function ReadFile({
  name,
  table,
  onJoin,
  onClose,
}: {
  name: string;
  table: ReadTable;
  onJoin: (mode: 'add' | 'replace') => void;
  onClose: () => void;
}) {
  return (
    <>
      <p className="break-all">{name}</p>
      {table.ok ? (
        <p className="mt-2">读出 {table.entries.length} 条。导入后还要提出变更、由另一人确认才生效。</p>
      ) : (
        <Notice look="error" title="没有导入，请改正后再试：">
          <ul className="list-disc pl-5">
            {table.problems.slice(0, SHOWN).map((problem) => (
              <li key={problem}>{problem}</li>
            ))}
          </ul>
          {table.problems.length > SHOWN ? <p>还有 {table.problems.length - SHOWN} 处。</p> : null}
        </Notice>
      )}
      <div className="mt-4 flex flex-wrap justify-end gap-3">
        <Button look="quiet" onClick={onClose}>
          {table.ok ? '取消' : '关闭'}
        </Button>
        {table.ok ? (
          <>
            <Button look="quiet" onClick={() => onJoin('replace')}>
              取代这一类的全部词条
            </Button>
            <Button onClick={() => onJoin('add')}>并入（相同的词以文件为准）</Button>
          </>
        ) : null}
      </div>
    </>
  );
}

/** Hands a text to the browser as a file. */
function save(name: string, text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: 'text/csv;charset=utf-8' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  URL.revokeObjectURL(address);
}
