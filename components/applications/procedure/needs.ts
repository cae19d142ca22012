import type { Answers } from '@/components/letters/asked-fields';
import type { PreviewLetterInput } from '@/lib/applications/letters/schema';
import type { ProcedureForm } from '@/lib/applications/letters/types';

/** Whom a consultation asks, as it is filled in. */
export type PartyDraft = {
  readonly kind: 'third_party' | 'organ' | 'joint_maker';
  readonly purpose: 'opinion' | 'secrecy';
  readonly name: string;
  readonly address: string;
  readonly phone: string;
  readonly about: string;
  readonly interest: string;
  readonly isPerson: boolean;
};

/** What a step needs beside the words of its letter, as far as it is filled in. */
export type Needs = {
  readonly workingDays?: number | undefined;
  readonly until?: string | undefined;
  readonly answerBy?: string | undefined;
  readonly dueDate?: string | undefined;
  readonly roundReason?: string | undefined;
  readonly consultationId?: string | undefined;
  readonly party?: PartyDraft | undefined;
  readonly fee?:
    | { readonly scale: 'by_item' | 'by_volume'; readonly pages: number | null; readonly reason: string }
    | undefined;
};

/** What the step of a letter begins with. */
export function needsOf({ code, extendable, consultations }: ProcedureForm): Needs {
  const party: PartyDraft = {
    kind: code === 'L06' ? 'third_party' : 'joint_maker',
    purpose: 'opinion',
    name: '',
    address: '',
    phone: '',
    about: '',
    interest: '',
    isPerson: false,
  };
  switch (code) {
    case 'L04':
      return { workingDays: Math.max(1, extendable) };
    case 'L06':
    case 'L08':
      return { party };
    case 'L07':
    case 'L09':
      return { consultationId: consultations.at(-1)?.id };
    case 'L10':
      return { fee: { scale: 'by_item', pages: null, reason: '' } };
    default:
      return {};
  }
}

/** The lines that somebody wrote, without the empty ones. */
export function linesIn(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

type State = { readonly answers: Answers; readonly needs: Needs; readonly ownWords: readonly string[] };

/** The form as the server previews it. */
export function previewOf(
  { caseId, code }: ProcedureForm,
  { answers, needs, ownWords }: State,
): PreviewLetterInput {
  const { party, fee, answerBy, roundReason: _, ...dates } = needs;
  const typed = Object.entries(answers).flatMap(([key, value]) =>
    // What is left empty does not hide what the case knows.
    typeof value === 'string' && value.trim() !== '' ? [[key, value] as const] : [],
  );
  return {
    caseId,
    code,
    ownWords: [...ownWords],
    ...dates,
    answerBy,
    fields: {
      ...Object.fromEntries(typed),
      ...(answerBy ? { reasons_due: answerBy } : {}),
      ...(party && code === 'L06' ? { interest: party.interest } : {}),
    },
    party: party && {
      kind: party.kind,
      purpose: party.purpose,
      name: party.name,
      about: party.about,
      isPerson: party.isPerson,
    },
    fee: fee && { scale: fee.scale, pages: fee.pages },
  };
}
