import { createHash, randomUUID } from 'node:crypto';
import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  dropDraftFile,
  keepDraftFile,
  loadDraft,
  newDraft,
  saveDraft,
} from '@/lib/applications/public-queries/intake-drafts';
import {
  actOnOwnCase,
  caseKeyOf,
  findOwnCase,
  intakeTerms,
  publicCalendar,
  sendOwnSupplement,
} from '@/lib/applications/public-queries/own-case';
import { ownCaseArchive, ownFileChunks, ownLetterFile } from '@/lib/applications/public-queries/own-files';
import { submitApplication } from '@/lib/applications/public-queries/submit-application';
import { loadCase } from '@/lib/applications/queries/load-case';
import { verifyAudit } from '@/lib/audit/queries/verify-audit';
import { currentCalendar } from '@/lib/calendar/queries';
import { identityContext } from '@/lib/personal-data/commands/seal';
import { canonicalJson, type Json } from '@/lib/platform/canonical';
import { openText } from '@/lib/platform/sealed-box';
import { type CaseCast, goWithoutLetters, makeCaseCast } from '../../support/cases';
import { makeOrgan, openTestOffice, type TestOffice, type TestOrgan } from '../../support/factories';
import { applyOnline, intakeOf, openForm, TYPED } from '../../support/intake';

let office: TestOffice;
let staff: pg.Client;
let superuser: pg.Client;
let organ: TestOrgan;
let other: TestOrgan;
let cast: CaseCast;

beforeAll(async () => {
  office = await openTestOffice();
  staff = await office.connect('staff');
  superuser = await office.connect('superuser');
  await goWithoutLetters(superuser);
  organ = await makeOrgan(staff);
  other = await makeOrgan(staff);
  cast = await makeCaseCast(staff, organ);
});
afterAll(() => office.close());

/** A keyed hash of an address nobody has used yet. */
let addresses = 0;
function someAddress(): Uint8Array<ArrayBuffer> {
  addresses += 1;
  return Uint8Array.from(createHash('sha256').update(`address ${addresses}`).digest());
}

/** An act of the office, written as its commands write it. */
async function officeAct(id: string, action: string, to: string, clock: object | null = null): Promise<void> {
  await staff.query(
    `INSERT INTO office.application_event (application_id, seq, action, from_state, to_state, on_date, at, actor_kind, person_id,
       person_name, clock, detail)
     VALUES ($1, 0, $2, '', $3, office.today(), now(), 'staff', $4, '', $5, '{}')`,
    [id, action, to, cast.handler.personId, clock === null ? null : JSON.stringify(clock)],
  );
}

async function today(): Promise<string> {
  return (await staff.query('SELECT office.today()::text AS day')).rows[0].day;
}

const count = async (sql: string, values: unknown[] = []) =>
  Number((await superuser.query(`SELECT count(*) AS n FROM ${sql}`, values)).rows[0].n);

