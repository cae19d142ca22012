import type pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { sendDueMail } from '@/lib/notices/jobs';
import { readOutbox } from '@/lib/notices/queries';
import { MOST_TRIES } from '@/lib/notices/rules/back-off';
import { changeContact } from '@/lib/organs/commands/change-contact';
import { atTime } from '@/lib/platform/clock';
import { inTransaction } from '@/lib/platform/database';
import { closeMail } from '@/lib/platform/mail';
import { notify } from '@/lib/platform/notify';
import { ok, refuse } from '@/lib/platform/result';
import {
  draftItem,
  makeOrgan,
  makePerson,
  openTestOffice,
  submit,
  type TestOffice,
  type TestOrgan,
  unwrap,
} from '../../support/factories';
import { headerOf, type MailServer, startMailServer, textOf } from '../../support/mail-server';

/* The outbox against a real mail server. */

const NINE = new Date('2026-03-10T01:00:00Z');
const at = (minutes: number) => new Date(NINE.getTime() + minutes * 60_000);
const SECRET_TITLE = '关于不公开事项的绝密标题';

let office: TestOffice;
let staff: pg.Client;
let organ: TestOrgan;
let server: MailServer;

beforeAll(async () => {
  office = await openTestOffice('demo');
  staff = await office.connect('staff');
  organ = await makeOrgan(staff, '北关区测试局');
  unwrap(await changeContact(organ.cast.l1, { email: 'l1@example.gov.cn', wantsEmail: true }));
  unwrap(await changeContact(organ.cast.l1b, { email: 'l1b@example.gov.cn', wantsEmail: false }));
});
afterAll(() => office.close());

beforeEach(async () => {
  server = await startMailServer();
  process.env.SMTP_FROM = '公开系统 <noreply@example.gov.cn>';
  process.env.SMTP_URL = server.url;
  process.env.NEXTAUTH_URL = 'https://www.example.gov.cn/zwgk/api/auth';
});
afterEach(async () => {
  closeMail();
  await server.close();
  for (const name of ['SMTP_FROM', 'SMTP_URL', 'NEXTAUTH_URL']) delete process.env[name];
  await staff.query(
    `UPDATE office.outbox_message SET state = 'given_up' WHERE state IN ('pending', 'failed')`,
  );
});

let keys = 0;
/** Tells the first reviewer something at nine. */
const tell = (recipients = [organ.cast.l1.personId]) =>
  atTime(NINE, () =>
    inTransaction(async (tx) => {
      keys += 1;
      const told = { organId: organ.id, kind: 'review_open', itemId: null, recipients } as const;
      return ok(await notify(tx, { ...told, key: `test:${keys}` }));
    }),
  );
const message = async () =>
  (await staff.query('SELECT * FROM office.outbox_message ORDER BY created_at DESC, id DESC LIMIT 1'))
    .rows[0];
const sendAt = (minutes: number) => atTime(at(minutes), () => sendDueMail());

