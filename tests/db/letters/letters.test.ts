import { strFromU8, unzipSync } from 'fflate';
import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verifyAudit } from '@/lib/audit/queries/verify-audit';
import { approveTemplate, writeTemplate } from '@/lib/letters/commands/change-template';
import { dropLetter, sealLetter, voidLetter } from '@/lib/letters/commands/seal-letter';
import {
  recordLetterReceipt,
  recordLetterReturned,
  recordLetterService,
} from '@/lib/letters/commands/serve-letter';
import { saveLetterText, submitLetter } from '@/lib/letters/commands/write-letter';
import { getLetter, lettersAwaiting, listLetters } from '@/lib/letters/queries/find-letters';
import { getTemplate, templatesAwaiting } from '@/lib/letters/queries/list-templates';
import { loadLetterDocx } from '@/lib/letters/queries/load-letter-docx';
import { shippedTexts } from '@/lib/letters/rules/templates/shipped';
import type { LetterServiceInput, SaveLetterInput } from '@/lib/letters/schema';
import type { Actor, Role } from '@/lib/organs/types';
import { atTime } from '@/lib/platform/clock';
import { inTransaction } from '@/lib/platform/database';
import { civilDate, shanghaiInstant } from '@/lib/platform/dates';
import { type CaseCast, caseInHand, goWithoutLetters, makeCaseCast } from '../../support/cases';
import {
  actorOf,
  codesOf,
  makeOrgan,
  makePerson,
  openTestOffice,
  type TestOffice,
  type TestOrgan,
  unwrap,
} from '../../support/factories';
import {
  decideAs,
  draft,
  handOver,
  letterNow,
  passAll,
  passedLetter,
  seal,
  sealedLetter,
  submitDraft,
} from '../../support/letter-acts';

let office: TestOffice;
let staff: pg.Client;
let organ: TestOrgan;
let cast: CaseCast;
let caseId: string;

beforeAll(async () => {
  office = await openTestOffice('demo');
  await goWithoutLetters(await office.connect('superuser'));
  staff = await office.connect('staff');
  await newOrgan();
});
afterAll(() => office.close());

async function newOrgan() {
  organ = await makeOrgan(staff);
  await staff.query(
    `UPDATE office.organ SET reconsideration_organ = '某市某区人民政府', court = '某市某区人民法院', phone = '0372-0000000'
     WHERE id = $1`,
    [organ.id],
  );
  cast = await makeCaseCast(staff, organ);
  caseId = (await caseInHand(cast.handler)).id;
}

const save = (actor: Actor, input: SaveLetterInput) =>
  inTransaction((tx) => saveLetterText(tx, actor, input));
const serve = (actor: Actor, letterId: string, changes: Partial<LetterServiceInput>) =>
  inTransaction((tx) =>
    recordLetterService(tx, actor, {
      letterId,
      way: 'china_post',
      sentOn: null,
      servedOn: null,
      trackingNo: '',
      proofSha256: null,
      note: '',
      ...changes,
    }),
  );

