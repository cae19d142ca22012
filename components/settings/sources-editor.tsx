'use client';

import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { TextField } from '@/components/ui/field';
import { Notice } from '@/components/ui/notice';
import { proposeChangeAction } from '@/lib/settings/actions';
import { changedParts, readSources } from '@/lib/settings/rules/values';
import { ProposeParts } from './propose-parts';
import { useAct } from './use-act';

const NO_COLUMNS = new Map<string, string>();
type Row = { readonly id: number; readonly name: string; readonly host: string };

/** The list of sources as a working list, asked for as a whole. */
export function SourcesEditor({ present, today }: { present: unknown; today: string }) {
  const start = (): Row[] => readSources(present).map((source, id) => ({ id, ...source }));
  const [rows, setRows] = useState(start);
  const [next, setNext] = useState(rows.length);
  const [date, setDate] = useState(today);
  const [reason, setReason] = useState('');
  const { refusals, pending, done, run, errorOf } = useAct();
  const value = rows.map(({ name, host }) => ({ name: name.trim(), host: host.trim().toLowerCase() }));
  const parts = changedParts('reprint_sources', present, value, NO_COLUMNS);
  const set = (id: number, change: Partial<Row>) =>
    setRows(rows.map((row) => (row.id === id ? { ...row, ...change } : row)));

  async function send() {
    const sent = await run(() =>
      proposeChangeAction({ kind: 'setting', key: 'reprint_sources', value, effectiveFrom: date, reason }),
    );
    if (!sent) return;
    setRows(start());
    setReason('');
  }

  return (
    <form
      aria-label="变更：允许转载的来源"
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      {done ? (
        <Notice look="ok" title="变更已提出">
          <p>由另一人确认后才生效，可在“变更”中查看。</p>
        </Notice>
      ) : null}
      {rows.length === 0 ? <p className="py-3 text-ink-soft">没有来源。没有来源时不能转载。</p> : null}
      <ul className="divide-y divide-line">
        {rows.map((row, at) => (
          <li key={row.id} className="grid gap-x-4 sm:grid-cols-[1fr_1fr_auto] sm:items-end">
            <TextField
              id={`source-name-${row.id}`}
              label={`来源名称 ${at + 1}`}
              value={row.name}
              onChange={(event) => set(row.id, { name: event.target.value })}
              error={errorOf(`value.${at}.name`)}
            />
            <TextField
              id={`source-host-${row.id}`}
              label={`网站域名 ${at + 1}`}
              placeholder="www.henan.gov.cn"
              inputMode="url"
              value={row.host}
              onChange={(event) => set(row.id, { host: event.target.value })}
              error={errorOf(`value.${at}.host`)}
            />
            <p className="my-3">
              <Button
                look="danger"
                onClick={() => setRows(rows.filter((other) => other.id !== row.id))}
                aria-label={`删去来源 ${at + 1} ${row.name}`}
              >
                删去
              </Button>
            </p>
          </li>
        ))}
      </ul>
      <Button
        look="quiet"
        onClick={() => {
          setRows([...rows, { id: next, name: '', host: '' }]);
          setNext(next + 1);
        }}
      >
        增加来源
      </Button>
      {parts.length > 0 ? (
        <div className="mt-4 border-t border-line pt-3">
          <h3 className="mb-2 font-semibold">要提出的变更</h3>
          <ProposeParts
            id="sources"
            parts={parts}
            today={today}
            date={date}
            reason={reason}
            onDate={setDate}
            onReason={setReason}
            errorOf={errorOf}
            refusals={refusals}
            pending={pending}
            onReset={() => setRows(start())}
          />
        </div>
      ) : null}
    </form>
  );
}