describe('网上提交申请', () => {
  it('[REG-31-1] 得到提交编号和查询码，状态是“待确认收到”，还没有收到日期', async () => {
    const { id, no, key } = await applyOnline(organ.id);
    expect(no).toMatch(/^TJ\d{4}-\d{4}$/);
    const view = await findOwnCase(organ.id, key, null, true);
    expect(view).toMatchObject({ id, state: 'submitted', channel: 'internet', receiptDate: null });
    const loaded = await loadCase(id);
    expect(loaded?.events.map(({ action, actorKind }) => [action, actorKind])).toEqual([
      ['submit', 'applicant'],
    ]);
    expect(loaded?.events[0]?.detail).toEqual({
      clockSettings: { supplementWorkingDays: 15, payWorkingDays: 20 },
    });
  });

  it('证件号码、文件名和文件只以密文存放，密文属于这件申请，用密钥打得开', async () => {
    const { id } = await applyOnline(organ.id);
    const { rows } = await superuser.query(
      'SELECT cipher, key_no, id_kind, id_hint FROM office.applicant_identity WHERE application_id = $1',
      [id],
    );
    const [row] = rows;
    expect(row.id_hint).toBe('4105**********0072');
    const sealed = { cipher: Uint8Array.from(row.cipher), keyNo: row.key_no };
    expect(openText(sealed, identityContext(id, 'applicant', 'resident_id_card'))).toBe(TYPED.idNumber);
    for (const word of [TYPED.idNumber ?? '', '身份证.jpg', 'a copy']) {
      for (const table of [
        'applicant_identity',
        'application_file',
        'application_file_chunk',
        'application_event',
        'audit_entry',
        'intake_draft',
        'intake_draft_chunk',
        'intake_attempt',
      ]) {
        const sql = `office.${table} t WHERE strpos(t::text, $1) > 0
          OR strpos(t::text, encode(convert_to($1, 'UTF8'), 'hex')) > 0`;
        expect(await count(sql, [word]), table).toBe(0);
      }
    }
  });

  it('生僻字原样保存', async () => {
    const { id } = await applyOnline(organ.id);
    expect((await loadCase(id))?.parties[0]?.name).toBe('吉㐂𠮷');
  });

  it('填表的密文换一份表单的编号就打不开；两小时后表单和文件都没有了', async () => {
    const { key } = await openForm(organ.id);
    const found = await loadDraft(organ.id, key);
    expect(found).toMatchObject({ state: 'open', draft: { values: TYPED } });
    expect(await loadDraft(other.id, key)).toBeNull();
    expect(await loadDraft(organ.id, randomUUID())).toBeNull();
    await superuser.query(
      `UPDATE office.intake_draft SET expires_at = now() - interval '1 second' WHERE key = $1`,
      [key],
    );
    expect(await loadDraft(organ.id, key)).toBeNull();
    await staff.query('SELECT office.drop_expired_intake()');
    expect(await count('office.intake_draft_chunk WHERE draft_key = $1', [key])).toBe(0);
  });

  it('提交后表单里不再留有内容，只记得编号', async () => {
    const form = await openForm(organ.id);
    const done = await submitApplication(organ.id, form.key, form.draft, intakeOf(), null);
    if (done.result !== 'submitted') throw new Error(done.result);
    expect(await loadDraft(organ.id, form.key)).toEqual({
      state: 'submitted',
      submissionNo: done.submissionNo,
    });
    expect(await count('office.intake_draft_chunk WHERE draft_key = $1', [form.key])).toBe(0);
  });

  it('点两次“提交”是一件；同样的文字、别的文件是另一件', async () => {
    const form = await openForm(organ.id);
    const submit = () => submitApplication(organ.id, form.key, form.draft, intakeOf(), null);
    const [first, second] = await Promise.all([submit(), submit()]);
    expect(first).toMatchObject({ result: 'submitted' });
    expect(second).toEqual(first);
    expect(await submit()).toEqual(first);
    const again = await openForm(organ.id, { key: form.key, fileText: 'another copy' });
    const third = await submitApplication(organ.id, form.key, again.draft, intakeOf(), null);
    expect(third).toMatchObject({ result: 'submitted' });
    expect(third).not.toEqual(first);
  });

  it('文件没有传全的，不成为申请，什么也不留下', async () => {
    const form = await openForm(organ.id);
    await dropDraftFile(organ.id, form.key, form.draft.files[0]?.id ?? '');
    const before = await count('office.application');
    const serial = await count(`office.application_serial WHERE organ_id = $1 AND last > 0`, [organ.id]);
    expect(await submitApplication(organ.id, form.key, form.draft, intakeOf(), null)).toEqual({
      result: 'files_missing',
    });
    expect(await count('office.application')).toBe(before);
    expect(await count(`office.application_serial WHERE organ_id = $1 AND last > 0`, [organ.id])).toBe(
      serial,
    );
    expect(await loadDraft(organ.id, form.key)).toMatchObject({ state: 'open' });
  });

  it('200件同时提交：编号不重复、不跳号，每一件都有事件和日志', async () => {
    const organOfMany = await makeOrgan(staff);
    const forms = await Promise.all(Array.from({ length: 200 }, () => openForm(organOfMany.id)));
    const done = await Promise.all(
      forms.map(({ key, draft }) => submitApplication(organOfMany.id, key, draft, intakeOf(), null)),
    );
    const numbers = done.map((one) => (one.result === 'submitted' ? one.submissionNo : one.result)).sort();
    const year = (await today()).slice(0, 4);
    expect(numbers).toEqual(
      Array.from({ length: 200 }, (_, at) => `TJ${year}-${String(at + 1).padStart(4, '0')}`),
    );
    const told = await count(
      `office.audit_entry WHERE chain = $1 AND entry::jsonb ->> 'action' = 'case_submit'`,
      [organOfMany.id],
    );
    expect(told).toBe(200);
  }, 180_000);

  it('设为“提交即确认”的机关，提交当天就是收到申请之日', async () => {
    const quick = await makeOrgan(staff);
    await superuser.query(
      `INSERT INTO office.organ_setting (organ_id, key, value, effective_from) VALUES ($1, 'auto_on_submit', 'true', '2020-01-01')`,
      [quick.id],
    );
    const { id } = await applyOnline(quick.id);
    expect(await intakeTerms(quick.id)).toMatchObject({ autoOnSubmit: true });
    expect(await loadCase(id)).toMatchObject({ state: 'received', receiptDate: await today() });
  });

  it('同一地址一小时最多10件；别的地址不受影响', async () => {
    const address = someAddress();
    for (let n = 0; n < 10; n += 1) await applyOnline(organ.id, address);
    await expect(applyOnline(organ.id, address)).rejects.toThrow('limited');
    await applyOnline(organ.id, someAddress());
    await superuser.query(`ALTER TABLE office.intake_attempt DISABLE TRIGGER intake_attempt_guard`);
    await superuser.query(`UPDATE office.intake_attempt SET at = at - interval '61 minutes'`);
    await superuser.query(`ALTER TABLE office.intake_attempt ENABLE TRIGGER intake_attempt_guard`);
    await applyOnline(organ.id, address);
  });

  it('一份表单最多存40块文件', async () => {
    const key = randomUUID();
    const draft = newDraft();
    await saveDraft(organ.id, key, draft, null);
    const file = (megabytes: number) => ({
      slot: 'attachment' as const,
      name: 'a.pdf',
      mediaType: 'application/pdf',
      bytes: new Uint8Array(megabytes * 1024 * 1024),
    });
    for (let n = 0; n < 4; n += 1) expect(await keepDraftFile(organ.id, key, draft, file(10))).not.toBeNull();
    expect(await keepDraftFile(organ.id, key, draft, file(1))).toBeNull();
  });
});