describe('写、冻结、退回', () => {
  it('[LT-1] 缺什么说什么，补齐了才能提交；提交后不能再改', async () => {
    const letterId = await draft(cast.handler, caseId, 'R09', { fields: { reason: '', process_kind: '' } });
    const refused = await inTransaction((tx) => submitLetter(tx, cast.handler, { letterId, revision: 1 }));
    expect(codesOf(refused)).toEqual(['fields_missing']);
    expect(JSON.stringify(refused)).toMatch(/“过程性信息种类”、“理由”/);
    const view = await getLetter(cast.handler, letterId);
    expect(view).toMatchObject({ problems: [{ code: 'fields_missing' }] });
    expect(JSON.stringify(view?.document)).toContain('理由：【理由】');
    unwrap(
      await save(cast.handler, {
        letterId,
        revision: 1,
        fields: { reason: '仍在讨论', process_kind: 'draft' },
      }),
    );
    expect((await getLetter(cast.handler, letterId))?.problems).toEqual([]);
    expect(await submitDraft(cast.handler, letterId)).toMatchObject({ passed: false });
    const late = await save(cast.handler, { letterId, revision: 2, fields: { reason: '改一改' } });
    expect(codesOf(late)).toEqual(['letter_not_draft']);
  });

  it('两个人同时改，后一个被告知', async () => {
    const letterId = await draft(cast.handler, caseId, 'L03');
    unwrap(await save(cast.handlerB, { letterId, revision: 1, fields: { application_count: '50' } }));
    const second = await save(cast.handler, { letterId, revision: 1, fields: { application_count: '51' } });
    expect(codesOf(second)).toEqual(['stale_letter']);
  });

  it('别的文书的字段、错的收件人、不该有的救济告知，都不收', async () => {
    const letterId = await draft(cast.handler, caseId, 'L02');
    const input = { letterId, revision: 1 };
    expect(codesOf(await save(cast.handler, { ...input, fields: { search_words: '甲' } }))).toEqual([
      'field_unknown',
    ]);
    const organRecipient = { kind: 'organ', form: 'organ', name: '某局', address: '' } as const;
    expect(codesOf(await save(cast.handler, { ...input, recipient: organRecipient }))).toEqual([
      'recipient_kind',
    ]);
    const either = { remedyMode: 'either', remedyReason: '想写' } as const;
    expect(codesOf(await save(cast.handler, { ...input, ...either }))).toEqual(['remedy_not_allowed']);
  });

  it('退回须写理由；退回后改一版，原来的通过不算数', async () => {
    const letterId = await draft(cast.handler, caseId, 'R09');
    await submitDraft(cast.handler, letterId);
    unwrap(await decideAs(cast.head, letterId));
    expect(codesOf(await decideAs(cast.legal, letterId, { conclusion: 'return' }))).toEqual([
      'opinion_missing',
    ]);
    const back = unwrap(
      await decideAs(cast.legal, letterId, { conclusion: 'return', opinion: '理由不充分' }),
    );
    expect(back).toEqual({ passed: false, returned: true });
    expect((await letterNow(letterId)).state).toBe('draft');
    await submitDraft(cast.handler, letterId);
    const { frozen } = await letterNow(letterId);
    expect(frozen).toMatchObject({ number: 2, decisions: [] });
    expect(codesOf(await decideAs(cast.legal, letterId, { position: 2 }))).toContain('step_not_open');
  });
});