describe('通知邮件经真实的邮件服务器', () => {
  it('提交以后，初审人收到一封，只说有待办，没有标题、正文和稿件地址', async () => {
    await atTime(NINE, async () => {
      const itemId = await draftItem(organ, { content: { title: SECRET_TITLE } });
      await submit(organ, itemId);
    });
    expect(await sendAt(0)).toMatchObject({ sent: 1, failed: 0, givenUp: 0, unreachable: null });
    expect(server.received).toHaveLength(1);
    const [mail] = server.received;
    if (mail === undefined) throw new Error('no mail');
    expect([mail.from, mail.to]).toEqual(['noreply@example.gov.cn', ['l1@example.gov.cn']]);
    expect(headerOf(mail, 'Subject')).toBe('北关区测试局公开系统：您有 1 项审核待办');
    expect(textOf(mail)).toContain('请登录查看');
    expect(textOf(mail).match(/https?:\S+/g)).toEqual(['https://www.example.gov.cn/zwgk/office']);
    expect(headerOf(mail, 'Auto-Submitted')).toBe('auto-generated');
    for (const text of [headerOf(mail, 'Subject'), textOf(mail), mail.source]) {
      expect(text).not.toContain(SECRET_TITLE);
      expect(text).not.toContain('正文');
    }
    expect(await message()).toMatchObject({ state: 'sent', attempts: 1, sent_at: NINE, last_error: null });
    expect(headerOf(mail, 'Message-ID')).toBe(`<${(await message()).id}@www.example.gov.cn>`);
    expect(await sendAt(600)).toMatchObject({ sent: 0 });
  });

  it('关闭了邮件的人、没有邮箱的人只在系统内收到', async () => {
    unwrap(await tell([organ.cast.l1b.personId, organ.cast.l2.personId]));
    const { rows } = await staff.query(
      `SELECT person_id FROM office.notice WHERE dedupe_key = 'test:${keys}'`,
    );
    expect(rows).toHaveLength(2);
    expect(await sendAt(0)).toMatchObject({ sent: 0 });
    expect(server.received).toEqual([]);
  });

  it('事务撤销，就没有通知也没有邮件', async () => {
    await atTime(NINE, () =>
      inTransaction(async (tx) => {
        await notify(tx, {
          organId: organ.id,
          kind: 'review_open',
          itemId: null,
          recipients: [organ.cast.l1.personId],
          key: 'undone',
        });
        return refuse({ code: 'undone', message: '撤销' });
      }),
    );
    const { rows } = await staff.query(`SELECT 1 FROM office.notice WHERE dedupe_key = 'undone'`);
    expect(rows).toEqual([]);
    expect(await sendAt(0)).toMatchObject({ sent: 0 });
    expect(server.received).toEqual([]);
  });

  it('同一件事告诉两遍，只有一条通知、一封邮件', async () => {
    unwrap(await tell());
    keys -= 1;
    expect(unwrap(await tell())).toBe(0);
    expect(await sendAt(0)).toMatchObject({ sent: 1 });
    expect(server.received).toHaveLength(1);
  });

  it('暂时拒收：稍后再试，同一个邮件编号，试成了就算发出', async () => {
    unwrap(await tell());
    server.refuse({ code: 451, text: 'try again later' });
    expect(await sendAt(0)).toMatchObject({ sent: 0, failed: 1, givenUp: 0, unreachable: null });
    expect(await message()).toMatchObject({ state: 'failed', attempts: 1, next_try_at: at(1) });
    expect((await message()).last_error).toContain('try again later');
    server.refuse(null);
    expect(await sendAt(0.9)).toMatchObject({ sent: 0 });
    expect(await sendAt(1)).toMatchObject({ sent: 1 });
    expect(await message()).toMatchObject({ state: 'sent', attempts: 2, last_error: null });
    expect(server.received).toHaveLength(1);
  });

  it('收件人不存在：不再试，告诉本机关的系统管理员，每天一次', async () => {
    const admin = await makePerson(staff, organ, '管理员', ['system_admin']);
    unwrap(await changeContact(admin, { email: 'admin@example.gov.cn', wantsEmail: true }));
    server.refuse({ code: 550, text: 'no such mailbox' });
    for (const _ of [1, 2]) unwrap(await tell());
    expect(await sendAt(0)).toMatchObject({ sent: 0, failed: 0, givenUp: 2, unreachable: null });
    expect(await message()).toMatchObject({ state: 'given_up', attempts: 1 });
    const { rows } = await staff.query('SELECT kind FROM office.notice WHERE person_id = $1', [
      admin.personId,
    ]);
    expect(rows).toEqual([{ kind: 'mail_given_up' }]);
    server.refuse(null);
    expect(await sendAt(60)).toMatchObject({ sent: 0 });
    const outbox = await readOutbox(organ.id);
    expect(outbox.sendsMail).toBe(true);
    expect(outbox.counts.given_up).toBeGreaterThanOrEqual(2);
    expect(outbox.troubled[0]).toMatchObject({ address: 'l1@example.gov.cn', state: 'given_up' });
    const later = (days: number) =>
      atTime(at(days * 1440), async () => (await readOutbox(organ.id)).givenUpThisWeek);
    expect([(await later(7)) >= 2, await later(7.1)]).toEqual([true, 0]);
    expect((await readOutbox((await makeOrgan(staff)).id)).troubled).toEqual([]);
  });

  it('邮件服务器连不上：这一轮停下，其余的没有试，恢复后全部发出', async () => {
    for (const _ of [1, 2]) unwrap(await tell());
    const { url } = server;
    await server.close();
    const round = await sendAt(0);
    expect(round).toMatchObject({ sent: 0, failed: 1 });
    expect(round.unreachable).toMatch(/ECONNREFUSED/);
    server = await startMailServer();
    expect(server.url).not.toBe(url);
    process.env.SMTP_URL = server.url;
    expect(await sendAt(1)).toMatchObject({ sent: 2, unreachable: null });
  });

  it('一直发不出去，试够次数就放弃', async () => {
    unwrap(await tell());
    server.refuse({ code: 451, text: 'later' });
    let minutes = 0;
    for (let count = 1; count < MOST_TRIES; count += 1) {
      expect(await sendAt(minutes)).toMatchObject({ failed: 1, givenUp: 0 });
      minutes = ((await message()).next_try_at.getTime() - NINE.getTime()) / 60_000;
    }
    expect(await sendAt(minutes)).toMatchObject({ failed: 0, givenUp: 1 });
    expect(await message()).toMatchObject({ state: 'given_up', attempts: MOST_TRIES });
  });

  it('两个后台任务同时发，每封只发一次', async () => {
    for (let count = 0; count < 12; count += 1) unwrap(await tell());
    server.slowDown(20);
    const rounds = await atTime(NINE, () => Promise.all([sendDueMail(), sendDueMail(), sendDueMail()]));
    expect(rounds.reduce((sum, { sent }) => sum + sent, 0)).toBe(12);
    const ids = server.received.map((mail) => headerOf(mail, 'Message-ID'));
    expect(ids).toHaveLength(12);
    expect(new Set(ids).size).toBe(12);
  });

  it('别的任务正在领的那一封，不等它，也不抢它', async () => {
    unwrap(await tell());
    const { id } = await message();
    await staff.query('BEGIN');
    try {
      await staff.query('SELECT 1 FROM office.outbox_message WHERE id = $1 FOR UPDATE', [id]);
      expect(await sendAt(0)).toMatchObject({ sent: 0, failed: 0 });
    } finally {
      await staff.query('ROLLBACK');
    }
    expect(await sendAt(0)).toMatchObject({ sent: 1 });
  });

  it('后台任务带着一封停掉：别的任务过后接着发，编号不变', async () => {
    unwrap(await tell());
    const { id } = await message();
    await staff.query(
      `UPDATE office.outbox_message SET state = 'failed', attempts = 1, next_try_at = $1 WHERE id = $2`,
      [at(5), id],
    );
    expect(await sendAt(4)).toMatchObject({ sent: 0 });
    expect(await sendAt(5)).toMatchObject({ sent: 1 });
    expect(server.received.map((mail) => headerOf(mail, 'Message-ID'))).toEqual([
      `<${id}@www.example.gov.cn>`,
    ]);
  });

  it('没有配置发件人：不写待发邮件；没有配置服务器：不发', async () => {
    delete process.env.SMTP_FROM;
    const before = await message();
    unwrap(await tell());
    expect((await message()).id).toBe(before.id);
    expect((await readOutbox(organ.id)).sendsMail).toBe(false);
    process.env.SMTP_FROM = 'noreply@example.gov.cn';
    unwrap(await tell());
    delete process.env.SMTP_URL;
    expect(await sendAt(0)).toEqual({ sent: 0, failed: 0, givenUp: 0, unreachable: null });
    expect(await message()).toMatchObject({ state: 'pending', attempts: 0 });
  });
});
