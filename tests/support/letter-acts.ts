import { decideLetterStep } from '@/lib/letters/commands/decide-letter';
import { sealLetter } from '@/lib/letters/commands/seal-letter';
import { recordLetterService } from '@/lib/letters/commands/serve-letter';
import { draftLetter, submitLetter } from '@/lib/letters/commands/write-letter';
import { loadLetter } from '@/lib/letters/queries/load-letter';
import { LETTER_CHECKLISTS } from '@/lib/letters/rules/check-letter-decision';
import { LETTERS } from '@/lib/letters/rules/letter-table';
import { lawfulMode } from '@/lib/letters/rules/remedy';
import type { LetterDecisionInput } from '@/lib/letters/schema';
import type { LetterCode, LetterFields, RemedyMode } from '@/lib/letters/types/letters';
import type { Actor } from '@/lib/organs/types';
import { currentTime } from '@/lib/platform/clock';
import { inTransaction } from '@/lib/platform/database';
import { civilDate } from '@/lib/platform/dates';
import type { Result } from '@/lib/platform/result';
import type { CaseCast } from './cases';
import { unwrap } from './factories';
import { sampleFields } from './letters';

const FORMS = { applicant: 'person', third_party: 'organisation', organ: 'organ' } as const;

/** What a test changes in a letter. */
export type LetterOptions = {
  fields?: LetterFields;
  remedyMode?: RemedyMode;
  isElectronic?: boolean;
  hands?: readonly string[];
  recipientName?: string;
};

const NO_SECRETS = {
  state_secret: false,
  work_secret: false,
  trade_secret: false,
  personal_privacy: false,
  basis: '逐项核对，未见不宜公开内容。',
  conclusion: 'publish',
} as const;

/** The fields as a form sends them. */
function mutable(fields: LetterFields): Record<string, string | string[]> {
  return Object.fromEntries(
    Object.entries(fields).map(([key, value]) => [key, typeof value === 'string' ? value : [...value]]),
  );
}

/** Begins a complete letter through the real command. */
export async function draft(
  handler: Actor,
  applicationId: string,
  code: LetterCode,
  options: LetterOptions = {},
): Promise<string> {
  const { to } = LETTERS[code];
  const { letterId } = unwrap(
    await inTransaction((tx) =>
      draftLetter(tx, handler, {
        applicationId,
        code,
        recipient: {
          kind: to,
          form: FORMS[to],
          name: options.recipientName ?? '李申请',
          address: '示例路1号',
        },
        fields: mutable({ ...sampleFields(code), ...options.fields }),
        ownWords: [],
        remedyMode: options.remedyMode ?? lawfulMode(code, civilDate(currentTime())),
        isElectronic: options.isElectronic ?? false,
        hands: options.hands ?? [],
      }),
    ),
  );
  return letterId;
}

/** The letter as it is now. */
export async function letterNow(letterId: string) {
  const letter = await loadLetter(letterId);
  if (letter === null) throw new Error('no such letter');
  return letter;
}

/** Freezes a draft. */
export async function submitDraft(handler: Actor, letterId: string): Promise<{ passed: boolean }> {
  const { revision } = await letterNow(letterId);
  return unwrap(await inTransaction((tx) => submitLetter(tx, handler, { letterId, revision })));
}

/** A decision as a careful form sends it; `changes` spoils it. */
export async function decisionOn(
  letterId: string,
  changes: Partial<LetterDecisionInput> = {},
): Promise<LetterDecisionInput> {
  const { frozen } = await letterNow(letterId);
  const decided = frozen?.round.decisions.length ?? 0;
  const step = frozen?.round.route[decided];
  return {
    letterId,
    position: step?.position ?? 1,
    contentHash: frozen?.round.contentHash ?? '',
    decisionsSeen: decided,
    conclusion: 'pass',
    opinion: '',
    checklist: Object.fromEntries((step ? LETTER_CHECKLISTS[step.step] : []).map(({ key }) => [key, true])),
    secrecy: step?.step === 'secrecy' ? NO_SECRETS : null,
    ...changes,
  };
}

/** Decides the open step as somebody. */
export async function decideAs(
  actor: Actor,
  letterId: string,
  changes: Partial<LetterDecisionInput> = {},
): Promise<Result<{ passed: boolean; returned: boolean }>> {
  const input = await decisionOn(letterId, changes);
  return inTransaction((tx) => decideLetterStep(tx, actor, input));
}

/** Passes every step of the route. */
export async function passAll(cast: CaseCast, letterId: string): Promise<void> {
  const { frozen } = await letterNow(letterId);
  for (const { step } of frozen?.round.route ?? []) unwrap(await decideAs(cast[step], letterId));
}

/** A letter that waits for its seal. */
export async function passedLetter(
  cast: CaseCast,
  applicationId: string,
  code: LetterCode,
  options: LetterOptions = {},
): Promise<string> {
  const letterId = await draft(cast.handler, applicationId, code, options);
  await submitDraft(cast.handler, letterId);
  await passAll(cast, letterId);
  return letterId;
}

/** Seals a letter whose route is passed. */
export function seal(actor: Actor, letterId: string) {
  return inTransaction((tx) => sealLetter(tx, actor, { letterId }));
}

/** A letter with its number. */
export async function sealedLetter(
  cast: CaseCast,
  applicationId: string,
  code: LetterCode,
  options: LetterOptions = {},
): Promise<string> {
  const letterId = await passedLetter(cast, applicationId, code, options);
  unwrap(await seal(cast.handler, letterId));
  return letterId;
}

/** Hands a sealed letter over today. */
export async function handOver(handler: Actor, letterId: string): Promise<void> {
  unwrap(
    await inTransaction((tx) =>
      recordLetterService(tx, handler, {
        letterId,
        way: 'in_person',
        sentOn: null,
        servedOn: civilDate(currentTime()),
        trackingNo: '',
        proofSha256: null,
        note: '',
      }),
    ),
  );
}
