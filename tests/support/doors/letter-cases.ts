import { addCaseFile } from '@/lib/applications/commands/case-files';
import { decideCaseLetter, submitCaseLetter } from '@/lib/applications/commands/case-letters';
import { decideCase, type NewDecision } from '@/lib/applications/commands/decide';
import { issueLetter } from '@/lib/applications/commands/issue-letter';
import { draftProcedureLetter, type NewProcedureLetter } from '@/lib/applications/commands/procedure-letters';
import { withdrawApplication } from '@/lib/applications/commands/withdraw-application';
import { askToPassOver, encloseFile } from '@/lib/applications/letters/commands/enclose';
import { openSteps } from '@/lib/approvals/rules/next-steps';
import { writeTemplate } from '@/lib/letters/commands/change-template';
import { loadLetter } from '@/lib/letters/queries/load-letter';
import { LETTER_CHECKLISTS } from '@/lib/letters/rules/check-letter-decision';
import { currentTime } from '@/lib/platform/clock';
import { staffDatabase } from '@/lib/platform/database';
import { civilDate } from '@/lib/platform/dates';
import { listEnclosures } from '@/lib/release-gate/queries';
import { caseInHand, reload } from '../cases';
import { unwrap } from '../factories';
import type { DoorCase } from './case';
import { actByLetter } from './case-cases';
import type { DoorScene } from './scene';

/** A resident identity card number that nobody has, with a right check digit. */
const CARD = '11010519491231002X';
const R13 = {
  outcome: 'unavailable.not_held',
  subOutcome: 'not_responsible',
  grounds: { not_responsible_reason: '该信息由市统计局制作' },
} as const;
const R04 = {
  outcome: 'not_public.state_secret',
  subOutcome: null,
  grounds: {
    classification_level: 'confidential',
    classification_basis: '定密文件某号',
    secrecy_period: '十年',
  },
} as const;
const NOTE = {
  outcome: 'other.misc',
  subOutcome: 'mistaken_submission',
  grounds: { note: '电话核实' },
} as const;
const L02: Partial<NewProcedureLetter> = {
  code: 'L02',
  fields: { deficiency: 'unclear', corrections: ['写明年度'] },
};
const L06: Partial<NewProcedureLetter> = {
  code: 'L06',
  fields: { interest: 'trade_secret' },
  party: {
    kind: 'third_party',
    purpose: 'opinion',
    name: '示例公司',
    address: '',
    phone: '',
    about: '设备清单',
    interest: 'trade_secret',
    isPerson: false,
  },
};
const BESIDE = { ownWords: [], partialGrounds: [], evidenceFiles: {}, publicInterest: '' };

/** What letters of an organ of the doors need to be sealed. */
async function nameThePlaces(scene: DoorScene): Promise<void> {
  const owner = await scene.office.connect('owner');
  await owner.query(
    `UPDATE office.organ SET reconsideration_organ = '某区人民政府', court = '某区人民法院', phone = '0372-0000000'`,
  );
  await owner.end();
}

