import { randomUUID } from 'node:crypto';
import { addCaseFile } from '@/lib/applications/commands/case-files';
import { decideCaseLetter, submitCaseLetter } from '@/lib/applications/commands/case-letters';
import { closeByNote, concludeOverdue, confirmWithdrawal } from '@/lib/applications/commands/conclude';
import { confirmReceipt, giveUpConfirmation, logContact } from '@/lib/applications/commands/confirm-receipt';
import { endConsultation } from '@/lib/applications/commands/consultations';
import { decideCase, type NewDecision } from '@/lib/applications/commands/decide';
import {
  archiveCase,
  checkApplication,
  recordReasons,
  registerCase,
} from '@/lib/applications/commands/handle-case';
import { issueLetter, recordReceiptOfLetter } from '@/lib/applications/commands/issue-letter';
import { recordPayment } from '@/lib/applications/commands/pay';
import { draftProcedureLetter, type NewProcedureLetter } from '@/lib/applications/commands/procedure-letters';
import { recordApplication } from '@/lib/applications/commands/record-application';
import { recordSearch } from '@/lib/applications/commands/record-search';
import { linkCase } from '@/lib/applications/commands/relate-cases';
import { receiveSupplement, recordSupplement } from '@/lib/applications/commands/supplement';
import { withdrawApplication } from '@/lib/applications/commands/withdraw-application';
import { type LoadedCase, loadCase } from '@/lib/applications/queries/load-case';
import type { ReceiptEvidence } from '@/lib/applications/rules/receipt-date';
import type { ApplicantType, IntakeChannel } from '@/lib/applications/types/case';
import type { Opinion } from '@/lib/applications/types/opinion';
import { openSteps } from '@/lib/approvals/rules/next-steps';
import { packagedCalendar } from '@/lib/calendar/rules/packaged-calendar';
import { workingDayAfter } from '@/lib/calendar/rules/working-days';
import { loadLetter } from '@/lib/letters/queries/load-letter';
import { LETTER_CHECKLISTS } from '@/lib/letters/rules/check-letter-decision';
import { findActor } from '@/lib/organs/queries';
import type { Actor, Role } from '@/lib/organs/types';
import { creditCodeCheck, inventedIdNumber } from '@/lib/personal-data/rules/identity-documents';
import { atTime, currentTime } from '@/lib/platform/clock';
import { type CivilDate, civilDate, shanghaiInstant } from '@/lib/platform/dates';
import type { Result } from '@/lib/platform/result';
import { makePdf } from './files';
import type { DemoOrgan, StoryStep } from './story';

/** Logins of the people of the bureau, by the role they act in. */
const LOGINS: Partial<Record<Role, string>> = {
  case_handler: 'sun',
  office_head: 'qian',
  secrecy_officer: 'zhou',
  legal_reviewer: 'wu',
  disclosure_leader: 'zhao',
};

/** Who applies, and for what. */
export type CaseSpec = {
  readonly organ: DemoOrgan;
  readonly channel: IntakeChannel;
  readonly applicantType: ApplicantType;
  readonly name: string;
  /** Invented people and organisations are told apart by a number. */
  readonly applicant: number;
  readonly title: string;
  readonly description?: string;
  readonly docNo?: string;
  /** Day on which it reaches the office. */
  readonly begins: CivilDate;
  readonly kind?: 'application' | 'record_correction';
  readonly delivery?: 'mail' | 'pick_up' | 'online';
};

const CALENDAR = packagedCalendar();

function accepted<T>(result: Result<T>, act: string): T {
  if (result.ok) return result.value;
  throw new Error(`${act}: ${result.refusals.map(({ code, message }) => `${code} ${message}`).join(' ')}`);
}

/**
 * The life of one application, told as acts at hours; played with the stories of items by the loader, through the commands
 * of the screens.
 */
export class CaseStory {
  readonly steps: StoryStep[] = [];
  private day: CivilDate;
  private minute = 0;
  private id = '';
  private letterId = '';

  constructor(private readonly spec: CaseSpec) {
    this.day = spec.begins;
  }

  /** Id of the case; known once its first step has been played. */
  get caseId(): string {
    if (this.id === '') throw new Error('the application does not exist yet');
    return this.id;
  }

  /** Goes on this many working days after the case began, or stays on the day where it is later already. */
  onDay(workingDays: number): this {
    const day =
      workingDays === 0 ? this.spec.begins : workingDayAfter(CALENDAR, this.spec.begins, workingDays).date;
    if (day > this.day) {
      this.day = day;
      this.minute = 0;
    }
    return this;
  }

  private step(run: () => Promise<void>): this {
    this.minute += 7;
    const start = shanghaiInstant(this.day, '09:00').getTime() + (this.spec.applicant % 40) * 60_000;
    const at = new Date(start + this.minute * 60_000);
    this.steps.push({ at, run: () => atTime(at, run) });
    return this;
  }

