'use client';

import { Radio } from '@/components/ui/choice';
import { SelectField, TextField } from '@/components/ui/field';
import { isAboveFloor } from '@/lib/approvals/rules/route';
import { CLASS_NAMES, CONTENT_CLASSES, type ContentClass, SIGNERS, type Signer } from '@/lib/approvals/types';
import { readColumnClasses, readSigners, signersInWords } from '@/lib/settings/rules/values';
import { FLOOR_SENTENCES } from '@/lib/settings/schema';
import { LETTER_KEYS, SETTING_NAMES, type SettingKey } from '@/lib/settings/types';

/** A column as a choice of the form. */
export type ColumnChoice = { readonly id: string; readonly path: string };

const SIGNER_LISTS: readonly (readonly Signer[])[] = [[], [SIGNERS[0]], [SIGNERS[1]], SIGNERS];

/** The class a key of signers is about; null for other settings. */
export function classOfSigners(key: SettingKey): ContentClass | null {
  return CONTENT_CLASSES.find((contentClass) => key === `sign_off_${contentClass}`) ?? null;
}

/** The control for a value of a setting; choices that are below the floor say why they can't be chosen. */
export function SettingValue({
  settingKey,
  present,
  value,
  columns,
  onChange,
}: {
  settingKey: SettingKey;
  present: unknown;
  value: unknown;
  columns: readonly ColumnChoice[];
  onChange: (value: unknown) => void;
}) {
  const signed = classOfSigners(settingKey);
  if (signed !== null) {
    return (
      <fieldset>
        <legend className="font-semibold">改为</legend>
        {SIGNER_LISTS.map((list) => {
          const isAllowed = isAboveFloor(signed, list);
          const isPresent = signersInWords(readSigners(present)) === signersInWords(list);
          return (
            <Radio
              key={list.join()}
              name={settingKey}
              label={`${signersInWords(list)}${isPresent ? '（现行）' : ''}`}
              hint={isAllowed ? undefined : FLOOR_SENTENCES[signed]}
              disabled={!isAllowed}
              checked={signersInWords(readSigners(value)) === signersInWords(list)}
              onChange={() => onChange([...list])}
            />
          );
        })}
      </fieldset>
    );
  }
  if (LETTER_KEYS.some((key) => key === settingKey)) {
    return (
      <TextField
        id={`value-${settingKey}`}
        label={`${SETTING_NAMES[settingKey]}改为`}
        value={typeof value === 'string' ? value : ''}
        onChange={(event) => onChange(event.target.value)}
      />
    );
  }
  if (settingKey === 'column_class') {
    return <ColumnClasses present={present} value={value} columns={columns} onChange={onChange} />;
  }
  return (
    <fieldset>
      <legend className="font-semibold">改为</legend>
      {[true, false].map((choice) => (
        <Radio
          key={String(choice)}
          name={settingKey}
          label={`${choice ? '是' : '否'}${(present === true) === choice ? '（现行）' : ''}`}
          checked={(value === true) === choice}
          onChange={() => onChange(choice)}
        />
      ))}
    </fieldset>
  );
}

function ColumnClasses({
  present,
  value,
  columns,
  onChange,
}: {
  present: unknown;
  value: unknown;
  columns: readonly ColumnChoice[];
  onChange: (value: unknown) => void;
}) {
  const now = readColumnClasses(present);
  const chosen = readColumnClasses(value);
  return (
    <fieldset className="grid gap-x-6 sm:grid-cols-2">
      <legend className="font-semibold">各栏目至少按哪一类审批</legend>
      {columns.map(({ id, path }) => (
        <SelectField
          key={id}
          id={`class-${id}`}
          label={path}
          value={chosen.get(id) ?? 'a'}
          options={CONTENT_CLASSES.map((contentClass) => [
            contentClass,
            `${CLASS_NAMES[contentClass]}${(now.get(id) ?? 'a') === contentClass ? '（现行）' : ''}`,
          ])}
          onChange={(event) => {
            const next = new Map(chosen);
            const found = CONTENT_CLASSES.find((contentClass) => contentClass === event.target.value);
            if (found === undefined || found === 'a') next.delete(id);
            else next.set(id, found);
            onChange(Object.fromEntries(next));
          }}
        />
      ))}
    </fieldset>
  );
}
