import type { InputHTMLAttributes, ReactNode, SelectHTMLAttributes, TextareaHTMLAttributes } from 'react';

const CONTROL =
  'w-full rounded-md border border-ink-soft bg-paper px-3 py-2 text-base aria-invalid:border-seal aria-invalid:border-2 disabled:bg-ground';

type FieldProps = {
  id: string;
  label: string;
  hint?: ReactNode;
  error?: string | undefined;
  required?: boolean | undefined;
};

function describedBy({ id, hint, error }: FieldProps): string | undefined {
  const ids = [hint ? `${id}-hint` : '', error ? `${id}-error` : ''].filter(Boolean);
  return ids.length > 0 ? ids.join(' ') : undefined;
}

/** Label, hint and error around one control. */
function Frame({ id, label, hint, error, required, children }: FieldProps & { children: ReactNode }) {
  return (
    <div className="my-3">
      <label htmlFor={id} className="mb-1 block font-semibold">
        {label}
        {required ? <span className="ml-1 font-normal text-ink-soft">（必填）</span> : null}
      </label>
      {hint ? (
        <p id={`${id}-hint`} className="mb-1 text-sm text-ink-soft">
          {hint}
        </p>
      ) : null}
      {error ? (
        <p id={`${id}-error`} className="mb-1 text-sm font-semibold text-seal">
          {error}
        </p>
      ) : null}
      {children}
    </div>
  );
}

/** One line of text, a date, a number. */
export function TextField({
  label,
  hint,
  error,
  ...rest
}: FieldProps & Omit<InputHTMLAttributes<HTMLInputElement>, 'id'>) {
  const frame = { id: rest.id, label, hint, error, required: rest.required };
  return (
    <Frame {...frame}>
      <input
        className={CONTROL}
        aria-invalid={error ? true : undefined}
        aria-describedby={describedBy(frame)}
        {...rest}
      />
    </Frame>
  );
}

/** Several lines of text. */
export function TextArea({
  label,
  hint,
  error,
  ...rest
}: FieldProps & Omit<TextareaHTMLAttributes<HTMLTextAreaElement>, 'id'>) {
  const frame = { id: rest.id, label, hint, error, required: rest.required };
  return (
    <Frame {...frame}>
      <textarea
        rows={3}
        className={CONTROL}
        aria-invalid={error ? true : undefined}
        aria-describedby={describedBy(frame)}
        {...rest}
      />
    </Frame>
  );
}

/** One choice of a list. */
export function SelectField({
  label,
  hint,
  error,
  options,
  ...rest
}: FieldProps &
  Omit<SelectHTMLAttributes<HTMLSelectElement>, 'id'> & {
    options: readonly (readonly [value: string, text: string])[];
  }) {
  const frame = { id: rest.id, label, hint, error, required: rest.required };
  return (
    <Frame {...frame}>
      <select
        className={`${CONTROL} min-h-11`}
        aria-invalid={error ? true : undefined}
        aria-describedby={describedBy(frame)}
        {...rest}
      >
        {options.map(([value, text]) => (
          <option key={value} value={value}>
            {text}
          </option>
        ))}
      </select>
    </Frame>
  );
}
