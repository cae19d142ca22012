import type { ReactNode } from 'react';
import type { IntakeProblem } from '@/lib/applications/types/intake';

/** What a field of a public form needs: its name is its id, so that the summary of problems leads to it. */
export type FieldProps = {
  name: string;
  label: string;
  hint?: ReactNode;
  value?: string | undefined;
  problems: readonly IntakeProblem[];
  isOptional?: boolean;
};

const CONTROL =
  'w-full rounded border border-ink-soft bg-paper px-3 py-2 text-base text-ink aria-invalid:border-2 aria-invalid:border-seal';

export function problemOf(problems: readonly IntakeProblem[], name: string): string | null {
  return problems.find((problem) => problem.field === name)?.message ?? null;
}

function describedBy(name: string, hint: ReactNode, problem: string | null): string | undefined {
  const ids = [hint ? `${name}-hint` : '', problem === null ? '' : `${name}-problem`].filter(Boolean);
  return ids.length > 0 ? ids.join(' ') : undefined;
}

/** Hint and problem of a field, between its label and its control. */
export function FieldNotes({
  name,
  hint,
  problem,
}: {
  name: string;
  hint?: ReactNode;
  problem: string | null;
}) {
  return (
    <>
      {hint && (
        <p id={`${name}-hint`} className="mb-1.5 text-sm text-ink-soft">
          {hint}
        </p>
      )}
      {problem !== null && (
        <p id={`${name}-problem`} className="mb-1.5 font-semibold text-seal">
          {problem}
        </p>
      )}
    </>
  );
}

function Label({
  name,
  label,
  isOptional,
}: {
  name: string;
  label: string;
  isOptional?: boolean | undefined;
}) {
  return (
    <label htmlFor={name} className="mb-0.5 block font-semibold">
      {label}
      {isOptional && <span className="font-normal text-ink-soft">（选填）</span>}
    </label>
  );
}

function frameOf(problem: string | null): string {
  return `my-5 ${problem === null ? '' : 'border-l-4 border-seal pl-3'}`;
}

type TextProps = FieldProps & {
  type?: 'text' | 'tel' | 'email';
  autoComplete?: string;
  inputMode?: 'text' | 'numeric' | 'tel' | 'email';
  width?: string;
};

/** One line of text. Its length is checked by the server alone, which cuts nothing off. */
export function TextInput(props: TextProps) {
  const { name, label, hint, value, problems, isOptional, type = 'text', autoComplete = 'off' } = props;
  const problem = problemOf(problems, name);
  return (
    <div className={frameOf(problem)}>
      <Label name={name} label={label} isOptional={isOptional} />
      <FieldNotes name={name} hint={hint} problem={problem} />
      <input
        id={name}
        name={name}
        type={type}
        inputMode={props.inputMode}
        autoComplete={autoComplete}
        defaultValue={value}
        aria-invalid={problem === null ? undefined : true}
        aria-describedby={describedBy(name, hint, problem)}
        className={`${CONTROL} h-12 ${props.width ?? ''}`}
      />
    </div>
  );
}

/** Several lines of text. */
export function TextAreaInput({
  name,
  label,
  hint,
  value,
  problems,
  isOptional,
  rows,
}: FieldProps & { rows: number }) {
  const problem = problemOf(problems, name);
  return (
    <div className={frameOf(problem)}>
      <Label name={name} label={label} isOptional={isOptional} />
      <FieldNotes name={name} hint={hint} problem={problem} />
      <textarea
        id={name}
        name={name}
        rows={rows}
        // A browser drops the first line break of a text area: give it one to drop.
        defaultValue={value}
        aria-invalid={problem === null ? undefined : true}
        aria-describedby={describedBy(name, hint, problem)}
        className={CONTROL}
      />
    </div>
  );
}

export type Choice = { readonly value: string; readonly name: string; readonly hint?: string };