  private async actor(role: Role): Promise<Actor> {
    const personId = this.spec.organ.people.get(LOGINS[role] ?? '');
    const actor =
      personId === undefined ? null : await findActor(personId, '192.0.2.10', undefined, currentTime());
    if (actor === null) throw new Error(`nobody acts as ${role}`);
    return actor;
  }

  private async now(): Promise<LoadedCase> {
    const loaded = await loadCase(this.caseId);
    if (loaded === null) throw new Error(`no case ${this.caseId}`);
    return loaded;
  }

  /** The application reaches the office, with the evidence of its channel. */
  arrive(): this {
    return this.step(async () => {
      const { spec } = this;
      const isPerson = spec.applicantType === 'natural_person';
      const today = civilDate(currentTime());
      const recorded = await recordApplication(await this.actor('case_handler'), {
        submissionKey: randomUUID(),
        kind: spec.kind ?? 'application',
        channel: spec.channel,
        applicantType: spec.applicantType,
        needsHelp: false,
        deliveryMethod: spec.delivery ?? 'mail',
        mediaForm: spec.delivery === 'online' ? 'electronic' : 'paper',
        parties: [
          {
            party: 'applicant',
            name: spec.name,
            phone: `0372-0000${String(100 + (spec.applicant % 900))}`,
            address: `安阳市北关区示例路${10 + spec.applicant}号`,
            email: spec.delivery === 'online' ? `applicant${spec.applicant}@example.invalid` : '',
            contactName: isPerson ? '' : '联系人',
          },
        ],
        identities: [
          {
            party: 'applicant',
            idKind: isPerson ? 'resident_id_card' : 'credit_code',
            idNumber: isPerson ? inventedIdNumber(spec.applicant) : creditCode(spec.applicant),
          },
        ],
        request: { title: spec.title, docNo: spec.docNo ?? '', description: spec.description ?? '' },
        evidence: arrival(spec.channel, today),
      });
      this.id = accepted(recorded, 'record').caseId;
    });
  }

  /** Confirms the receipt of what came by plain mail, fax or over the internet. */
  confirm(): this {
    return this.step(async () => {
      const today = civilDate(currentTime());
      const evidence: ReceiptEvidence = {
        confirmedOn: today,
        confirmedHow: '拨打申请表所留电话，申请人确认内容，孙示记录',
        ...(this.spec.channel === 'internet' ? {} : { arrivedOn: this.spec.begins }),
      };
      accepted(
        await confirmReceipt(await this.actor('case_handler'), { caseId: this.caseId, evidence }),
        'confirm',
      );
    });
  }

  tryToReach(): this {
    return this.step(async () => {
      const input = {
        caseId: this.caseId,
        onDate: civilDate(currentTime()),
        how: '拨打申请表所留电话',
        result: '无人接听',
        reached: false,
      };
      accepted(await logContact(await this.actor('case_handler'), input), 'contact');
    });
  }

  giveUp(): this {
    return this.step(async () => {
      const input = { caseId: this.caseId, reason: '所留电话三次无人接听，地址查无此处' };
      accepted(await giveUpConfirmation(await this.actor('office_head'), input), 'give up');
    });
  }

  register(): this {
    return this.step(async () => {
      const { id, seq } = await this.now();
      accepted(
        await registerCase(await this.actor('case_handler'), { caseId: id, seenSeq: seq }),
        'register',
      );
    });
  }

  check(): this {
    return this.step(async () => {
      const { id, seq } = await this.now();
      const input = { caseId: id, seenSeq: seq, complete: true, clear: true, ours: true, note: '' };
      accepted(await checkApplication(await this.actor('case_handler'), input), 'check');
    });
  }

  /** From arrival to being in hand, confirmed where the channel needs it. */
  inHand(): this {
    this.arrive();
    if (['plain_mail', 'fax', 'internet'].includes(this.spec.channel)) this.onDay(1).confirm();
    return this.register().check();
  }

  /** Drafts, approves, seals and posts a letter of the procedure on the day. */
  letter(input: Omit<NewProcedureLetter, 'caseId' | 'seenSeq' | 'ownWords'>): this {
    this.step(async () => {
      const { id, seq } = await this.now();
      const drafted = await draftProcedureLetter(await this.actor('case_handler'), {
        ...input,
        ownWords: [],
        caseId: id,
        seenSeq: seq,
      });
      this.letterId = accepted(drafted, `draft ${input.code}`).letterId;
    });
    return this.approve().send();
  }

