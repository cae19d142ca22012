'use client';

import { type ReactNode, useEffect, useId, useState } from 'react';
import { useAct } from '@/components/settings/use-act';
import { attempt } from '@/components/ui/attempt';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { Notice, RefusalList } from '@/components/ui/notice';
import type { StepPreview } from '@/lib/applications/types/previews';
import type { Refusal, Result } from '@/lib/platform/result';
import { FieldList, type FormField, type FormValues } from './field-list';
import { PreviewBox } from './preview-box';

/** Pause after the last key before the server is asked what would follow, milliseconds. */
const PAUSE_MS = 350;

export type ActDialogProps = {
  label: string;
  title?: string;
  confirmLabel?: string;
  look?: 'primary' | 'quiet' | 'danger';
  /** What will follow, before it is done. */
  children?: ReactNode;
  fields?: readonly FormField[] | ((values: FormValues) => readonly FormField[]);
  initial?: FormValues;
  /** What is lawful but risky. */
  warnings?: readonly Refusal[];
  /** Asks the server what the dates would be; null while too little is filled in. */
  preview?: (values: FormValues) => Promise<Result<StepPreview>> | null;
  act: (values: FormValues) => Promise<Result<unknown>>;
};

/**
 * A button with the form of one act in a dialog: what follows is shown before it is confirmed, and what was typed stays
 * through errors and when the dialog is closed.
 */
export function ActDialog({
  label,
  title = label,
  confirmLabel = label,
  look = 'quiet',
  children,
  fields = [],
  initial = {},
  warnings = [],
  preview,
  act,
}: ActDialogProps) {
  const id = useId();
  const [isOpen, setIsOpen] = useState(false);
  const [values, setValues] = useState<FormValues>(initial);
  const { refusals, setRefusals, pending, run, errorOf } = useAct();
  const shown = typeof fields === 'function' ? fields(values) : fields;
  const names = shown.map(({ name }) => name);
  // Paths such as `evidence.trackingNo` or `text.title` end in the name of their field.
  const errorAt = (name: string) =>
    errorOf(name) ?? refusals.find(({ field }) => field?.split('.').at(-1) === name)?.message;
  const others = refusals.filter(({ field }) => !names.includes(field?.split('.').at(-1) ?? ''));

  return (
    <>
      <Button look={look} onClick={() => setIsOpen(true)}>
        {label}
      </Button>
      <Dialog isOpen={isOpen} title={title} onClose={() => setIsOpen(false)}>
        <form
          noValidate
          onSubmit={async (event) => {
            event.preventDefault();
            if (await run(() => act(values))) {
              setIsOpen(false);
              setValues(initial);
            }
          }}
        >
          {children}
          {warnings.map(({ code, message, law }) => (
            <Notice key={code} look="warn">
              <p>
                {message}
                {law ? `（${law}）` : ''}
              </p>
            </Notice>
          ))}
          <FieldList
            idPrefix={id}
            fields={shown}
            values={values}
            errorOf={errorAt}
            onChange={(name, value) => {
              setValues((present) => ({ ...present, [name]: value }));
              setRefusals((present) => present.filter(({ field }) => field?.split('.').at(-1) !== name));
            }}
          />
          {preview ? <Preview values={values} ask={preview} /> : null}
          {refusals.length > 0 ? <RefusalList refusals={others.length > 0 ? others : refusals} /> : null}
          <div className="mt-5 flex flex-wrap justify-end gap-3">
            <Button look="quiet" disabled={pending} onClick={() => setIsOpen(false)}>
              取消
            </Button>
            <Button type="submit" look={look === 'danger' ? 'danger' : 'primary'} disabled={pending}>
              {pending ? '正在办理…' : confirmLabel}
            </Button>
          </div>
        </form>
      </Dialog>
    </>
  );
}

function Preview({ values, ask }: { values: FormValues; ask: NonNullable<ActDialogProps['preview']> }) {
  const [answer, setAnswer] = useState<Result<StepPreview> | null>(null);
  const key = JSON.stringify(values);
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked anew when what is typed changes, not when a parent renders
  useEffect(() => {
    let isCurrent = true;
    const timer = setTimeout(async () => {
      const asked = ask(values);
      const result = asked === null ? null : await attempt(() => asked);
      if (isCurrent) setAnswer(result);
    }, PAUSE_MS);
    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
  }, [key]);
  return <PreviewBox answer={answer} />;
}