/** One of a few, all of them in sight. The first carries the name as its id. */
export function RadioGroup(props: FieldProps & { choices: readonly Choice[]; columns?: boolean }) {
  const { name, label, hint, value, problems, choices } = props;
  const problem = problemOf(problems, name);
  return (
    <fieldset className={frameOf(problem)} aria-describedby={describedBy(name, hint, problem)}>
      <legend className="mb-0.5 font-semibold">{label}</legend>
      <FieldNotes name={name} hint={hint} problem={problem} />
      <div className={props.columns ? 'sm:grid sm:grid-cols-2 sm:gap-x-6' : ''}>
        {choices.map((choice, at) => (
          <label key={choice.value} className="flex cursor-pointer items-start gap-3 py-2.5">
            <input
              id={at === 0 ? name : `${name}-${choice.value}`}
              type="radio"
              name={name}
              value={choice.value}
              defaultChecked={value === choice.value}
              className="mt-0.5 size-6 shrink-0 accent-brand"
            />
            <span>
              {choice.name}
              {choice.hint && <span className="block text-sm text-ink-soft">{choice.hint}</span>}
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

/** Yes, or nothing said. */
export function CheckBox({ name, label, hint, value }: Omit<FieldProps, 'problems'>) {
  return (
    <label htmlFor={name} className="my-5 flex cursor-pointer items-start gap-3">
      <input
        id={name}
        type="checkbox"
        name={name}
        value="yes"
        defaultChecked={value === 'yes'}
        className="mt-0.5 size-6 shrink-0 accent-brand"
      />
      <span>
        <span className="font-semibold">{label}</span>
        {hint && <span className="block text-sm text-ink-soft">{hint}</span>}
      </span>
    </label>
  );
}

/** One of a list that is long or rarely changed. */
export function SelectInput(props: FieldProps & { choices: readonly Choice[] }) {
  const { name, label, hint, value, problems, choices } = props;
  const problem = problemOf(problems, name);
  return (
    <div className={frameOf(problem)}>
      <Label name={name} label={label} />
      <FieldNotes name={name} hint={hint} problem={problem} />
      <select
        id={name}
        name={name}
        defaultValue={value ?? choices[0]?.value}
        aria-invalid={problem === null ? undefined : true}
        aria-describedby={describedBy(name, hint, problem)}
        className={`${CONTROL} h-12 sm:w-80`}
      >
        {choices.map((choice) => (
          <option key={choice.value} value={choice.value}>
            {choice.name}
          </option>
        ))}
      </select>
    </div>
  );
}

/** All that has to be put right, on top, each leading to its field. */
export function ProblemSummary({ problems }: { problems: readonly IntakeProblem[] }) {
  if (problems.length === 0) return null;
  return (
    <section
      id="problems"
      role="alert"
      aria-labelledby="problems-title"
      tabIndex={-1}
      className="mb-6 scroll-mt-4 border-4 border-seal px-4 py-3"
    >
      <h2 id="problems-title" className="text-lg font-semibold text-seal">
        有{problems.length}处需要改正
      </h2>
      <p className="text-sm text-ink-soft">其余填写的内容和已上传的文件都已保留。</p>
      <ul className="mt-2 list-disc space-y-1 pl-6 [&_a]:font-semibold [&_a]:text-seal">
        {problems.map(({ field, message }) => (
          <li key={`${field} ${message}`}>
            <a href={`#${field}`}>{message}</a>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** The act a page is for. */
export function PrimaryButton({
  children,
  name,
  value,
}: {
  children: ReactNode;
  name?: string;
  value?: string;
}) {
  return (
    <button
      type="submit"
      name={name}
      value={value}
      className="min-h-12 w-full rounded bg-brand px-6 py-2.5 text-base font-semibold text-white hover:bg-brand-deep sm:w-auto"
    >
      {children}
    </button>
  );
}

/** A lesser act. */
export function PlainButton({
  children,
  name,
  value,
  label,
}: {
  children: ReactNode;
  name?: string;
  value?: string;
  label?: string;
}) {
  return (
    <button
      type="submit"
      name={name}
      value={value}
      aria-label={label}
      className="min-h-11 rounded border border-brand bg-paper px-4 py-1.5 text-base text-brand hover:bg-brand-wash"
    >
      {children}
    </button>
  );
}

/** A field people don't see and don't fill in; programs that fill in everything do. */
export function TrapField() {
  return (
    <div className="absolute -left-[9999px] h-px w-px overflow-hidden" aria-hidden="true">
      <label htmlFor="homepage">请不要填写这一栏</label>
      <input id="homepage" name="homepage" type="text" tabIndex={-1} autoComplete="off" />
    </div>
  );
}