describe('审批', () => {
  it('[LT-4] 全部通过才能盖章；盖章取号，落成文件，从此不变', async () => {
    const letterId = await draft(cast.handler, caseId, 'R09');
    expect(codesOf(await seal(cast.handler, letterId))).toEqual(['letter_not_in_route']);
    await submitDraft(cast.handler, letterId);
    unwrap(await decideAs(cast.head, letterId));
    expect(codesOf(await seal(cast.handler, letterId))).toEqual(['route_not_passed']);
    unwrap(await decideAs(cast.legal, letterId));
    expect(unwrap(await decideAs(cast.leader, letterId))).toEqual({ passed: true, returned: false });
    const sealed = unwrap(await seal(cast.leader, letterId));
    const year = civilDate(new Date()).slice(0, 4);
    expect(sealed.number).toMatch(new RegExp(`^测公开复〔${year}〕\\d+号$`));
    const file = await loadLetterDocx(cast.handler, letterId);
    expect(file).toMatchObject({ isSealed: true });
    const xml = strFromU8(
      unzipSync(file?.bytes ?? new Uint8Array())['word/document.xml'] ?? new Uint8Array(),
    );
    const words = xml.replace(/<[^>]+>/g, '');
    expect(words).toContain(sealed.number);
    expect(words).toContain('应当先自收到本决定书之日起60日内向某市某区人民政府申请行政复议');
    expect(words).not.toMatch(/[{}]/);
  });

  it('[LT-4] 承办人、写过的人不能审；一人不占两席；没有职责的不能审', async () => {
    const both = await makeCaseActor(['office_head', 'legal_reviewer', 'case_handler']);
    const letterId = await draft(cast.handler, caseId, 'R09');
    unwrap(await save(both, { letterId, revision: 1, ownWords: ['另作说明'] }));
    await submitDraft(cast.handler, letterId);
    expect(codesOf(await decideAs(both, letterId))).toEqual(['own_work']);
    expect(codesOf(await decideAs(cast.legal, letterId))).toEqual(['role_missing']);
    const two = await makeCaseActor(['office_head', 'legal_reviewer']);
    unwrap(await decideAs(two, letterId));
    expect(codesOf(await decideAs(two, letterId))).toEqual(['second_seat']);
    unwrap(await decideAs(cast.legal, letterId));
  });

  it('案件的承办人没动过笔，也不占席位', async () => {
    const handling = await makeCaseActor(['case_handler', 'office_head']);
    const own = (await caseInHand(handling)).id;
    const letterId = await draft(cast.handlerB, own, 'L03');
    await submitDraft(cast.handlerB, letterId);
    expect(codesOf(await decideAs(handling, letterId))).toEqual(['own_work']);
    unwrap(await decideAs(cast.head, letterId));
  });

  it('决定里参加过的人（hands）不占席位', async () => {
    const letterId = await draft(cast.handler, caseId, 'L03', { hands: [cast.head.personId] });
    await submitDraft(cast.handler, letterId);
    expect(codesOf(await decideAs(cast.head, letterId))).toEqual(['own_work']);
    unwrap(await decideAs(cast.headB, letterId));
  });

  it('[REG-17-1] 保密审查逐项作出结论，有“是”的不能通过', async () => {
    const letterId = await draft(cast.handler, caseId, 'R02');
    await submitDraft(cast.handler, letterId);
    expect(codesOf(await decideAs(cast.secrecy, letterId, { secrecy: null }))).toEqual(['secrecy_missing']);
    const answers = {
      state_secret: false,
      work_secret: true,
      trade_secret: false,
      personal_privacy: false,
      basis: '逐项核对',
      conclusion: 'publish',
    } as const;
    expect(codesOf(await decideAs(cast.secrecy, letterId, { secrecy: answers }))).toEqual([
      'secrecy_disagrees',
    ]);
    unwrap(await decideAs(cast.secrecy, letterId));
    expect(codesOf(await decideAs(cast.head, letterId, { checklist: {} }))).toEqual(['checklist_open']);
  });

  it('看到的不是这一版，先告知', async () => {
    const letterId = await draft(cast.handler, caseId, 'L03');
    await submitDraft(cast.handler, letterId);
    const stale = await decideAs(cast.head, letterId, { contentHash: 'a'.repeat(64) });
    expect(codesOf(stale)).toEqual(['stale_letter']);
    expect(codesOf(await decideAs(cast.head, letterId, { decisionsSeen: 3 }))).toEqual(['stale_letter']);
  });

  it('[TR-4] 代理人替工作机构负责人审，记两个人', async () => {
    const deputy = await makeCaseActor(['publisher']);
    await staff.query(
      `INSERT INTO office.delegation (organ_id, principal_id, deputy_id, role, starts_on, ends_on, reason, entered_by, entered_at)
       VALUES ($1, $2, $3, 'office_head', office.today(), office.today(), '出差', $2, now())`,
      [organ.id, cast.headB.personId, deputy.personId],
    );
    const acting = await actorOf(deputy.personId);
    const letterId = await draft(cast.handler, caseId, 'L03');
    await submitDraft(cast.handler, letterId);
    unwrap(await decideAs(acting, letterId));
    const view = await getLetter(cast.handler, letterId);
    expect(view?.decisions).toMatchObject([{ onBehalfOfName: 'headB' }]);
  });

  it('登记回执不需审批：提交即通过', async () => {
    const letterId = await draft(cast.handler, caseId, 'L01');
    expect(await submitDraft(cast.handler, letterId)).toMatchObject({ passed: true });
    expect(unwrap(await seal(cast.handler, letterId)).number).toContain('公开登');
  });

  it('[LT-10] 换了救济告知，须有理由，并经法制审核', async () => {
    const letterId = await draft(cast.handler, caseId, 'R22');
    const change = { letterId, revision: 1, remedyMode: 'reconsideration_first' } as const;
    expect(codesOf(await save(cast.handler, change))).toEqual(['remedy_needs_reason']);
    unwrap(await save(cast.handler, { ...change, remedyReason: '按不予公开处理' }));
    await submitDraft(cast.handler, letterId);
    const { frozen } = await letterNow(letterId);
    expect(frozen?.round.route.map(({ step }) => step)).toEqual(['head', 'legal', 'leader']);
  });

  it('[LT-8] 审批期间复议机关的设置变了，不能盖章', async () => {
    const letterId = await passedLetter(cast, caseId, 'R14');
    await staff.query(`UPDATE office.organ SET reconsideration_organ = '另一人民政府' WHERE id = $1`, [
      organ.id,
    ]);
    expect(codesOf(await seal(cast.handler, letterId))).toEqual(['places_changed']);
    await staff.query(`UPDATE office.organ SET reconsideration_organ = '某市某区人民政府' WHERE id = $1`, [
      organ.id,
    ]);
    unwrap(await seal(cast.handler, letterId));
  });
});