  /** About the party asked last: told to the applicant (L07) or to the party (L09). */
  tellOfConsultation(code: 'L07' | 'L09', fields: NewProcedureLetter['fields'] = {}): this {
    this.step(async () => {
      const loaded = await this.now();
      const sent = loaded.events.findLast(({ action }) => action === 'consult');
      const drafted = await draftProcedureLetter(await this.actor('case_handler'), {
        code,
        fields,
        ownWords: [],
        caseId: loaded.id,
        seenSeq: loaded.seq,
        consultationId: String(sent?.detail.consultationId),
      });
      this.letterId = accepted(drafted, `draft ${code}`).letterId;
    });
    return this.approve().send();
  }

  /** Everybody on the route passes the letter; with `until`, those before that role. */
  approve(until?: Role): this {
    this.step(async () => {
      const letter = await loadLetter(this.letterId);
      const input = { letterId: this.letterId, revision: letter?.revision ?? 0 };
      accepted(await submitCaseLetter(await this.actor('case_handler'), input), 'submit letter');
    });
    return this.step(async () => {
      for (;;) {
        const letter = await loadLetter(this.letterId);
        const round = letter?.frozen?.round;
        const open = letter?.state !== 'in_route' || round === undefined ? undefined : openSteps(round)[0];
        if (round === undefined || open === undefined || open.role === until) return;
        const decided = await decideCaseLetter(await this.actor(open.role), {
          letterId: this.letterId,
          position: open.position,
          contentHash: round.contentHash,
          decisionsSeen: round.decisions.length,
          conclusion: 'pass',
          opinion: open.role === 'disclosure_leader' ? '同意。' : '',
          checklist: Object.fromEntries(LETTER_CHECKLISTS[open.step].map(({ key }) => [key, true])),
          secrecy:
            open.step === 'secrecy'
              ? {
                  state_secret: false,
                  work_secret: false,
                  trade_secret: false,
                  personal_privacy: false,
                  basis: '逐项审查，不涉及不予公开的内容',
                  conclusion: 'publish',
                }
              : null,
        });
        accepted(decided, `decide ${open.step}`);
      }
    });
  }

  /** Posts the sealed letter by China Post, or sends it where the applicant chose the electronic way. */
  send(): this {
    return this.step(async () => {
      const letter = await loadLetter(this.letterId);
      const isElectronic = letter?.isElectronic === true;
      const issued = await issueLetter(await this.actor('case_handler'), {
        letterId: this.letterId,
        way: isElectronic ? 'electronic' : 'china_post',
        sentOn: civilDate(currentTime()),
        servedOn: null,
        trackingNo: isElectronic ? '' : `XA4550${String(this.spec.applicant).padStart(5, '0')}41`,
        proofSha256: null,
        note: isElectronic ? '经网上查询页面送达，系统留存发送记录' : '',
      });
      accepted(issued, `issue ${letter?.code}`);
    });
  }

  /** The letter posted last is signed for. */
  signedFor(): this {
    return this.step(async () => {
      const input = {
        letterId: this.letterId,
        servedOn: civilDate(currentTime()),
        proofSha256: null,
        note: '邮件查询结果',
      };
      accepted(await recordReceiptOfLetter(await this.actor('case_handler'), input), 'receipt');
    });
  }

  opinion(opinion: Opinion, reason: string, assessment: string, nth = -1): this {
    return this.step(async () => {
      const loaded = await this.now();
      const sent = loaded.events.filter(({ action }) => action === 'consult').at(nth);
      const input = {
        caseId: loaded.id,
        consultationId: String(sent?.detail.consultationId),
        onDate: civilDate(currentTime()),
        opinion,
        reason,
        assessment,
      };
      accepted(await endConsultation(await this.actor('case_handler'), input), 'opinion');
    });
  }

  supplement(title: string): this {
    return this.step(async () => {
      const today = civilDate(currentTime());
      const handler = await this.actor('case_handler');
      const text = { title, docNo: '', description: '' };
      const sent = { caseId: this.caseId, channel: 'in_person', onDate: today, text, fileIds: [] } as const;
      accepted(await recordSupplement(handler, sent), 'supplement');
      const received = {
        caseId: this.caseId,
        channel: 'in_person',
        evidence: { submittedOn: today },
      } as const;
      accepted(await receiveSupplement(handler, received), 'receive supplement');
    });
  }

  reasons(reasons: string): this {
    return this.step(async () => {
      const input = {
        caseId: this.caseId,
        onDate: civilDate(currentTime()),
        reasons,
        reasonable: false,
        assessment: '所述理由与申请的数量不相称',
      };
      accepted(await recordReasons(await this.actor('case_handler'), input), 'reasons');
    });
  }

  search(words: string, place: string, found = false): this {
    return this.step(async () => {
      const { id, seq } = await this.now();
      const searched = {
        caseId: id,
        seenSeq: seq,
        searchedOn: civilDate(currentTime()),
        place,
        words,
        method: '系统检索和查阅案卷目录',
        searchedBy: '孙示',
        found,
        result: found ? '检索到相关文件1件' : '未检索到相关信息',
      };
      accepted(await recordSearch(await this.actor('case_handler'), searched), 'search');
    });
  }

