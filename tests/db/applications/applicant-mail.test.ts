import type pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { mailApplicants } from '@/lib/applications/jobs/mail-applicants';
import { closeMail } from '@/lib/platform/mail';
import { makeOrgan, openTestOffice, type TestOffice, type TestOrgan } from '../../support/factories';
import { applyOnline, TYPED } from '../../support/intake';
import { headerOf, type MailServer, startMailServer, textOf } from '../../support/mail-server';

/* Number and query code by mail, against a real mail server. */

let office: TestOffice;
let staff: pg.Client;
let organ: TestOrgan;
let server: MailServer;

beforeAll(async () => {
  office = await openTestOffice();
  staff = await office.connect('staff');
  organ = await makeOrgan(staff, '北关区测试局');
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
});

it('提交后把编号、查询码和查询地址发到申请人填写的邮箱，不写申请内容和姓名；只发一次', async () => {
  const { no, code } = await applyOnline(organ.id);
  expect(await mailApplicants()).toEqual({ sent: 1, failed: 0, givenUp: 0, unreachable: null });
  expect(await mailApplicants()).toMatchObject({ sent: 0 });
  expect(server.received.map(({ to }) => to)).toEqual([['someone@example.com']]);
  const [mail] = server.received;
  if (mail === undefined) throw new Error('a mail was received');
  const text = textOf(mail);
  for (const word of [no, code, 'https://www.example.gov.cn/zwgk/apply/status']) expect(text).toContain(word);
  expect(headerOf(mail, 'Subject')).toContain(no);
  for (const word of [TYPED.title, TYPED.name, TYPED.idNumber, TYPED.phone]) expect(text).not.toContain(word);
});

it('邮件服务器连不上的，过一会儿再发；库里不存查询码', async () => {
  const { code } = await applyOnline(organ.id);
  await server.close();
  expect(await mailApplicants()).toMatchObject({ sent: 0, failed: 1 });
  const { rows } = await staff.query(
    `SELECT state, attempts, next_try_at > now() AS later FROM office.applicant_mail WHERE state = 'failed'`,
  );
  expect(rows).toEqual([{ state: 'failed', attempts: 1, later: true }]);
  const stored = await staff.query(
    'SELECT count(*)::int AS n FROM office.applicant_mail m WHERE strpos(m::text, $1) > 0',
    [code],
  );
  expect(stored.rows).toEqual([{ n: 0 }]);
  server = await startMailServer();
});

it('没有配置邮件的机关，什么也不记', async () => {
  delete process.env.SMTP_FROM;
  const { id } = await applyOnline(organ.id);
  const { rows } = await staff.query('SELECT 1 FROM office.applicant_mail WHERE application_id = $1', [id]);
  expect(rows).toEqual([]);
});