function makeCaseActor(roles: readonly Role[]): Promise<Actor> {
  return makePerson(staff, organ, roles.join('+'), roles);
}

describe('缺少依据的记录不能盖章', () => {
  it.each(['R12', 'R17', 'R07', 'R19'] as const)('[LT-T5] %s', async (code) => {
    const fresh = (await caseInHand(cast.handler)).id;
    const letterId = await passedLetter(cast, fresh, code);
    expect(codesOf(await seal(cast.handler, letterId))).toEqual(['database_GK013']);
    await giveRecord(code, fresh);
    unwrap(await seal(cast.handler, letterId));
  });

  async function giveRecord(code: 'R12' | 'R17' | 'R07' | 'R19', applicationId: string) {
    const handler = cast.handler.personId;
    if (code === 'R12') {
      await staff.query(
        `INSERT INTO office.search_record (application_id, searched_on, place, words, method, searched_by, found, result, recorded_by, recorded_at)
         VALUES ($1, office.today(), '档案室', '名单', '目录检索', '孙示', false, '未检索到', $2, now())`,
        [applicationId, handler],
      );
    } else if (code === 'R17') {
      await staff.query(
        `INSERT INTO office.application_link (application_id, other_id, kind, linked_by, linked_at)
         VALUES ($1, $2, 'earlier_reply', $3, now())`,
        [applicationId, caseId, handler],
      );
    } else if (code === 'R07') {
      await staff.query(
        `INSERT INTO office.application_event (application_id, seq, action, from_state, to_state, on_date, at, actor_kind, person_id, person_name, clock)
         VALUES ($1, 0, 'consult', '', 'in_hand', office.today(), now(), 'staff', $2, '承办人',
           jsonb_build_object('type', 'consultation_sent', 'id', 'a', 'to', 'third_party', 'date', office.today()))`,
        [applicationId, handler],
      );
    } else {
      await handOver(cast.handler, await sealedLetter(cast, applicationId, 'L03'));
    }
  }
});

describe('文号', () => {
  it('[LT-3] 50 份同时盖章：号码不重、不跳，每类各自连续', async () => {
    await newOrgan();
    const letters: string[] = [];
    for (let n = 0; n < 50; n += 1)
      letters.push(await passedLetter(cast, caseId, n % 2 === 0 ? 'L01' : 'L03'));
    const sealed = await Promise.all(letters.map((letterId) => seal(cast.handler, letterId)));
    const numbers = sealed.map((result) => unwrap(result).number);
    const serialOf = (number: string) => Number(/〕(\d+)号$/.exec(number)?.[1]);
    for (const category of ['公开登', '公开告']) {
      const serials = numbers.filter((number) => number.includes(category)).map(serialOf);
      expect(serials.sort((a, b) => a - b)).toEqual(Array.from({ length: 25 }, (_, at) => at + 1));
    }
  });

  it('[LT-3] 没有盖成章的不占号；新的一年从一开始', async () => {
    await newOrgan();
    const first = await passedLetter(cast, caseId, 'L03');
    const broken = inTransaction(async (tx) => {
      unwrap(await sealLetter(tx, cast.handler, { letterId: first }));
      return { ok: false as const, refusals: [] };
    });
    await broken;
    expect(unwrap(await seal(cast.handler, first)).number).toMatch(/〕1号$/);
    const next = shanghaiInstant(`${Number(civilDate(new Date()).slice(0, 4)) + 1}-01-02`, '10:00');
    const number = await atTime(next, async () => {
      const letterId = await passedLetter(cast, caseId, 'L03');
      return unwrap(await seal(cast.handler, letterId)).number;
    });
    expect(number).toMatch(/〕1号$/);
    expect(number).toContain(`〔${civilDate(next).slice(0, 4)}〕`);
  });

  it('[LT-3] 作废的号留着，不再给别的文书；只有没送达的能作废', async () => {
    await newOrgan();
    const letterId = await sealedLetter(cast, caseId, 'L03');
    const input = { letterId, reason: '收件人有误' };
    expect(codesOf(await inTransaction((tx) => voidLetter(tx, cast.handler, input)))).toEqual([
      'role_missing_letter',
    ]);
    unwrap(await inTransaction((tx) => voidLetter(tx, cast.head, input)));
    const other = await sealedLetter(cast, caseId, 'L03');
    const lines = await listLetters(cast.handler, caseId);
    const shown = lines.map(({ state, number }) => [state, /(\d+)号/.exec(number ?? '')?.[1]]);
    expect(shown).toEqual([
      ['void', '1'],
      ['sealed', '2'],
    ]);
    await handOver(cast.handler, other);
    const late = await inTransaction((tx) => voidLetter(tx, cast.head, { letterId: other, reason: '想撤' }));
    expect(codesOf(late)).toEqual(['letter_already_served']);
  });

  it('放弃的文书没有号', async () => {
    const letterId = await draft(cast.handler, caseId, 'L03');
    await submitDraft(cast.handler, letterId);
    unwrap(await inTransaction((tx) => dropLetter(tx, cast.handler, { letterId, reason: '申请人撤回' })));
    expect(await letterNow(letterId)).toMatchObject({ state: 'dropped', number: null });
    const sealed = await sealedLetter(cast, caseId, 'L03');
    const refused = await inTransaction((tx) =>
      dropLetter(tx, cast.handler, { letterId: sealed, reason: '不要了' }),
    );
    expect(codesOf(refused)).toEqual(['letter_not_open']);
  });
});

