'use client';

import { Checkbox, Radio } from '@/components/ui/choice';
import { SelectField, TextArea, TextField } from '@/components/ui/field';

/** What a form holds, by name; a box that is ticked holds `yes`. */
export type FormValues = Readonly<Record<string, string>>;

/** A field of a form about a case. */
export type FormField = {
  readonly name: string;
  readonly label: string;
  readonly kind: 'line' | 'lines' | 'date' | 'select' | 'radio' | 'check' | 'checks';
  readonly hint?: string | undefined;
  readonly required?: boolean;
  readonly rows?: number;
  /** Latest date. */
  readonly max?: string;
  readonly options?: readonly (readonly [value: string, text: string])[];
};

/** Whether a box is ticked, or one of several with this value. */
export function isTicked(values: FormValues, name: string, value = 'yes'): boolean {
  return (values[name] ?? '').split(' ').includes(value);
}

/** Whether every field that must be filled in is. */
export function isFilled(fields: readonly FormField[], values: FormValues): boolean {
  return fields.every(({ name, required }) => !required || (values[name] ?? '').trim() !== '');
}

/** Fields in their order. `idPrefix` keeps ids of several forms on a page apart. */
export function FieldList({
  idPrefix,
  fields,
  values,
  onChange,
  errorOf,
}: {
  idPrefix: string;
  fields: readonly FormField[];
  values: FormValues;
  onChange: (name: string, value: string) => void;
  errorOf: (name: string) => string | undefined;
}) {
  return fields.map((field) => (
    <OneField
      key={field.name}
      id={`${idPrefix}-${field.name}`}
      field={field}
      values={values}
      onChange={onChange}
      error={errorOf(field.name)}
    />
  ));
}

function OneField({
  id,
  field,
  values,
  onChange,
  error,
}: {
  id: string;
  field: FormField;
  values: FormValues;
  onChange: (name: string, value: string) => void;
  error: string | undefined;
}) {
  const { name, label, kind, hint, required, options = [] } = field;
  const value = values[name] ?? '';
  const common = { id, label, hint, error, required, value };
  switch (kind) {
    case 'lines':
      return (
        <TextArea
          {...common}
          rows={field.rows ?? 3}
          onChange={(event) => onChange(name, event.target.value)}
        />
      );
    case 'select':
      return (
        <SelectField
          {...common}
          options={[['', '请选择'], ...options]}
          onChange={(event) => onChange(name, event.target.value)}
        />
      );
    case 'check':
      return (
        <Checkbox
          id={id}
          label={label}
          hint={hint}
          checked={value === 'yes'}
          onChange={(event) => onChange(name, event.target.checked ? 'yes' : '')}
        />
      );
    case 'radio':
    case 'checks':
      return (
        <fieldset id={id} tabIndex={-1} className="my-3">
          <legend className="mb-1 font-semibold">
            {label}
            {required ? <span className="ml-1 font-normal text-ink-soft">（必填）</span> : null}
          </legend>
          {hint ? <p className="mb-1 text-sm text-ink-soft">{hint}</p> : null}
          {error ? <p className="mb-1 text-sm font-semibold text-seal">{error}</p> : null}
          <div className="grid sm:grid-cols-2">
            {options.map(([one, text]) =>
              kind === 'radio' ? (
                <Radio
                  key={one}
                  name={id}
                  label={text}
                  checked={value === one}
                  onChange={() => onChange(name, one)}
                />
              ) : (
                <Checkbox
                  key={one}
                  label={text}
                  checked={isTicked(values, name, one)}
                  onChange={(event) => onChange(name, ticked(value, one, event.target.checked))}
                />
              ),
            )}
          </div>
        </fieldset>
      );
    default:
      return (
        <TextField
          {...common}
          type={kind === 'date' ? 'date' : 'text'}
          max={field.max}
          onChange={(event) => onChange(name, event.target.value)}
        />
      );
  }
}

/** A list of ticked values with one more, or one less. */
function ticked(list: string, value: string, isOn: boolean): string {
  const others = list.split(' ').filter((one) => one !== '' && one !== value);
  return (isOn ? [...others, value] : others).join(' ');
}