/** The doors to decisions and letters: each by who may use it, on a letter that waits for exactly this act. */
export function letterCases(scene: () => DoorScene): DoorCase[] {
  const people = () => scene().people;
  const handler = () => people().case_handler;
  const today = () => civilDate(currentTime());
  const inHand = async () => (await caseInHand(handler())).id;
  const seenSeq = async (caseId: string) => (await reload(caseId)).seq;

  async function drafted(input: Partial<NewProcedureLetter> = L02): Promise<string> {
    await nameThePlaces(scene());
    const loaded = await caseInHand(handler());
    const base = { caseId: loaded.id, seenSeq: loaded.seq, code: 'L02' as const, fields: {}, ownWords: [] };
    return unwrap(await draftProcedureLetter(handler(), { ...base, ...input })).letterId;
  }
  async function decided(row: Pick<NewDecision, 'outcome' | 'subOutcome' | 'grounds'>): Promise<string> {
    await nameThePlaces(scene());
    const { id, seq } = await caseInHand(handler());
    const done = unwrap(await decideCase(handler(), { caseId: id, seenSeq: seq, ...row, ...BESIDE }));
    return done.letterId ?? id;
  }
  async function submitted(letterId: string): Promise<string> {
    unwrap(await submitCaseLetter(handler(), { letterId, revision: 1 }));
    return letterId;
  }
  async function decision(letterId: string) {
    const round = (await loadLetter(letterId))?.frozen?.round;
    const [step] = round === undefined ? [] : openSteps(round);
    if (round === undefined || step === undefined) throw new Error('no open step');
    const secrecy = {
      state_secret: false,
      work_secret: false,
      trade_secret: false,
      personal_privacy: false,
      basis: '逐项核对，不涉及',
      conclusion: 'publish' as const,
    };
    return {
      step,
      form: {
        letterId,
        position: step.position,
        contentHash: round.contentHash,
        decisionsSeen: round.decisions.length,
        conclusion: 'pass' as const,
        opinion: '',
        checklist: Object.fromEntries(LETTER_CHECKLISTS[step.step].map(({ key }) => [key, true])),
        secrecy: step.step === 'secrecy' ? secrecy : null,
      },
    };
  }
  /** Passes steps until the letter waits for a role, or is sealed. */
  async function waitingFor(role: string, letterId: string): Promise<string> {
    for (;;) {
      if ((await loadLetter(letterId))?.state !== 'in_route') return letterId;
      const { step, form } = await decision(letterId);
      if (step.role === role) return letterId;
      unwrap(await decideCaseLetter(people()[step.role], form));
    }
  }
  const sealed = async () => waitingFor('nobody', await submitted(await drafted()));
  const posted = { way: 'china_post', sentOn: today(), servedOn: null, trackingNo: 'XA1', note: '' } as const;
  async function served(): Promise<string> {
    const letterId = await sealed();
    unwrap(await issueLetter(handler(), { letterId, ...posted, proofSha256: null }));
    return letterId;
  }
  async function withFile(): Promise<string> {
    const letterId = await drafted();
    const caseId = (await loadLetter(letterId))?.applicationId ?? '';
    const bytes = new TextEncoder().encode(`名单：示例某某，证件号码${CARD}`);
    unwrap(await addCaseFile(handler(), { caseId, kind: 'enclosure', name: '名单.txt', bytes }));
    return letterId;
  }
  async function enclosed(): Promise<string> {
    const letterId = await withFile();
    unwrap(await encloseFile(handler(), { letterId, fileId: await fileOf(letterId), removedWords: '' }));
    return letterId;
  }
  async function fileOf(letterId: string): Promise<string> {
    const letter = await staffDatabase().letter.findUniqueOrThrow({ where: { id: letterId } });
    const file = await staffDatabase().applicationFile.findFirstOrThrow({
      where: { applicationId: letter.applicationId },
    });
    return file.id;
  }
  async function findingOf(letterId: string) {
    const [enclosure] = await listEnclosures(letterId);
    const finding = enclosure?.check?.findings.find(({ severity }) => severity === 'blocking');
    return { enclosureId: enclosure?.id ?? '', findingKey: finding?.key ?? '', reason: '依法应当提供' };
  }
  async function lapsed(): Promise<string> {
    const loaded = await caseInHand(handler(), { on: '2026-03-02' });
    const on = '2026-03-03';
    const notice = { type: 'supplement_notice', date: on, served: on, approvedBy: 'office_head' } as const;
    return (await actByLetter(handler(), loaded, 'request_supplement', notice, 'awaiting_supplement')).id;
  }
  async function withdrawn(): Promise<string> {
    const caseId = await inHand();
    unwrap(await withdrawApplication(handler(), { caseId, onDate: today(), how: '书面', words: '' }));
    return caseId;
  }
  const seat = (role: keyof DoorScene['people'], when: string, letter: () => Promise<string>): DoorCase => ({
    door: 'decideCaseLetterAction',
    when,
    prepare: async () => waitingFor(role, await submitted(await letter())),
    form: async (letterId) => (await decision(letterId)).form,
    refusals: /^(not_found|role_missing|own_work|second_seat)$/,
  });
  const ended = async (letterId: string) => ({ letterId, reason: '文字有误' });
  const bare = (caseId: string) => ({ caseId, code: 'L02', fields: {}, ownWords: [] });

  return [
    {
      door: 'decideCaseAction',
      prepare: inHand,
      form: async (caseId) => ({ caseId, seenSeq: await seenSeq(caseId), ...R13, ...BESIDE }),
    },
    {
      door: 'concludeOverdueAction',
      prepare: lapsed,
      form: async (caseId) => ({
        caseId,
        seenSeq: await seenSeq(caseId),
        what: 'supplement',
        note: '没有说明理由',
      }),
    },
    {
      door: 'confirmWithdrawalAction',
      prepare: withdrawn,
      form: async (caseId) => ({ caseId, way: 'written' }),
    },
    {
      door: 'closeByNoteAction',
      prepare: () => decided(NOTE),
      form: async (caseId) => ({ caseId, seenSeq: await seenSeq(caseId), note: '电话核实为误提交' }),
    },
    {
      door: 'draftProcedureLetterAction',
      prepare: inHand,
      form: async (caseId) => ({ ...bare(caseId), ...L02, seenSeq: await seenSeq(caseId) }),
    },
    { door: 'previewLetterAction', prepare: inHand, form: async (caseId) => bare(caseId), isRead: true },
    {
      door: 'previewDraftAction',
      prepare: drafted,
      form: async (letterId) => ({ letterId, fields: {}, ownWords: ['补充一句'] }),
      isRead: true,
    },
    {
      door: 'saveCaseLetterAction',
      prepare: drafted,
      form: async (letterId) => ({ letterId, revision: 1, ownWords: ['补充一句'] }),
    },
    {
      door: 'submitCaseLetterAction',
      prepare: drafted,
      form: async (letterId) => ({ letterId, revision: 1 }),
    },
    seat('secrecy_officer', '保密审查的环节', () => drafted(L06)),
    seat('office_head', '工作机构负责人的环节', () => drafted()),
    seat('legal_reviewer', '法制审核的环节', () => decided(R04)),
    seat('disclosure_leader', '分管领导的环节', () => decided(R13)),
    { door: 'dropCaseLetterAction', prepare: drafted, form: ended },
    { door: 'voidCaseLetterAction', prepare: sealed, form: ended },
    {
      door: 'previewIssueAction',
      prepare: sealed,
      form: async (letterId) => ({ letterId, way: 'china_post', sentOn: today(), servedOn: null }),
      isRead: true,
    },
    { door: 'issueLetterAction', prepare: sealed, form: async (letterId) => ({ letterId, ...posted }) },
    {
      door: 'recordLetterReceiptAction',
      prepare: served,
      form: async (letterId) => ({ letterId, servedOn: today(), note: '' }),
    },
    {
      door: 'recordLetterReturnAction',
      prepare: served,
      form: async (letterId) => ({ letterId, returnedOn: today(), reason: '地址不详' }),
    },
    {
      door: 'encloseFileAction',
      prepare: withFile,
      form: async (letterId) => ({ letterId, fileId: await fileOf(letterId), removedWords: '' }),
      refusals: /^(not_found|release_role_missing_\w+)$/,
    },
    {
      door: 'takeOutFileAction',
      prepare: enclosed,
      form: async (letterId) => ({ letterId, enclosureId: (await findingOf(letterId)).enclosureId }),
      refusals: /^(not_found|release_role_missing_\w+)$/,
    },
    {
      door: 'checkEnclosuresAction',
      prepare: enclosed,
      form: async (letterId) => ({ letterId }),
      refusals: /^(not_found|release_role_missing_\w+)$/,
    },
    {
      door: 'askToPassOverAction',
      prepare: enclosed,
      form: findingOf,
      refusals: /^(not_found|release_role_missing_\w+)$/,
    },
    {
      door: 'answerPassingOverAction',
      prepare: async () => {
        const letterId = await enclosed();
        return unwrap(await askToPassOver(handler(), await findingOf(letterId))).overrideId;
      },
      form: async (overrideId) => ({ overrideId, answer: 'confirmed', note: '' }),
      refusals: /^(not_found|release_role_missing_\w+|release_own_proposal)$/,
    },
    {
      door: 'writeTemplateAction',
      prepare: async () => '',
      form: async () => ({
        code: 'L01',
        texts: {
          receipt:
            '经登记，收到申请之日为{收到日期}，申请编号{申请编号}，查询码：{查询码}。本机关将在{法定答复日期}（含当日）前依法答复。',
        },
        reason: '更简明',
      }),
    },
    {
      door: 'approveTemplateAction',
      prepare: async () => {
        const texts = {
          ask: '自{起始日期}至{截止日期}，{您}共提出申请{申请件数}件，明显超过合理范围。依据《条例》第三十五条，请在{说明期限}（含当日）前书面说明申请理由。',
        };
        return unwrap(await writeTemplate(handler(), { code: 'L03', texts, reason: '更简明' })).versionId;
      },
      form: async (versionId) => ({ versionId }),
      refusals: /^(role_missing_letter|template_unknown|template_own)$/,
    },
    {
      door: 'previewTemplateAction',
      prepare: async () => '',
      form: async () => ({ code: 'L01', texts: {} }),
      isRead: true,
    },
  ];
}
