'use client';

import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { TextField } from '@/components/ui/field';
import { Tag } from '@/components/ui/tag';
import { entryKey, entryLine, withEntry, withoutEntry } from '@/lib/proofreading/dictionary/rules/entries';
import type { DictionaryEntry, DictionaryList } from '@/lib/proofreading/dictionary/types';
import type { Dictionaries } from '@/lib/proofreading/types';
import { EntryDialog } from './entry-dialog';
import { TableButtons } from './table-buttons';

/** Lines on one page of a list. */
const PAGE = 50;

/** One list of the dictionary: the organ's own entries to work on, the shipped ones beside them to read. */
export function EntryList({
  list,
  working,
  own,
  shipped,
  mayEdit,
  onChange,
}: {
  list: DictionaryList;
  working: Dictionaries;
  own: Dictionaries;
  shipped: Dictionaries;
  mayEdit: boolean;
  onChange: (working: Dictionaries) => void;
}) {
  const [search, setSearch] = useState('');
  const [edited, setEdited] = useState<{ entry: DictionaryEntry | null } | null>(null);
  const before = new Map(own[list].map((entry) => [entryKey(list, entry), entryLine(list, entry)]));
  const matches = (entry: DictionaryEntry) =>
    search.trim() === '' || entryLine(list, entry).includes(search.trim());
  const mine = working[list].filter(matches);
  const theirs = shipped[list].filter(matches);
  const overridden = new Set(working[list].map((entry) => entryKey(list, entry)));

  return (
    <>
      <div className="flex flex-wrap items-end gap-3">
        <div className="min-w-48 grow sm:max-w-xs">
          <TextField
            id={`search-${list}`}
            type="search"
            label="查找"
            value={search}
            onChange={(event) => setSearch(event.target.value)}
          />
        </div>
        <div className="my-3 flex flex-wrap gap-3">
          {mayEdit ? <Button onClick={() => setEdited({ entry: null })}>增加词条</Button> : null}
          <TableButtons list={list} working={working} mayEdit={mayEdit} onChange={onChange} />
        </div>
      </div>
      <div className="grid gap-6 lg:grid-cols-2">
        <section aria-labelledby={`own-${list}`}>
          <h2 id={`own-${list}`} className="mb-1 font-semibold">
            本机关的词条（{mine.length}）
          </h2>
          <Pages
            entries={mine}
            empty={
              search.trim() === '' ? '本机关还没有自己的词条。' : '本机关的词条里没有找到，请换个词再找。'
            }
            keyOf={(entry) => entryKey(list, entry)}
            line={(entry) => (
              <OwnLine
                text={entryLine(list, entry)}
                was={before.get(entryKey(list, entry)) ?? null}
                mayEdit={mayEdit}
                onEdit={() => setEdited({ entry })}
                onRemove={() => onChange(withoutEntry(working, list, entryKey(list, entry)))}
              />
            )}
          />
        </section>
        <section aria-labelledby={`shipped-${list}`}>
          <h2 id={`shipped-${list}`} className="mb-1 font-semibold">
            系统自带的词条（{theirs.length}），只读
          </h2>
          <Pages
            entries={theirs}
            empty={
              search.trim() !== ''
                ? '系统自带的词条里没有找到。'
                : list === 'protectedNames'
                  ? '系统不带任何人的姓名。'
                  : '这一类没有系统自带的词条。'
            }
            keyOf={(entry) => entryKey(list, entry)}
            line={(entry) => (
              <span className="flex flex-wrap items-baseline gap-x-2 py-1.5">
                <span className="min-w-0 break-words">{entryLine(list, entry)}</span>
                {overridden.has(entryKey(list, entry)) ? <Tag look="quiet">以本机关的为准</Tag> : null}
              </span>
            )}
          />
        </section>
      </div>
      <EntryDialog
        list={list}
        edited={edited}
        taken={overridden}
        onClose={() => setEdited(null)}
        onSave={(entry) => {
          const replaces = edited?.entry ? entryKey(list, edited.entry) : null;
          onChange(withEntry(working, list, entry, replaces));
          setEdited(null);
        }}
      />
    </>
  );
}

function OwnLine({
  text,
  was,
  mayEdit,
  onEdit,
  onRemove,
}: {
  text: string;
  was: string | null;
  mayEdit: boolean;
  onEdit: () => void;
  onRemove: () => void;
}) {
  const state = was === null ? '新增' : was === text ? '' : '已修改';
  return (
    <span className="flex flex-wrap items-center justify-between gap-x-3 py-0.5">
      <span className="min-w-0 break-words">
        {text} {state ? <Tag look="ok">{state}</Tag> : null}
      </span>
      {mayEdit ? (
        <span className="flex shrink-0">
          <button
            type="button"
            aria-label={`修改：${text}`}
            className="min-h-11 px-3 text-brand underline"
            onClick={onEdit}
          >
            修改
          </button>
          <button
            type="button"
            aria-label={`删去：${text}`}
            className="min-h-11 px-3 text-seal underline"
            onClick={onRemove}
          >
            删去
          </button>
        </span>
      ) : null}
    </span>
  );
}

/** A long list, one part at a time. */
function Pages({
  entries,
  empty,
  keyOf,
  line,
}: {
  entries: readonly DictionaryEntry[];
  empty: string;
  keyOf: (entry: DictionaryEntry) => string;
  line: (entry: DictionaryEntry) => React.ReactNode;
}) {
  const [shown, setShown] = useState(PAGE);
  if (entries.length === 0) return <p className="border-y border-line py-3 text-ink-soft">{empty}</p>;
  return (
    <>
      <ul className="max-h-[32rem] divide-y divide-line overflow-y-auto border-y border-line">
        {entries.slice(0, shown).map((entry) => (
          <li key={keyOf(entry)}>{line(entry)}</li>
        ))}
      </ul>
      {entries.length > shown ? (
        <button
          type="button"
          className="min-h-11 text-brand underline"
          onClick={() => setShown(shown + PAGE * 4)}
        >
          再显示一些（还有 {entries.length - shown} 条）
        </button>
      ) : null}
    </>
  );
}
