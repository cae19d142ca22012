import { type InputHTMLAttributes, type ReactNode, useId } from 'react';

const BOX = 'mt-1 size-5 shrink-0 accent-brand';

type ChoiceProps = Omit<InputHTMLAttributes<HTMLInputElement>, 'type'> & {
  label: ReactNode;
  /** A line under the label. */
  hint?: ReactNode;
};

function Choice({ type, label, hint, ...rest }: ChoiceProps & { type: 'checkbox' | 'radio' }) {
  const id = useId();
  return (
    <label
      className={`flex min-h-11 items-start gap-3 rounded-md px-2 py-2 ${rest.disabled ? 'text-ink-soft' : 'cursor-pointer hover:bg-brand-wash'}`}
    >
      {/* The hint describes, the label alone names. */}
      <input
        type={type}
        className={BOX}
        aria-labelledby={`${id}-label`}
        aria-describedby={hint ? `${id}-hint` : undefined}
        {...rest}
      />
      <span className="min-w-0">
        <span id={`${id}-label`} className="block leading-7">
          {label}
        </span>
        {hint ? (
          <span id={`${id}-hint`} className="block text-sm text-ink-soft">
            {hint}
          </span>
        ) : null}
      </span>
    </label>
  );
}

/** One thing that is so or not. The whole line can be pressed. */
export function Checkbox(props: ChoiceProps) {
  return <Choice type="checkbox" {...props} />;
}

/** One of several choices of the same `name`; stands in a `fieldset` with a `legend`. */
export function Radio(props: ChoiceProps) {
  return <Choice type="radio" {...props} />;
}
