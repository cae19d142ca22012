import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { correctReceiptDate } from '@/lib/applications/commands/confirm-receipt';
import { recordPayment } from '@/lib/applications/commands/pay';
import { proposeFee } from '@/lib/applications/commands/propose-fee';
import { mergeCase, splitCase } from '@/lib/applications/commands/relate-cases';
import { feeStanding } from '@/lib/applications/queries/fee-standing';
import type { FeeScale } from '@/lib/applications/rules/fees';
import { addDays } from '@/lib/calendar/rules/civil-dates';
import { currentTime } from '@/lib/platform/clock';
import { inTransaction } from '@/lib/platform/database';
import { civilDate } from '@/lib/platform/dates';
import { type CaseCast, caseInHand, goWithoutLetters, makeCaseCast, reload } from '../../support/cases';
import { codesOf, makeOrgan, openTestOffice, type TestOffice, unwrap } from '../../support/factories';
import { caseOf, identify, submissionOf } from '../../support/numbered-cases';

let office: TestOffice;
let cast: CaseCast;
const today = civilDate(currentTime());
const firstOfMonth = `${today.slice(0, 7)}-01`;
const lastMonth = addDays(firstOfMonth, -1);
let serial = 0;
/** A person nobody else in this file is. */
const someone = () => {
  serial += 1;
  return serial;
};

beforeAll(async () => {
  office = await openTestOffice();
  await goWithoutLetters(await office.connect('superuser'));
  const staff = await office.connect('staff');
  const organ = await makeOrgan(staff);
  cast = await makeCaseCast(staff, organ);
});
afterAll(() => office.close());

const propose = (caseId: string, scale: FeeScale, pages: number | null, letterId: string | null = null) =>
  inTransaction(async (tx) => {
    const { organId } = await reload(caseId);
    return proposeFee(
      tx,
      cast.handler,
      { id: caseId, organId },
      { scale, pages, reason: '数量明显过多', letterId },
    );
  });
const standing = (caseId: string) => feeStanding(caseId);

describe('当月第几件', () => {
  it('[FEE-3] 按证件号码认人，不按姓名；登记了的才算', async () => {
    const person = someone();
    const first = await caseOf(cast.handler, person, { name: '王一' });
    const second = await caseOf(cast.handler, person, { name: '王 一（改名）' });
    await caseOf(cast.handler, someone(), { name: '王一' });
    await submissionOf(cast.handler, person, { name: '王一' });
    expect(await standing(first.id)).toMatchObject({
      nth: 1,
      count: 2,
      isIdentityKnown: true,
      isKept: false,
    });
    expect(await standing(second.id)).toMatchObject({ nth: 2, count: 2 });
  });

  it('[FEE-3] 代理人的证件不算，算在委托人名下', async () => {
    const [principal, agent] = [someone(), someone()];
    const own = await caseOf(cast.handler, agent);
    const acted = await caseOf(cast.handler, principal);
    await identify(acted.id, agent, 'agent');
    expect(await standing(own.id)).toMatchObject({ nth: 1, count: 1 });
    expect(await standing(acted.id)).toMatchObject({ nth: 1, count: 1 });
  });

  it('[SET-F1] 按首次收到日期所在的月份，更正收到日期的按更正后的', async () => {
    const person = someone();
    await caseOf(cast.handler, person, { on: lastMonth });
    const present = await caseOf(cast.handler, person, { on: today, channel: 'fax' });
    expect(await standing(present.id)).toMatchObject({ nth: 1, count: 1, month: today.slice(0, 7) });
    const moved = await caseOf(cast.handler, person, { on: lastMonth });
    expect(await standing(moved.id)).toMatchObject({ nth: 2, count: 2, month: lastMonth.slice(0, 7) });
    const { seq } = await reload(moved.id);
    unwrap(
      await correctReceiptDate(cast.head, {
        caseId: moved.id,
        seenSeq: seq,
        date: today,
        reason: '签收日期有误',
      }),
    );
    expect(await standing(moved.id)).toMatchObject({ nth: 2, count: 2, month: today.slice(0, 7) });
  });

  it('[SET-F2] 拆分出的各占一个号，合并答复的共占一个', async () => {
    const person = someone();
    const whole = await caseOf(cast.handler, person);
    const part = { title: '另一项', docNo: '', description: '' };
    const { parts } = unwrap(
      await splitCase(cast.handler, {
        caseId: whole.id,
        seenSeq: whole.seq,
        parts: [part, part],
        reason: '一事一申请',
      }),
    );
    expect((await Promise.all(parts.map(({ caseId }) => standing(caseId)))).map((one) => one?.nth)).toEqual([
      2, 3,
    ]);
    const next = await caseOf(cast.handler, person);
    expect(await standing(next.id)).toMatchObject({ nth: 4, count: 4 });
    unwrap(await mergeCase(cast.handler, { caseId: next.id, intoId: whole.id, reason: '内容相同' }));
    expect(await standing(next.id)).toMatchObject({ nth: 1, count: 3 });
  });

  it('没有证件号码的只数自己这一件，并且说明', async () => {
    const loaded = await caseInHand(cast.handler);
    expect(await standing(loaded.id)).toMatchObject({ nth: 1, count: 1, isIdentityKnown: false });
    expect(await standing((await submissionOf(cast.handler, someone())).id)).toBeNull();
  });
});