describe('送达', () => {
  const today = () => civilDate(new Date());

  it('[REG-33-5][LT-5] 邮寄以交邮之日为准，须有单号；签收另行登记', async () => {
    const letterId = await sealedLetter(cast, caseId, 'L03');
    expect(codesOf(await serve(cast.handler, letterId, {}))).toEqual([
      'service_date_missing',
      'tracking_missing',
    ]);
    const posted = { sentOn: today(), trackingNo: 'XA000000000CN' };
    expect(unwrap(await serve(cast.handler, letterId, posted))).toEqual({
      legalDate: today(),
      servedOn: null,
      isFirst: true,
    });
    expect((await letterNow(letterId)).state).toBe('served');
    expect(codesOf(await serve(cast.handler, letterId, posted))).toEqual(['dispatch_open']);
    const receipt = { letterId, servedOn: today(), proofSha256: null, note: '' };
    unwrap(await inTransaction((tx) => recordLetterReceipt(tx, cast.handler, receipt)));
    const again = await inTransaction((tx) => recordLetterReceipt(tx, cast.handler, receipt));
    expect(codesOf(again)).toEqual(['already_received']);
    const [line] = (await listLetters(cast.handler, caseId)).slice(-1);
    expect(line).toMatchObject({ legalDate: today(), signedOn: today(), isReturned: false });
  });

  it('[REG-33-5] 直接、委托送达以签收之日为准', async () => {
    const letterId = await sealedLetter(cast, caseId, 'L03');
    expect(codesOf(await serve(cast.handler, letterId, { way: 'entrusted', sentOn: today() }))).toEqual([
      'service_date_missing',
    ]);
    const served = unwrap(await serve(cast.handler, letterId, { way: 'in_person', servedOn: today() }));
    expect(served).toMatchObject({ legalDate: today(), servedOn: today() });
  });

  it('[LT-5] 没有选择电子方式的不能电子送达；选择了的，文书须写明网上复议渠道', async () => {
    const paper = await sealedLetter(cast, caseId, 'L03');
    expect(codesOf(await serve(cast.handler, paper, { way: 'electronic', sentOn: today() }))).toEqual([
      'electronic_not_chosen',
    ]);
    const letterId = await draft(cast.handler, caseId, 'R14', { isElectronic: true });
    const without = await inTransaction((tx) => submitLetter(tx, cast.handler, { letterId, revision: 1 }));
    expect(JSON.stringify(without)).toContain('“复议网上渠道”');
    await staff.query(
      `INSERT INTO office.organ_setting (organ_id, key, value, effective_from) VALUES ($1, 'reconsideration_online', '"行政复议服务平台"', '2020-01-01')`,
      [organ.id],
    );
    const notChosen = await inTransaction((tx) => submitLetter(tx, cast.handler, { letterId, revision: 1 }));
    expect(codesOf(notChosen)).toEqual(['database_GK013']);
    await staff.query(
      `INSERT INTO office.application_event (application_id, seq, action, from_state, to_state, on_date, at, actor_kind, person_id, person_name, detail)
       VALUES ($1, 0, 'change_delivery', '', 'in_hand', office.today(), now(), 'staff', $2, '承办人', '{"deliveryMethod": "email", "mediaForm": "electronic"}')`,
      [caseId, cast.handler.personId],
    );
    await submitDraft(cast.handler, letterId);
    await passAll(cast, letterId);
    unwrap(await seal(cast.handler, letterId));
    unwrap(await serve(cast.handler, letterId, { way: 'electronic', sentOn: today() }));
    const { frozen } = await letterNow(letterId);
    expect(JSON.stringify(frozen?.document)).toContain('行政复议申请可以通过行政复议服务平台提交');
  });

  it('日期不能早于盖章，不能晚于今天', async () => {
    const letterId = await sealedLetter(cast, caseId, 'L03');
    expect(
      codesOf(await serve(cast.handler, letterId, { way: 'in_person', servedOn: '2020-01-01' })),
    ).toEqual(['service_before_seal']);
    expect(
      codesOf(await serve(cast.handler, letterId, { way: 'in_person', servedOn: '2999-01-01' })),
    ).toEqual(['service_date_future']);
  });

  it('[LT-5] 退回的文书成为待办，重新寄出后消失；第一次交邮之日仍在记录里', async () => {
    await newOrgan();
    const letterId = await sealedLetter(cast, caseId, 'L03');
    expect((await lettersAwaiting(cast.handler)).map(({ what }) => what)).toEqual(['serve']);
    const posted = { sentOn: today(), trackingNo: 'XA000000000CN' };
    unwrap(await serve(cast.handler, letterId, posted));
    expect(await lettersAwaiting(cast.handler)).toEqual([]);
    const back = { letterId, returnedOn: today(), reason: '查无此人', proofSha256: null };
    unwrap(await inTransaction((tx) => recordLetterReturned(tx, cast.handler, back)));
    expect(await lettersAwaiting(cast.handler)).toMatchObject([{ id: letterId, what: 'resend' }]);
    const again = await inTransaction((tx) => recordLetterReturned(tx, cast.handler, back));
    expect(codesOf(again)).toEqual(['no_dispatch']);
    expect(unwrap(await serve(cast.handler, letterId, posted))).toMatchObject({ isFirst: false });
    expect(await lettersAwaiting(cast.handler)).toEqual([]);
    expect((await letterNow(letterId)).services.map(({ kind, dispatch }) => [kind, dispatch])).toEqual([
      ['dispatch', 1],
      ['return', 1],
      ['dispatch', 2],
    ]);
  });
});