describe('凭编号和查询码', () => {
  it('查询码错、编号不存在、别的机关的编号，答复完全一样，都记下一次', async () => {
    const { no, code, key } = await applyOnline(organ.id);
    const logged = await count('office.intake_attempt');
    const tries = [
      [organ.id, caseKeyOf(no, 'AAAAA-AAAAA')],
      [organ.id, caseKeyOf('TJ2026-9999', code)],
      [other.id, key],
    ] as const;
    for (const [organId, wrong] of tries) {
      expect(await findOwnCase(organId, wrong, someAddress(), true)).toBeNull();
    }
    expect(await count('office.intake_attempt')).toBe(logged + 3);
    const { rows } = await superuser.query(
      `SELECT kind, outcome, number_hash IS NULL AS without FROM office.intake_attempt ORDER BY id DESC LIMIT 3`,
    );
    expect(rows).toEqual(Array(3).fill({ kind: 'enter', outcome: 'wrong', without: false }));
  });

  it('查询码不分大小写，短横和空格可以不输', async () => {
    const { no, code } = await applyOnline(organ.id);
    const typed = code.toLowerCase().replace('-', ' ');
    expect(await findOwnCase(organ.id, caseKeyOf(` ${no.toLowerCase()} `, typed), null, true)).not.toBeNull();
  });

  it('同一地址对一个编号错5次，15分钟内连对的也不查；先前已经进入的人不受影响', async () => {
    const { no, key } = await applyOnline(organ.id);
    const address = someAddress();
    for (let n = 0; n < 5; n += 1) {
      expect(await findOwnCase(organ.id, caseKeyOf(no, `AAAAA-AAA2${n}`), address, true)).toBeNull();
    }
    expect(await findOwnCase(organ.id, key, address, true)).toBeNull();
    expect(await count(`office.intake_attempt WHERE client = $1 AND outcome = 'held'`, [address])).toBe(1);
    expect(await findOwnCase(organ.id, key, address, false)).not.toBeNull();
    expect(await findOwnCase(organ.id, key, someAddress(), true)).not.toBeNull();
  });

  it('同时猜也数得清：20次一起来，只比对5次', async () => {
    const { no } = await applyOnline(organ.id);
    const address = someAddress();
    await Promise.all(
      Array.from({ length: 20 }, (_, n) =>
        findOwnCase(organ.id, caseKeyOf(no, `BBBBB-BBB${n}`), address, true),
      ),
    );
    expect(await count(`office.intake_attempt WHERE client = $1 AND outcome = 'wrong'`, [address])).toBe(5);
  });

  it('同一地址对不同编号错20次，15分钟内不再查', async () => {
    const { key } = await applyOnline(organ.id);
    const address = someAddress();
    for (let n = 0; n < 20; n += 1) {
      await findOwnCase(organ.id, caseKeyOf(`TJ2020-${1000 + n}`, 'AAAAA-AAAAA'), address, true);
    }
    expect(await findOwnCase(organ.id, key, address, true)).toBeNull();
  });

  it('只看得到遮住的本人信息', async () => {
    const { key } = await applyOnline(organ.id);
    const view = await findOwnCase(organ.id, key, null, true);
    expect(view?.parties).toEqual([
      {
        party: 'applicant',
        name: '吉**',
        phone: '138****0000',
        email: 's***@example.com',
        hasAddress: false,
      },
    ]);
    expect(JSON.stringify(view)).not.toContain(TYPED.idNumber);
  });

  it('日历与办公端的是同一份', async () => {
    const [own, offices] = [await publicCalendar(), await currentCalendar()];
    expect({ ...own, days: [...own.days] }).toEqual({ ...offices, days: [...offices.days] });
  });

  it('六个月前的尝试被清理，六个月内的留着', async () => {
    await superuser.query(
      `INSERT INTO office.intake_attempt (organ_id, kind, outcome, at) VALUES
         ($1, 'enter', 'wrong', now() - interval '7 months'), ($1, 'enter', 'wrong', now() - interval '5 months')`,
      [other.id],
    );
    await staff.query('SELECT office.drop_expired_intake()');
    expect(await count(`office.intake_attempt WHERE at < now() - interval '6 months'`)).toBe(0);
    expect(await count(`office.intake_attempt WHERE at < now() - interval '4 months'`)).toBe(1);
  });
});

