'use client';

import { Checkbox, Radio } from '@/components/ui/choice';
import { TextArea, TextField } from '@/components/ui/field';

/** A field that a letter or a decision asks for. */
export type AskedField = {
  readonly key: string;
  readonly label: string;
  readonly kind: string;
  readonly choices?: readonly { readonly value: string; readonly text: string }[] | undefined;
  readonly isOptional?: boolean | undefined;
  readonly hint?: string | undefined;
};
export type Answers = Readonly<Record<string, string | boolean>>;

/** Fields whose words run over a line. */
const LONG =
  /reason|assessment|why|note|explanation|public_interest|summary|concern|basis|stated|unclear|places|ways|result/;

/** The fields in their order; `at` keeps ids of several groups on a page apart. */
export function AskedFields({
  at,
  fields,
  answers,
  errorOf = () => undefined,
  onChange,
}: {
  at: string;
  fields: readonly AskedField[];
  answers: Answers;
  errorOf?: (key: string) => string | undefined;
  onChange: (key: string, value: string | boolean) => void;
}) {
  return fields.map((field) => (
    <OneField
      key={field.key}
      id={`${at}-${field.key}`}
      field={field}
      value={answers[field.key]}
      error={errorOf(field.key)}
      onChange={(value) => onChange(field.key, value)}
    />
  ));
}

function OneField({
  id,
  field,
  value,
  error,
  onChange,
}: {
  id: string;
  field: AskedField;
  value: string | boolean | undefined;
  error: string | undefined;
  onChange: (value: string | boolean) => void;
}) {
  const { label, kind, isOptional = false, hint, choices = [] } = field;
  const text = typeof value === 'string' ? value : '';
  const named = { id, label: isOptional ? `${label}（可不填）` : label, hint, error, required: !isOptional };
  switch (kind) {
    case 'confirmation':
      return (
        <Checkbox
          id={id}
          label={label}
          hint={hint}
          checked={value === true}
          onChange={(event) => onChange(event.target.checked)}
        />
      );
    case 'choice':
      return (
        <fieldset id={id} tabIndex={-1} className="my-3">
          <legend className="mb-1 font-semibold">
            {label}
            <span className="ml-1 font-normal text-ink-soft">{isOptional ? '（可不填）' : '（必填）'}</span>
          </legend>
          {hint ? <p className="mb-1 text-sm text-ink-soft">{hint}</p> : null}
          {error ? <p className="mb-1 text-sm font-semibold text-seal">{error}</p> : null}
          {choices.map((choice) => (
            <Radio
              key={choice.value}
              name={id}
              label={choice.text}
              checked={text === choice.value}
              onChange={() => onChange(choice.value)}
            />
          ))}
        </fieldset>
      );
    case 'date':
      return (
        <TextField {...named} type="date" value={text} onChange={(event) => onChange(event.target.value)} />
      );
    case 'number':
      return (
        <TextField
          {...named}
          inputMode="numeric"
          value={text}
          onChange={(event) => onChange(event.target.value.replace(/[^\d]/g, ''))}
        />
      );
    case 'lines':
      return (
        <TextArea
          {...named}
          hint={hint ?? '每行一项'}
          rows={4}
          value={text}
          onChange={(event) => onChange(event.target.value)}
        />
      );
    default:
      return LONG.test(field.key) ? (
        <TextArea {...named} rows={3} value={text} onChange={(event) => onChange(event.target.value)} />
      ) : (
        <TextField {...named} value={text} onChange={(event) => onChange(event.target.value)} />
      );
  }
}