describe('谁看得到、日志里有什么', () => {
  it('等我审的只给轮到的人；别的机关看不到', async () => {
    await newOrgan();
    const letterId = await draft(cast.handler, caseId, 'R09');
    await submitDraft(cast.handler, letterId);
    expect((await lettersAwaiting(cast.head)).map(({ id, what }) => [id, what])).toEqual([
      [letterId, 'decide'],
    ]);
    expect(await lettersAwaiting(cast.legal)).toEqual([]);
    const other = await makeCaseCast(staff, await makeOrgan(staff));
    expect(await getLetter(other.head, letterId)).toBeNull();
    expect(await loadLetterDocx(other.head, letterId)).toBeNull();
    expect(codesOf(await decideAs(other.head, letterId))).toEqual(['letter_unknown']);
  });

  it('日志记下文号和指纹，不记收件人的地址和申请的内容', async () => {
    await newOrgan();
    const letterId = await sealedLetter(cast, caseId, 'R09', { recipientName: '张某某某' });
    await serve(cast.handler, letterId, { sentOn: civilDate(new Date()), trackingNo: 'XA000000000CN' });
    const { rows } = await staff.query<{ entry: string }>(
      `SELECT entry FROM office.audit_entry WHERE chain = $1 AND entry::jsonb ->> 'subject_id' = $2 ORDER BY seq`,
      [organ.id, letterId],
    );
    const acts = rows.map(({ entry }) => (JSON.parse(entry) as { action: string }).action);
    expect(acts).toEqual([
      'draft_letter',
      'submit_letter',
      'decide_letter',
      'decide_letter',
      'decide_letter',
      'seal_letter',
      'record_letter_service',
    ]);
    const log = rows.map(({ entry }) => entry).join();
    const { number, frozen } = await letterNow(letterId);
    expect(log).toContain(number);
    expect(log).toContain(frozen?.round.contentHash);
    for (const secret of ['张某某某', '示例路1号', '2025年技术改造项目名单'])
      expect(log).not.toContain(secret);
  });
});