describe('申请人在网上办的事', () => {
  it('[REG-31-1] 机关联系过之后才能确认；确认之日为收到申请之日，点两次只有一次', async () => {
    const { id, key } = await applyOnline(organ.id);
    const confirm = () => actOnOwnCase(organ.id, key, null, 'confirm');
    expect(await confirm()).toBe('not_now');
    await officeAct(id, 'log_contact', 'submitted');
    expect((await Promise.all([confirm(), confirm()])).sort()).toEqual(['already', 'confirmed']);
    const loaded = await loadCase(id);
    expect(loaded).toMatchObject({ state: 'received', receiptDate: await today() });
    expect(loaded?.events.at(-1)?.clock).toEqual({ type: 'received', date: await today() });
  });

  it('收到之后可以撤回，之前不行；撤回一次', async () => {
    const { id, key } = await applyOnline(organ.id);
    const withdraw = () => actOnOwnCase(organ.id, key, null, 'withdraw');
    expect(await withdraw()).toBe('not_now');
    await officeAct(id, 'log_contact', 'submitted');
    await actOnOwnCase(organ.id, key, null, 'confirm');
    expect(await withdraw()).toBe('withdrawn');
    expect(await withdraw()).toBe('already');
    expect(await loadCase(id)).toMatchObject({
      state: 'deciding',
      outcome: 'other.misc',
      subOutcome: 'withdrawn',
    });
  });

  it('[REG-30-4] 等待补正时可以提交补正的文字和材料，点两次只有一份', async () => {
    const { id, key } = await applyOnline(organ.id);
    await officeAct(id, 'log_contact', 'submitted');
    await actOnOwnCase(organ.id, key, null, 'confirm');
    await officeAct(id, 'register', 'registered');
    await officeAct(id, 'check_application', 'in_hand');
    const formKey = randomUUID();
    const draft = newDraft(id);
    await saveDraft(organ.id, formKey, draft, null);
    const file = await keepDraftFile(organ.id, formKey, draft, {
      slot: 'attachment',
      name: '补正.pdf',
      mediaType: 'application/pdf',
      bytes: new TextEncoder().encode('补正材料'),
    });
    const form = {
      key: formKey,
      draft: { ...draft, files: file === null ? [] : [file] },
      text: { title: '', docNo: '', description: '是2025年的年度报告' },
    };
    const send = () => sendOwnSupplement(organ.id, key, null, form);
    expect(await send()).toBe('not_now');
    await officeAct(id, 'request_supplement', 'awaiting_supplement', {
      type: 'supplement_notice',
      date: await today(),
    });
    expect(await Promise.all([send(), send()])).toEqual(['sent', 'sent']);
    const loaded = await loadCase(id);
    expect(loaded?.texts.map(({ kind, description }) => [kind, description])).toEqual([
      ['request', ''],
      ['supplement', '是2025年的年度报告'],
    ]);
    expect(loaded?.state).toBe('awaiting_supplement');
    const view = await findOwnCase(organ.id, key, null, false);
    expect(view?.files.map(({ kind, name }) => [kind, name])).toEqual([
      ['identity_proof', '身份证明.jpg'],
      ['supplement', '补正.pdf'],
    ]);
    if (view === null) throw new Error('the case is there');
    const asker = { organId: organ.id, key, client: null };
    const zip = Buffer.from(await new Response(ownCaseArchive(asker, view)).arrayBuffer());
    // Names stand in the archive as they are; what was brought to prove who one is stays out of it.
    expect(zip.includes('我提交的材料/补正.pdf')).toBe(true);
    expect(zip.includes('补正材料')).toBe(true);
    expect(zip.includes('身份证')).toBe(false);
  });

  it('查询码不对的，什么也办不了', async () => {
    const { id, no } = await applyOnline(organ.id);
    await officeAct(id, 'log_contact', 'submitted');
    const wrong = caseKeyOf(no, 'AAAAA-AAAAA');
    expect(await actOnOwnCase(organ.id, wrong, someAddress(), 'confirm')).toBe('unknown');
    expect(await actOnOwnCase(organ.id, wrong, someAddress(), 'withdraw')).toBe('unknown');
    expect(await loadCase(id)).toMatchObject({ state: 'submitted', seq: 2 });
  });
});