describe('收费的决定', () => {
  it('[FEE-4] [条例42] 记下两个数额、选了哪一个、为什么，并写入日志', async () => {
    const superuser = await office.connect('superuser');
    const loaded = await caseOf(cast.handler, someone());
    const done = unwrap(await propose(loaded.id, 'by_volume', 150));
    expect(done.amountFen).toBe(170_000);
    expect(done.steps.at(-1)).toBe('合计 1700元。');
    const { rows } = await superuser.query(
      `SELECT scale, nth_of_month, fee_month, pages, by_item_fen::int, by_volume_fen::int, amount_fen::int
       FROM office.fee_decision WHERE id = $1`,
      [done.feeDecisionId],
    );
    expect(rows).toEqual([
      {
        scale: 'by_volume',
        nth_of_month: 1,
        fee_month: today.slice(0, 7),
        pages: 150,
        by_item_fen: 0,
        by_volume_fen: 170_000,
        amount_fen: 170_000,
      },
    ]);
    const audit = await superuser.query(
      `SELECT entry::jsonb -> 'detail' ->> 'amountFen' AS fen FROM office.audit_entry
       WHERE entry::jsonb ->> 'action' = 'propose_fee' AND entry::jsonb ->> 'subject_id' = $1`,
      [loaded.id],
    );
    expect(audit.rows).toEqual([{ fen: '170000' }]);
  });

  it('[SET-F5] 不收费的、没有页数的，不能这样收', async () => {
    const loaded = await caseOf(cast.handler, someone());
    expect(codesOf(await propose(loaded.id, 'by_item', 150))).toEqual(['fee_scale_impossible']);
    expect(codesOf(await propose(loaded.id, 'by_volume', 30))).toEqual(['fee_scale_impossible']);
    expect(codesOf(await propose(loaded.id, 'by_volume', null))).toEqual(['fee_pages_missing']);
    expect(codesOf(await propose((await submissionOf(cast.handler, someone())).id, 'by_item', 1))).toEqual([
      'fee_not_registered',
    ]);
  });

  it('[FEE-14] 通知发出后号码不变，数额只减不增；数据库也拦', async () => {
    const superuser = await office.connect('superuser');
    const person = someone();
    const loaded = await caseOf(cast.handler, person);
    const letter = '019ac000-0000-7000-8000-000000000001';
    const { feeDecisionId } = unwrap(await propose(loaded.id, 'by_volume', 150));
    // The notice as sent: the letter itself is another domain's.
    await superuser.query('SET session_replication_role = replica');
    await superuser.query(
      `INSERT INTO office.letter_effect (letter_id, revision, application_id, effect, written_by, written_at)
       VALUES ($1, 1, $2, jsonb_build_object('kind', 'notify_fee', 'feeDecisionId', $3::text), $4, now())`,
      [letter, loaded.id, feeDecisionId, cast.handler.personId],
    );
    await superuser.query('SET session_replication_role = origin');
    await superuser.query(
      `INSERT INTO office.application_event (application_id, action, to_state, on_date, actor_kind, person_id, person_name, detail)
       VALUES ($1, 'notify_fee', 'awaiting_payment', office.today(), 'staff', $2, 'x', jsonb_build_object('letterId', $3::text))`,
      [loaded.id, cast.handler.personId, letter],
    );
    await caseOf(cast.handler, person, { on: lastMonth });
    expect(await standing(loaded.id)).toMatchObject({ nth: 1, isKept: true, notified: [170_000] });
    expect(codesOf(await propose(loaded.id, 'by_volume', 151))).toEqual(['fee_never_increases']);
    expect(unwrap(await propose(loaded.id, 'by_volume', 100)).amountFen).toBe(70_000);
    await expect(
      superuser.query(
        `INSERT INTO office.fee_decision (application_id, scale, nth_of_month, fee_month, by_item_fen, by_volume_fen, pages, amount_fen, reason, proposed_by, proposed_at)
         VALUES ($1, 'by_volume', 1, '2026-01', 0, 170001, 151, 170001, 'x', $2, now())`,
        [loaded.id, cast.handler.personId],
      ),
    ).rejects.toThrow('never increases');
  });

  it('[FEE-10] [FEE-13] 缴清才登记，只记财政票据号码和日期；没有登记的仍是没有缴费', async () => {
    const superuser = await office.connect('superuser');
    const loaded = await caseOf(cast.handler, someone());
    await superuser.query(
      `INSERT INTO office.application_event (application_id, action, to_state, on_date, actor_kind, person_id, person_name, clock)
       VALUES ($1, 'notify_fee', 'awaiting_payment', $3::text::date, 'staff', $2, 'x', jsonb_build_object('type', 'fee_notice', 'date', $3::text))`,
      [loaded.id, cast.handler.personId, today],
    );
    expect((await reload(loaded.id)).state).toBe('awaiting_payment');
    unwrap(await recordPayment(cast.handler, { caseId: loaded.id, onDate: today, invoiceNo: '财票 0001' }));
    const paid = await reload(loaded.id);
    expect(paid.state).toBe('in_hand');
    expect(paid.events.at(-1)).toMatchObject({
      action: 'record_payment',
      onDate: today,
      detail: { invoiceNo: '财票 0001' },
    });
    expect(
      codesOf(await recordPayment(cast.handler, { caseId: loaded.id, onDate: today, invoiceNo: 'x' })),
    ).toEqual(['not_in_this_state']);
  });
});