  pay(): this {
    return this.step(async () => {
      const input = { caseId: this.caseId, onDate: civilDate(currentTime()), invoiceNo: '41-2025-000123' };
      accepted(await recordPayment(await this.actor('case_handler'), input), 'pay');
    });
  }

  /** An earlier case of the same applicant that this one repeats. */
  repeats(earlier: CaseStory): this {
    return this.step(async () => {
      const input = {
        caseId: this.caseId,
        otherId: earlier.caseId,
        kind: 'earlier_reply' as const,
        note: '同一申请人，申请内容相同',
      };
      accepted(await linkCase(await this.actor('case_handler'), input), 'link');
    });
  }

  /** Another case that asks for the same information. */
  sameAs(other: CaseStory): this {
    return this.step(async () => {
      const input = {
        caseId: this.caseId,
        otherId: other.caseId,
        kind: 'same_information' as const,
        note: '所申请的是同一份文件',
      };
      accepted(await linkCase(await this.actor('case_handler'), input), 'link');
    });
  }

  /** Decides how the case ends; evidence that must lie on file is brought first. */
  decide(
    decision: Pick<NewDecision, 'outcome' | 'subOutcome' | 'grounds'> &
      Partial<NewDecision> & { files?: readonly string[] },
  ): this {
    const { files = [], ...rest } = decision;
    return this.step(async () => {
      const handler = await this.actor('case_handler');
      const evidenceFiles: Record<string, string> = {};
      for (const key of files) {
        const bytes = makePdf([this.spec.title, '随卷材料']);
        const file = { caseId: this.caseId, kind: 'proof' as const, name: '随卷材料.pdf', bytes };
        evidenceFiles[key] = accepted(await addCaseFile(handler, file), 'file').fileId;
      }
      const { id, seq } = await this.now();
      const decided = await decideCase(handler, {
        partialGrounds: [],
        publicInterest: '',
        ownWords: [],
        ...rest,
        evidenceFiles,
        caseId: id,
        seenSeq: seq,
      });
      this.letterId = accepted(decided, `decide ${decision.outcome}`).letterId ?? '';
    });
  }

  /** Decided, approved, sealed and posted. */
  reply(decision: Parameters<CaseStory['decide']>[0]): this {
    return this.decide(decision).approve().send();
  }

  overdue(what: 'supplement' | 'payment'): this {
    this.step(async () => {
      const { id, seq } = await this.now();
      const input = { caseId: id, seenSeq: seq, what, note: '期限届满，未收到任何材料或者说明' };
      const decided = accepted(
        await concludeOverdue(await this.actor('case_handler'), input),
        `overdue ${what}`,
      );
      this.letterId = decided.letterId ?? '';
    });
    return this.approve().send();
  }

  withdraw(): this {
    this.step(async () => {
      const handler = await this.actor('case_handler');
      const onDate = civilDate(currentTime());
      const input = { caseId: this.caseId, onDate, how: '书面', words: '经解释说明，不再需要该信息' };
      accepted(await withdrawApplication(handler, input), 'withdraw');
      const confirmed = await confirmWithdrawal(handler, { caseId: this.caseId, way: 'written' });
      this.letterId = accepted(confirmed, 'confirm withdrawal').letterId ?? '';
    });
    return this.approve().send();
  }

  closeWithNote(note: string): this {
    return this.step(async () => {
      const { id, seq } = await this.now();
      accepted(
        await closeByNote(await this.actor('office_head'), { caseId: id, seenSeq: seq, note }),
        'close',
      );
    });
  }

  archive(): this {
    return this.step(async () => {
      const { id, seq } = await this.now();
      accepted(await archiveCase(await this.actor('case_handler'), { caseId: id, seenSeq: seq }), 'archive');
    });
  }
}

/** A 统一社会信用代码 that passes its check and belongs to nobody: registered nowhere, body of a number. */
function creditCode(serial: number): string {
  const seventeen = `91410500MA${String(serial).padStart(7, '0')}`;
  return `${seventeen}${creditCodeCheck(seventeen) ?? '0'}`;
}

/** What the office has to show on the day something arrives; what must be confirmed is confirmed later. */
function arrival(channel: IntakeChannel, today: CivilDate): ReceiptEvidence {
  switch (channel) {
    case 'in_person':
      return { submittedOn: today };
    case 'oral':
      return { submittedOn: today, filledBy: '孙示', readBack: '当场宣读，申请人签字确认' };
    case 'signed_mail':
      return { signedOn: today, trackingNo: 'EA000000000CN' };
    case 'plain_mail':
    case 'fax':
      return { arrivedOn: today };
    case 'internet':
      return { submittedOn: today };
  }
}