describe('文书', () => {
  /** A letter as it stands once it was sent; how it comes to that is tried elsewhere. */
  async function sentLetter(
    id: string,
    kind: 'applicant' | 'third_party',
    state = 'served',
  ): Promise<string> {
    const bytes = Buffer.from(`letter ${randomUUID()}`);
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    await superuser.query('SET session_replication_role = replica');
    await superuser.query(
      `INSERT INTO office.file (sha256, size, media_type, stored_at) VALUES ($1, $2, '', now())`,
      [sha256, bytes.length],
    );
    await superuser.query('INSERT INTO office.file_chunk (sha256, seq, bytes) VALUES ($1, 0, $2)', [
      sha256,
      bytes,
    ]);
    letters += 1;
    const { rows } = await superuser.query(
      `INSERT INTO office.letter (organ_id, application_id, code, state, recipient_kind, address_form, recipient_name, fields,
         remedy_mode, drafted_by, drafted_at, saved_at, category, year, serial, number, sealed_on, sealed_at)
       VALUES ($1, $2, 'L02', $3, $4, 'person', '某人', '{}', 'none', $5, now(), now(), '公开补', 2026, $6, $7, '2026-03-04', now())
       RETURNING id`,
      [organ.id, id, state, kind, cast.handler.personId, letters, `测公开补〔2026〕${letters}号`],
    );
    await superuser.query(
      'INSERT INTO office.letter_file (letter_id, sha256, stored_at) VALUES ($1, $2, now())',
      [rows[0].id, sha256],
    );
    await superuser.query('SET session_replication_role = origin');
    return rows[0].id;
  }
  let letters = 0;

  it('只看得到发给自己的、已经发出的文书，读到的就是盖章的那一份；别人的、没有发出的都读不到', async () => {
    const { id, key } = await applyOnline(organ.id);
    const stranger = await applyOnline(organ.id);
    const own = await sentLetter(id, 'applicant');
    const others = [
      await sentLetter(id, 'third_party'),
      await sentLetter(id, 'applicant', 'sealed'),
      await sentLetter(stranger.id, 'applicant'),
    ];
    const view = await findOwnCase(organ.id, key, null, true);
    expect(view?.letters).toMatchObject([
      { id: own, code: 'L02', title: '补正告知书', number: '测公开补〔2026〕1号' },
    ]);
    const asker = { organId: organ.id, key, client: null };
    expect(Buffer.from((await ownLetterFile(asker, own)) ?? []).toString()).toMatch(/^letter /);
    for (const letter of others) expect(await ownLetterFile(asker, letter)).toBeNull();
    const wrong = { ...asker, key: caseKeyOf(key.no, 'AAAAA-AAAAA'), client: someAddress() };
    expect(await ownLetterFile(wrong, own)).toBeNull();
  });

  it('身份证明凭查询码也取不出来', async () => {
    const { id, key } = await applyOnline(organ.id);
    const view = await findOwnCase(organ.id, key, null, true);
    const file = view?.files.find(({ kind }) => kind === 'identity_proof');
    if (file === undefined) throw new Error('the file is listed');
    const asker = { organId: organ.id, key, client: null };
    const chunks = ownFileChunks(asker, { id: file.id, applicationId: id, chunks: file.chunks });
    await expect(chunks.next()).rejects.toThrow('not for who asks');
  });
});

