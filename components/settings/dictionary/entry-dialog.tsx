'use client';

import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { SelectField, TextField } from '@/components/ui/field';
import { ENTRY_FIELDS, LIST_NAMES } from '@/lib/proofreading/dictionary/messages';
import { entryKey, readEntry, toForm } from '@/lib/proofreading/dictionary/rules/entries';
import type {
  DictionaryEntry,
  DictionaryList,
  EntryForm,
  EntryProblem,
} from '@/lib/proofreading/dictionary/types';

/** The form of an entry, new or present. */
export function EntryDialog({
  list,
  edited,
  taken,
  onClose,
  onSave,
}: {
  list: DictionaryList;
  /** Null while the dialog is closed; `entry` null for a new one. */
  edited: { readonly entry: DictionaryEntry | null } | null;
  /** Words of the list that have an entry already. */
  taken: ReadonlySet<string>;
  onClose: () => void;
  onSave: (entry: DictionaryEntry) => void;
}) {
  return (
    <Dialog
      isOpen={edited !== null}
      title={`${edited?.entry ? '修改' : '增加'}：${LIST_NAMES[list]}`}
      onClose={onClose}
    >
      {edited ? (
        <EntryFields list={list} entry={edited.entry} taken={taken} onClose={onClose} onSave={onSave} />
      ) : null}
    </Dialog>
  );
}

function EntryFields({
  list,
  entry,
  taken,
  onClose,
  onSave,
}: {
  list: DictionaryList;
  entry: DictionaryEntry | null;
  taken: ReadonlySet<string>;
  onClose: () => void;
  onSave: (entry: DictionaryEntry) => void;
}) {
  const fields = ENTRY_FIELDS[list];
  const [form, setForm] = useState<EntryForm>(() => (entry === null ? emptyForm(list) : toForm(list, entry)));
  const [problems, setProblems] = useState<readonly EntryProblem[]>([]);

  function save() {
    const read = readEntry(list, form);
    if (!read.ok) return setProblems(read.problems);
    const key = entryKey(list, read.entry);
    const isOther = entry === null || entryKey(list, entry) !== key;
    if (isOther && taken.has(key)) {
      return setProblems([{ field: fields[0]?.name ?? '', message: '已有这一词条，请修改原来的词条。' }]);
    }
    onSave(read.entry);
  }

  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      {fields.map(({ name, label, hint, isRequired, choices }) => {
        const common = {
          id: `entry-${name}`,
          label,
          hint,
          required: isRequired,
          error: problems.find((problem) => problem.field === name)?.message,
          value: form[name] ?? '',
          onChange: (event: { target: { value: string } }) =>
            setForm({ ...form, [name]: event.target.value }),
        };
        return choices ? (
          <SelectField key={name} {...common} options={choices} />
        ) : (
          <TextField key={name} {...common} autoComplete="off" />
        );
      })}
      <div className="mt-4 flex flex-wrap justify-end gap-3">
        <Button look="quiet" onClick={onClose}>
          取消
        </Button>
        <Button type="submit">放入词典</Button>
      </div>
    </form>
  );
}

/** A new entry: of each closed list its first choice. */
function emptyForm(list: DictionaryList): EntryForm {
  return Object.fromEntries(
    ENTRY_FIELDS[list].map(({ name, choices }) => [
      name,
      name === 'severity' && list !== 'settings' ? 'warning' : (choices?.[0]?.[0] ?? ''),
    ]),
  );
}
