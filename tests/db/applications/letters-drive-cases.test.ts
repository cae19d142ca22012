import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { voidCaseLetter } from '@/lib/applications/commands/case-letters';
import { endConsultation } from '@/lib/applications/commands/consultations';
import { decideCase, type NewDecision } from '@/lib/applications/commands/decide';
import { draftProcedureLetter, type NewProcedureLetter } from '@/lib/applications/commands/procedure-letters';
import { recordSearch } from '@/lib/applications/commands/record-search';
import { mergeCase } from '@/lib/applications/commands/relate-cases';
import { receiveSupplement, recordSupplement } from '@/lib/applications/commands/supplement';
import { clockNow } from '@/lib/applications/queries/case-clock';
import type { LoadedCase } from '@/lib/applications/queries/load-case';
import { storeIdentity } from '@/lib/personal-data/commands/store-identity';
import { inventedIdNumber } from '@/lib/personal-data/rules/identity-documents';
import { inTransaction } from '@/lib/platform/database';
import { ok } from '@/lib/platform/result';
import { approveLetter, decideOpenStep, post } from '../../support/case-letters';
import { type CaseCast, caseInHand, makeCaseCast, reload } from '../../support/cases';
import { codesOf, makeOrgan, openTestOffice, type TestOffice, unwrap } from '../../support/factories';

// A story that goes over weeks: the one clock of the program stands on the day the story says, and the database follows.
const story = vi.hoisted((): { now: Date | null } => ({ now: null }));
vi.mock('@/lib/platform/clock', async (original) => ({
  ...(await original<typeof import('@/lib/platform/clock')>()),
  currentTime: () => story.now ?? new Date(),
  isClockMoved: () => story.now !== null,
}));

let office: TestOffice;
let staff: pg.Client;
let cast: CaseCast;
beforeAll(async () => {
  office = await openTestOffice('demo');
  staff = await office.connect('staff');
  const organ = await makeOrgan(staff);
  cast = await makeCaseCast(staff, organ);
  const owner = await office.connect('owner');
  await owner.query(
    `UPDATE office.organ SET reconsideration_organ = '某区人民政府', court = '某区人民法院', phone = '0372-0000000' WHERE id = $1`,
    [organ.id],
  );
});
afterAll(() => office.close());

/** Moves the clock of program and database to the morning of a day. */
const on = (date: string) => {
  story.now = new Date(`${date}T09:00:00+08:00`);
};
const due = async (id: string) => (await clockNow(await reload(id))).clock;

/** Drafts a letter of the procedure with what it minimally says. */
async function draft(
  loaded: LoadedCase,
  input: Partial<NewProcedureLetter> & Pick<NewProcedureLetter, 'code'>,
) {
  return draftProcedureLetter(cast.handler, {
    caseId: loaded.id,
    seenSeq: loaded.seq,
    fields: {},
    ownWords: [],
    ...input,
  });
}
const SUPPLEMENT = {
  code: 'L02',
  fields: { deficiency: 'unclear', corrections: ['写明所需信息的年度'] },
} as const;
const R13: Pick<NewDecision, 'outcome' | 'subOutcome' | 'grounds'> = {
  outcome: 'unavailable.not_held',
  subOutcome: 'not_responsible',
  grounds: {
    not_responsible_reason: '该信息由市统计局制作',
    maker_organ: '某市统计局',
    maker_contact: '0372-0000002',
  },
};
const decision = (loaded: LoadedCase, changes: Partial<NewDecision> = {}): NewDecision => ({
  caseId: loaded.id,
  seenSeq: loaded.seq,
  ...R13,
  partialGrounds: [],
  evidenceFiles: {},
  publicInterest: '',
  ownWords: [],
  ...changes,
});