describe('日志', () => {
  it('SQL 里写的与程序里写的一字不差', async () => {
    const values: Json[] = [
      { b: 1, a: [true, null, 'é'.normalize('NFD')], _x: { Z: -5, z: '' } },
      '"引号"\\反斜线\n换行\t制表\u0001控制\u007f\u2028',
      [],
      {},
      9_007_199_254_740_991,
      '吉㐂𠮷',
    ];
    for (const value of values) {
      const { rows } = await superuser.query('SELECT office.canonical_json($1::jsonb) AS text', [
        JSON.stringify(value),
      ]);
      expect(rows[0].text).toBe(canonicalJson(value));
    }
  });

  it('公众办的事都在日志里，整条日志核验通过', async () => {
    const { id } = await applyOnline(organ.id);
    const { rows } = await superuser.query(
      `SELECT entry::jsonb AS entry FROM office.audit_entry WHERE entry::jsonb ->> 'subject_id' = $1`,
      [id],
    );
    expect(rows).toHaveLength(1);
    expect(rows[0].entry).toMatchObject({
      action: 'case_submit',
      person_id: null,
      person_name: '申请人',
      client_address: null,
      detail: { seq: 1, actor: 'applicant', from: 'none', to: 'submitted' },
    });
    const findings = (await verifyAudit()).findings.filter(({ code }) => code !== 'record_without_audit');
    expect(findings).toEqual([]);
  });
});
