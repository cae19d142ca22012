import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import { confirmIn } from '@/lib/applications/commands/confirm-receipt';
import { checkApplication, registerCase } from '@/lib/applications/commands/handle-case';
import { openCase } from '@/lib/applications/commands/open-case';
import { type LoadedCase, loadCase } from '@/lib/applications/queries/load-case';
import type { ReceiptEvidence } from '@/lib/applications/rules/receipt-date';
import type { IntakeChannel } from '@/lib/applications/types/case';
import type { Actor, Role } from '@/lib/organs/types';
import { currentTime } from '@/lib/platform/clock';
import { inTransaction } from '@/lib/platform/database';
import { type CivilDate, civilDate } from '@/lib/platform/dates';
import { ok } from '@/lib/platform/result';
import { makePerson, type TestOrgan, unwrap } from './factories';

/** Who works on cases in the tests. */
const CAST = {
  handler: 'case_handler',
  handlerB: 'case_handler',
  head: 'office_head',
  headB: 'office_head',
  legal: 'legal_reviewer',
  secrecy: 'secrecy_officer',
  leader: 'disclosure_leader',
} as const satisfies Record<string, Role>;
export type CaseCast = Record<keyof typeof CAST, Actor>;

/** Makes the people of an organ who handle applications. */
export async function makeCaseCast(staff: pg.Client, organ: TestOrgan): Promise<CaseCast> {
  const cast: Partial<CaseCast> = {};
  for (const [name, role] of Object.entries(CAST) as [keyof CaseCast, Role][]) {
    cast[name] = await makePerson(staff, organ, name, [role]);
  }
  return cast as CaseCast;
}

/** What a test files; the rest is filled in. */
export type TestCase = {
  channel?: IntakeChannel;
  on?: CivilDate;
  title?: string;
  name?: string;
  needsConfirmation?: boolean;
};

/** Files an application at the counter as staff do; gives it as submitted. */
export async function fileCase(actor: Actor, input: TestCase = {}): Promise<LoadedCase> {
  const {
    channel = 'in_person',
    on = civilDate(currentTime()),
    title = '2025年度工业投资统计',
    name = '李申请',
  } = input;
  return unwrap(
    await inTransaction((tx) =>
      openCase(
        tx,
        actor,
        {
          organId: actor.organId,
          kind: 'application',
          submissionKey: randomUUID(),
          channel,
          applicantType: 'natural_person',
          needsHelp: false,
          deliveryMethod: 'mail',
          mediaForm: 'paper',
          parties: [
            {
              party: 'applicant',
              name,
              phone: '0372-0000000',
              address: '安阳市示例路1号',
              email: '',
              contactName: '',
            },
          ],
          request: { title, docNo: '', description: '' },
        },
        { action: 'submit', onDate: on, clock: { type: 'submitted', date: on } },
      ),
    ),
  );
}

/** Evidence of receipt on a day, for any channel. */
export function evidenceFor(channel: IntakeChannel, on: CivilDate): ReceiptEvidence {
  switch (channel) {
    case 'in_person':
      return { submittedOn: on };
    case 'oral':
      return { submittedOn: on, filledBy: '孙示', readBack: '当场宣读，申请人签字' };
    case 'signed_mail':
      return { signedOn: on, trackingNo: 'EA000000000CN' };
    case 'plain_mail':
    case 'fax':
      return { arrivedOn: on, confirmedOn: on, confirmedHow: '电话确认' };
    case 'internet':
      return { confirmedOn: on, confirmedHow: '电话确认' };
  }
}

/** An application received on a day, registered and checked: in hand. */
export async function caseInHand(actor: Actor, input: TestCase = {}): Promise<LoadedCase> {
  const { channel = 'in_person', on = civilDate(currentTime()) } = input;
  const filed = await fileCase(actor, { ...input, on });
  const received = unwrap(
    await inTransaction(async (tx) => {
      const confirmed = await confirmIn(tx, actor, filed, evidenceFor(channel, on));
      return confirmed.ok ? ok(confirmed.value) : confirmed;
    }),
  );
  const registered = unwrap(await registerCase(actor, { caseId: received.id, seenSeq: received.seq }));
  unwrap(
    await checkApplication(actor, {
      caseId: received.id,
      seenSeq: registered.seq,
      complete: true,
      clear: true,
      ours: true,
      note: '',
    }),
  );
  return reload(received.id);
}

/** The case as it is now. */
export async function reload(id: string): Promise<LoadedCase> {
  const loaded = await loadCase(id);
  if (loaded === null) throw new Error('no such case');
  return loaded;
}

/**
 * Lets a test record steps without the letters that tell them, which is another test's business: takes the floor of
 * 20261125001800_steps_by_letter out of its own database.
 */
export async function goWithoutLetters(superuser: pg.Client): Promise<void> {
  for (const trigger of ['application_event_letter_guard', 'application_event_has_decision']) {
    await superuser.query(`ALTER TABLE office.application_event DISABLE TRIGGER ${trigger}`);
  }
}