describe('文书推动办理', () => {
  it('[REG-30-4] 补正告知书审批、盖章、发出后等待补正；收到补正材料后重新计算20个工作日', async () => {
    on('2026-04-27');
    const loaded = await caseInHand(cast.handler, { on: '2026-04-27' });
    expect((await due(loaded.id)).supplementNoticeDue).toBe('2026-05-09');
    on('2026-05-06');
    const { letterId } = unwrap(await draft(loaded, SUPPLEMENT));
    expect((await approveLetter(cast, letterId)).number).toMatch(/〔2026〕\d+号$/);
    expect((await reload(loaded.id)).state).toBe('in_hand');
    unwrap(await post(cast, letterId, '2026-05-06'));
    expect((await reload(loaded.id)).state).toBe('awaiting_supplement');
    expect(await due(loaded.id)).toMatchObject({ replyDue: null, status: 'awaiting_supplement' });
    on('2026-05-20');
    const text = { title: '2024年度工业投资统计', docNo: '', description: '' };
    unwrap(
      await recordSupplement(cast.handler, {
        caseId: loaded.id,
        channel: 'in_person',
        onDate: '2026-05-20',
        text,
        fileIds: [],
      }),
    );
    unwrap(
      await receiveSupplement(cast.handler, {
        caseId: loaded.id,
        channel: 'in_person',
        evidence: { submittedOn: '2026-05-20' },
      }),
    );
    expect(await due(loaded.id)).toMatchObject({ replyDue: '2026-06-17', status: 'running' });
  });

  it('[REG-33-2] 延期：期限届满前发出，期限届满后拒绝；文书写明的日期就是计算的日期', async () => {
    on('2026-03-02');
    const loaded = await caseInHand(cast.handler, { on: '2026-03-02' });
    const reason = { extension_reason: '所需信息分散在多个年度的档案中' };
    const { letterId } = unwrap(await draft(loaded, { code: 'L04', workingDays: 20, fields: reason }));
    await approveLetter(cast, letterId);
    unwrap(await post(cast, letterId, '2026-03-02'));
    expect((await due(loaded.id)).replyDue).toBe('2026-04-28');
    const again = await draft(await reload(loaded.id), { code: 'L04', workingDays: 1, fields: reason });
    expect(codesOf(again)).not.toEqual([]);
    const late = await caseInHand(cast.handler, { on: '2026-03-02' });
    on('2026-03-31');
    expect(codesOf(await draft(late, { code: 'L04', workingDays: 5, fields: reason }))).not.toEqual([]);
  });

  it('[REG-33-3][条例32] 征求第三方意见：发出后暂停，收到意见后恢复；以合理理由反对的，先告知第三方再公开', async () => {
    on('2026-03-02');
    const loaded = await caseInHand(cast.handler, { on: '2026-03-02' });
    on('2026-03-09');
    const { letterId } = unwrap(
      await draft(loaded, {
        code: 'L06',
        fields: { interest: 'trade_secret' },
        party: {
          kind: 'third_party',
          purpose: 'opinion',
          name: '某某机械公司',
          address: '某路2号',
          phone: '',
          about: '2024年技改项目设备清单',
          interest: 'trade_secret',
          isPerson: false,
        },
      }),
    );
    await approveLetter(cast, letterId);
    unwrap(await post(cast, letterId, '2026-03-09'));
    const sent = await reload(loaded.id);
    const consultationId = String(sent.events.at(-1)?.detail.consultationId);
    on('2026-03-24');
    unwrap(
      await endConsultation(cast.handler, {
        caseId: loaded.id,
        consultationId,
        onDate: '2026-03-24',
        opinion: 'refuse_with_reason',
        reason: '属于商业秘密',
        assessment: '理由合理',
      }),
    );
    expect((await due(loaded.id)).replyDue).toBe('2026-04-15');
    const given = decision(await reload(loaded.id), {
      outcome: 'public',
      subOutcome: 'where_when_told',
      grounds: { obtain_when: '工作日', obtain_how: '到本机关查阅', enclosures: ['设备清单'] },
    });
    expect(codesOf(await decideCase(cast.handler, given))).toContain('public_interest_missing');
  });

  it('决定、审批、送达：作出决定即起草文书，盖章后送达，答复期限停止；承办人不能审批自己的文书', async () => {
    on('2026-03-02');
    const loaded = await caseInHand(cast.handler, { on: '2026-03-02' });
    const { letterId } = unwrap(await decideCase(cast.handler, decision(loaded)));
    if (letterId === null) throw new Error('no letter');
    expect(await reload(loaded.id)).toMatchObject({ state: 'deciding', outcome: 'unavailable.not_held' });
    const { number } = await approveLetter(cast, letterId);
    expect(number).toMatch(/公开复〔2026〕1号$/);
    expect((await reload(loaded.id)).state).toBe('sealed');
    on('2026-03-05');
    unwrap(await post(cast, letterId, '2026-03-05'));
    expect(await reload(loaded.id)).toMatchObject({ state: 'replied', repliedOn: '2026-03-05' });
    expect((await due(loaded.id)).status).toBe('replied');
  });

  it('退回的答复回到办理中；换一种结果就是另一份文书', async () => {
    on('2026-03-02');
    const loaded = await caseInHand(cast.handler, { on: '2026-03-02' });
    const first = unwrap(await decideCase(cast.handler, decision(loaded)));
    const letter = String(first.letterId);
    const { submitCaseLetter } = await import('@/lib/applications/commands/case-letters');
    unwrap(await submitCaseLetter(cast.handler, { letterId: letter, revision: 1 }));
    unwrap(await decideOpenStep(cast, letter, 'return'));
    expect(await reload(loaded.id)).toMatchObject({ state: 'in_hand', outcome: null });
    const search = {
      place: '档案室',
      words: '投资',
      method: '目录检索',
      searchedBy: '承办人',
      found: false,
      result: '未检索到',
    };
    const now = await reload(loaded.id);
    const twelve = {
      outcome: 'unavailable.not_held',
      subOutcome: 'does_not_exist',
      grounds: {
        search_words: '投资',
        searched_on: '2026-03-02',
        search_method: '目录检索',
        search_places: '档案室',
      },
    };
    expect(codesOf(await decideCase(cast.handler, decision(now, twelve)))).toContain('evidence_missing');
    unwrap(
      await recordSearch(cast.handler, {
        caseId: now.id,
        seenSeq: now.seq,
        searchedOn: '2026-03-02',
        ...search,
      }),
    );
    const second = unwrap(await decideCase(cast.handler, decision(await reload(now.id), twelve)));
    expect(second.letterId).not.toBe(letter);
    await approveLetter(cast, String(second.letterId));
  });

  it('作废未送达的文书：号码保留，申请回到办理中', async () => {
    on('2026-03-02');
    const loaded = await caseInHand(cast.handler, { on: '2026-03-02' });
    const { letterId } = unwrap(await decideCase(cast.handler, decision(loaded)));
    await approveLetter(cast, String(letterId));
    const input = { letterId: String(letterId), reason: '文字有误' };
    expect(codesOf(await voidCaseLetter(cast.handler, input))).not.toEqual([]);
    unwrap(await voidCaseLetter(cast.head, input));
    expect(await reload(loaded.id)).toMatchObject({ state: 'in_hand', outcome: null });
  });

  it('合并答复：同一申请人的两件申请由一份文书答复，各自计件', async () => {
    on('2026-03-02');
    const [main, other, stranger] = [
      await caseInHand(cast.handler, { on: '2026-03-02' }),
      await caseInHand(cast.handler, { on: '2026-03-02' }),
      await caseInHand(cast.handler, { on: '2026-03-02' }),
    ];
    for (const [one, serial] of [
      [main, 1],
      [other, 1],
      [stranger, 2],
    ] as const) {
      unwrap(
        await inTransaction(async (tx) => {
          const stored = await storeIdentity(tx, {
            applicationId: one.id,
            party: 'applicant',
            idKind: 'resident_id_card',
            idNumber: inventedIdNumber(serial),
          });
          return stored.ok ? ok(null) : stored;
        }),
      );
    }
    const into = { intoId: main.id, reason: '内容相同' };
    expect(codesOf(await mergeCase(cast.handler, { caseId: stranger.id, ...into }))).toContain(
      'merge_other_applicant',
    );
    unwrap(await mergeCase(cast.handler, { caseId: other.id, ...into }));
    expect(codesOf(await decideCase(cast.handler, decision(await reload(other.id))))).toContain(
      'merged_follows',
    );
    const { letterId } = unwrap(await decideCase(cast.handler, decision(await reload(main.id))));
    await approveLetter(cast, String(letterId));
    on('2026-03-06');
    unwrap(await post(cast, String(letterId), '2026-03-06'));
    for (const { id } of [main, other]) {
      expect(await reload(id)).toMatchObject({
        state: 'replied',
        repliedOn: '2026-03-06',
        outcome: 'unavailable.not_held',
      });
    }
  });
});