describe('日志与文书的记录对得上', () => {
  it('草拟到送达、作废、放弃、模板，逐条核对；改动过的露出来', async () => {
    await newOrgan();
    const served = await sealedLetter(cast, caseId, 'R09');
    await handOver(cast.handler, served);
    const voided = await sealedLetter(cast, caseId, 'L03');
    unwrap(
      await inTransaction((tx) => voidLetter(tx, cast.head, { letterId: voided, reason: '收件人有误' })),
    );
    const dropped = await draft(cast.handler, caseId, 'L03');
    unwrap(
      await inTransaction((tx) => dropLetter(tx, cast.handler, { letterId: dropped, reason: '不用了' })),
    );
    const texts = { ask: (shippedTexts('L03').ask ?? '').replace('共向', '合计向') };
    const { versionId } = unwrap(await writeTemplate(cast.handler, { code: 'L03', texts, reason: '改措辞' }));
    unwrap(await approveTemplate(cast.head, { versionId }));
    const whole = await verifyAudit({ organId: organ.id });
    expect(whole.findings).toEqual([]);
    expect(whole.records.letter_record).toBe(13);
    const superuser = await office.connect('superuser');
    await superuser.query(`SET session_replication_role = replica`);
    await superuser.query(`UPDATE office.letter SET number = '测公开复〔2026〕99号' WHERE id = $1`, [served]);
    await superuser.query(`UPDATE office.letter_service SET served_on = served_on - 1 WHERE letter_id = $1`, [
      served,
    ]);
    const found = (await verifyAudit({ organId: organ.id })).findings.map(({ code, record }) => [
      code,
      record?.type,
    ]);
    expect(found).toEqual([
      ['record_changed', 'letter_record'],
      ['record_changed', 'letter_record'],
    ]);
  });
});

describe('模板', () => {
  it('[LT-2] 一人改、另一人确认才生效；已提交的文书不变；新写的用新的', async () => {
    await newOrgan();
    const before = await draft(cast.handler, caseId, 'L03');
    await submitDraft(cast.handler, before);
    const texts = { ask: (shippedTexts('L03').ask ?? '').replace('明显超过合理范围', '已明显超过合理范围') };
    const lost = { ask: '请说明理由。' };
    expect(codesOf(await writeTemplate(cast.handler, { code: 'L03', texts: lost, reason: '改短' }))).toEqual(
      expect.arrayContaining(['template_field_lost', 'template_articles_changed']),
    );
    expect(codesOf(await writeTemplate(cast.leader, { code: 'L03', texts, reason: '改措辞' }))).toEqual([
      'role_missing_letter',
    ]);
    const { versionId, number } = unwrap(
      await writeTemplate(cast.head, { code: 'L03', texts, reason: '改措辞' }),
    );
    expect(number).toBe(1);
    const text = async (letterId: string) =>
      JSON.stringify((await getLetter(cast.handler, letterId))?.document);
    const during = await draft(cast.handler, caseId, 'L03');
    expect(await text(during)).not.toContain('已明显超过');
    expect((await templatesAwaiting(cast.legal)).map(({ id }) => id)).toEqual([versionId]);
    expect(await templatesAwaiting(cast.head)).toEqual([]);
    expect(codesOf(await approveTemplate(cast.head, { versionId }))).toEqual(['template_own']);
    unwrap(await approveTemplate(cast.legal, { versionId }));
    expect(codesOf(await approveTemplate(cast.legal, { versionId }))).toEqual(['template_unknown']);
    expect(await text(during)).toContain('已明显超过');
    expect(await text(before)).not.toContain('已明显超过');
    expect(await getTemplate(cast.handler, 'L03')).toMatchObject({
      inForce: { ask: texts.ask },
      versions: [{ number: 1, writtenBy: 'head', approvedBy: 'legal' }],
    });
  });
});

describe('公众', () => {
  it('看不到文书的任何一张表', async () => {
    const visitor = await office.connect('public');
    const { rows } = await staff.query<{ table: string }>(
      `SELECT relname AS table FROM pg_class WHERE relnamespace = 'office'::regnamespace AND relname LIKE 'letter%' AND relkind = 'r'`,
    );
    expect(rows.length).toBeGreaterThan(9);
    for (const { table } of rows) {
      await expect(visitor.query(`SELECT 1 FROM office.${table}`), table).rejects.toMatchObject({
        code: '42501',
      });
    }
  });
});
