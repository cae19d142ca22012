import { NextRequest } from 'next/server';
import type pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { servePublic, takePublic } from '@/app/(public)/_pages/serve';
import { inventedIdNumber } from '@/lib/personal-data/rules/identity-documents';
import { makeOrgan, openTestOffice, type TestOffice, type TestOrgan } from '../../support/factories';
import { PIXEL } from '../../support/pictures';

/* The pages of the public form and of an own case, through the handlers of the real routes. */

const HOST = 'apply.example.invalid';
let office: TestOffice;
let staff: pg.Client;
let superuser: pg.Client;
let organ: TestOrgan;

beforeAll(async () => {
  office = await openTestOffice();
  staff = await office.connect('staff');
  superuser = await office.connect('superuser');
  organ = await makeOrgan(staff);
  await staff.query('UPDATE office.organ SET site_host = $1, phone = $2 WHERE id = $3', [
    HOST,
    '0372-0000000',
    organ.id,
  ]);
});
afterAll(() => office.close());

/** A browser that keeps cookies and follows what an act answers with. */
class Visitor {
  private readonly jar = new Map<string, string>();
  readonly seen: string[] = [];

  private async request(path: string, init: { method?: string; body?: BodyInit; headers?: object } = {}) {
    const { method = 'GET', body, headers } = init;
    const request = new NextRequest(`http://127.0.0.1${path}`, {
      method,
      headers: {
        host: HOST,
        'sec-fetch-site': 'same-origin',
        cookie: [...this.jar].map(([name, value]) => `${name}=${value}`).join('; '),
        ...headers,
      },
      ...(body === undefined ? {} : { body }),
    });
    const answer = method === 'POST' ? await takePublic(request) : await servePublic(request);
    for (const cookie of answer.headers.getSetCookie()) {
      const [pair = '', ...flags] = cookie.split('; ');
      expect(flags).toEqual(expect.arrayContaining(['Path=/', 'HttpOnly', 'SameSite=Strict']));
      const at = pair.indexOf('=');
      if (flags.includes('Max-Age=0')) this.jar.delete(pair.slice(0, at));
      else this.jar.set(pair.slice(0, at), pair.slice(at + 1));
    }
    return answer;
  }

  cookies(): string[] {
    return [...this.jar.keys()].sort();
  }

  async get(path: string): Promise<{ status: number; html: string; answer: Response }> {
    const answer = await this.request(path);
    const location = answer.headers.get('location');
    if (answer.status === 303 && location !== null) {
      this.seen.push(location);
      return this.get(location);
    }
    return { status: answer.status, html: await answer.clone().text(), answer };
  }

  /** Sends a form; gives the page the browser ends at. */
  async post(path: string, fields: Record<string, string | File>, headers: object = {}) {
    const body = new FormData();
    for (const [name, value] of Object.entries(fields)) body.append(name, value);
    const answer = await this.request(path, { method: 'POST', body, headers });
    const location = answer.headers.get('location');
    if (answer.status === 303 && location !== null) {
      this.seen.push(location);
      return this.get(location.replace(/#.*$/, ''));
    }
    return { status: answer.status, html: await answer.clone().text(), answer };
  }
}

const picture = (name = '身份证.png') => new File([PIXEL], name, { type: 'image/png' });
const DETAILS = {
  name: '吉㐂𠮷',
  idKind: 'resident_id_card',
  idNumber: inventedIdNumber(7),
  phone: '13800000000',
  email: '',
  address: '',
  title: '2025年度工业经济运行分析',
  docNo: '',
  description: '',
  deliveryMethod: 'online',
  mediaForm: 'electronic',
  homepage: '',
};
const FORM = '/disclosure/apply/form';

function tokenIn(html: string): string {
  return /name="token" value="([^"]+)"/.exec(html)?.[1] ?? '';
}

/** Fills in everything up to the page that asks to check. */
async function upToCheck(visitor: Visitor): Promise<string> {
  await visitor.get(FORM);
  await visitor.post(FORM, { applicantType: 'natural_person', hasAgent: 'no' });
  const { html } = await visitor.post(`${FORM}/details`, {
    ...DETAILS,
    'file-identity': picture(),
    do: 'check',
  });
  expect(visitor.seen.at(-1)).toBe(`${FORM}/check`);
  return html;
}

/** Time passes between opening the form and sending it. */
async function aWhileLater<T>(work: () => Promise<T>): Promise<T> {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 4_000 });
  try {
    return await work();
  } finally {
    vi.useRealTimers();
  }
}

async function submitNew(visitor: Visitor): Promise<{ no: string; code: string; html: string }> {
  const token = tokenIn(await upToCheck(visitor));
  const { html } = await aWhileLater(() => visitor.post(`${FORM}/check`, { token }));
  const [no = '', code = ''] = [...html.matchAll(/<dd>([A-Z0-9-]+)<\/dd>/g)].map(([, text]) => text ?? '');
  return { no, code, html };
}

describe('填写申请', () => {
  let visitor: Visitor;
  beforeEach(() => {
    visitor = new Visitor();
  });

  it('从第一步到得到编号和查询码；每一页都不缓存、没有脚本、不让搜索引擎收录', async () => {
    const { no, code } = await submitNew(visitor);
    expect(no).toMatch(/^TJ\d{4}-\d{4}$/);
    expect(code).toMatch(/^[0-9A-Z]{5}-[0-9A-Z]{5}$/);
    expect(visitor.seen.at(-1)).toBe('/disclosure/apply/done');
    for (const address of [FORM, `${FORM}/details`, '/disclosure/apply/done', '/apply/status']) {
      const { answer, html } = await visitor.get(address);
      expect(answer.headers.get('cache-control'), address).toBe('no-store');
      expect(answer.headers.get('x-robots-tag'), address).toBe('noindex');
      expect(html, address).not.toMatch(/<script|style=/);
    }
  });

  it('什么也没填：每一处都说明，摘要逐条连到栏目；填过的和上传过的都在', async () => {
    await visitor.get(FORM);
    await visitor.post(FORM, { applicantType: 'natural_person', hasAgent: 'yes' });
    const empty = await visitor.post(`${FORM}/details`, {
      idKind: 'passport',
      agentIdKind: 'passport',
      do: 'check',
    });
    expect(visitor.seen.at(-1)).toBe(`${FORM}/details#problems`);
    for (const field of ['name', 'idNumber', 'identity', 'phone', 'agentName', 'authorization', 'title']) {
      expect(empty.html, field).toContain(`<a href="#${field}">`);
      expect(empty.html, field).toContain(`id="${field}"`);
    }
    const typed = await visitor.post(`${FORM}/details`, {
      ...DETAILS,
      idNumber: '410599199001010073',
      description: '长'.repeat(10_000),
      'file-identity': picture(),
      do: 'check',
    });
    expect(typed.html).toContain('居民身份证号码的最后一位与前面各位对不上');
    expect(typed.html).toContain('value="吉㐂𠮷"');
    expect(typed.html).toContain('长'.repeat(10_000));
    expect(typed.html).toContain('身份证.png');
  });

  it('方向控制符：说明在哪里、叫什么，其余不丢', async () => {
    await visitor.get(FORM);
    await visitor.post(FORM, { applicantType: 'natural_person', hasAgent: 'no' });
    const { html } = await visitor.post(`${FORM}/details`, {
      ...DETAILS,
      title: '工业\u202e经济',
      'file-identity': picture(),
      do: 'check',
    });
    expect(html).toContain('信息名称第2个字后面有看不见的控制字符（U+202E）');
    expect(html).toContain('value="吉㐂𠮷"');
  });

  it('50MB的文件：按名字说明为什么没有收下，其余文件和文字都在', async () => {
    await visitor.get(FORM);
    await visitor.post(FORM, { applicantType: 'natural_person', hasAgent: 'no' });
    const big = new File([new Uint8Array(50 * 1024 * 1024)], '扫描件.pdf', { type: 'application/pdf' });
    const { html, status } = await visitor.post(`${FORM}/details`, {
      ...DETAILS,
      'file-identity': picture(),
      'file-attachment': big,
      do: 'upload',
    });
    expect(status).toBe(200);
    expect(html).toContain('“扫描件.pdf”太大：每个文件不超过10MB');
    expect(html).toContain('身份证.png');
    expect(html).toContain('value="吉㐂𠮷"');
  });

  it('病毒测试文件和改了扩展名的文件不收，说明是哪一个', async () => {
    await visitor.get(FORM);
    await visitor.post(FORM, { applicantType: 'natural_person', hasAgent: 'no' });
    const chunks = () => superuser.query('SELECT count(*)::int AS n FROM office.intake_draft_chunk');
    const before = (await chunks()).rows;
    const eicar = ['X5O!P%@AP[4\\PZX54(P^)7CC)7}$', 'EICAR-STANDARD-', 'ANTIVIRUS-TEST-FILE!$H+H*'].join('');
    const sent = await visitor.post(`${FORM}/details`, {
      ...DETAILS,
      'file-identity': new File([PIXEL, eicar], '照片.png'),
      'file-attachment': new File(['MZ程序'], '说明.pdf'),
      do: 'upload',
    });
    expect(sent.html).toContain('“照片.png”里有病毒测试字符串');
    expect(sent.html).toContain('“说明.pdf”的内容与扩展名“.pdf”不符');
    expect((await chunks()).rows).toEqual(before);
  });

  it('整个请求超过上限的，不读就拒绝，说明怎么办', async () => {
    const { status, html } = await visitor.post(
      `${FORM}/details`,
      { ...DETAILS },
      { 'content-length': String(70 * 1024 * 1024) },
    );
    expect(status).toBe(413);
    expect(html).toContain('每个文件不超过10MB，全部文件合计不超过30MB');
  });

  it('上传过的文件可以删除', async () => {
    await visitor.get(FORM);
    await visitor.post(FORM, { applicantType: 'natural_person', hasAgent: 'no' });
    const sent = await visitor.post(`${FORM}/details`, {
      ...DETAILS,
      'file-identity': picture(),
      do: 'upload',
    });
    const id = /value="([^"]+)"[^>]*name="remove"/.exec(sent.html)?.[1] ?? '';
    const { html } = await visitor.post(`${FORM}/details`, { ...DETAILS, remove: id });
    expect(html).not.toContain('身份证.png');
  });

  it('点两次“提交”得到同一个编号；另开一页改过的，先给他看现在的内容', async () => {
    const token = tokenIn(await upToCheck(visitor));
    const changed = await visitor.post(`${FORM}/details`, { ...DETAILS, title: '改过的名称', do: 'check' });
    const stale = await aWhileLater(() => visitor.post(`${FORM}/check`, { token }));
    expect(stale.status).toBe(422);
    expect(stale.html).toContain('您在别的页面改过内容');
    const fresh = tokenIn(changed.html);
    const both = await aWhileLater(() =>
      Promise.all([
        visitor.post(`${FORM}/check`, { token: fresh }),
        visitor.post(`${FORM}/check`, { token: fresh }),
      ]),
    );
    const again = await visitor.post(`${FORM}/check`, { token: fresh });
    const numbers = [...both, again].map(({ html }) => /<dd>(TJ[^<]+)<\/dd>/.exec(html)?.[1]);
    expect(new Set(numbers).size).toBe(1);
    expect(numbers[0]).toMatch(/^TJ/);
    const { html } = await visitor.get(`${FORM}/details`);
    expect(html).toContain('这份申请已经提交');
  });

  it('表单过期了，再提交时填写的文字还在', async () => {
    await upToCheck(visitor);
    await superuser.query(
      `UPDATE office.intake_draft SET expires_at = now() - interval '1 minute' WHERE cipher IS NOT NULL`,
    );
    const { html } = await visitor.post(`${FORM}/details`, {
      ...DETAILS,
      applicantType: 'natural_person',
      hasAgent: 'no',
      do: 'check',
    });
    expect(html).toContain('value="吉㐂𠮷"');
    expect(html).toContain('请上传申请人身份证件的照片或者扫描件');
  });
});

describe('不是人在填', () => {
  it('看不见的一栏填了字，不收，说明怎么办和别的申请方式', async () => {
    const visitor = new Visitor();
    await visitor.get(FORM);
    await visitor.post(FORM, { applicantType: 'natural_person', hasAgent: 'no' });
    const { status, html } = await visitor.post(`${FORM}/details`, { ...DETAILS, homepage: 'http://x' });
    expect(status).toBe(400);
    expect(html).toContain('当面提交');
  });

  it('三秒之内填完提交的，请他再点一次，不丢内容', async () => {
    const visitor = new Visitor();
    const token = tokenIn(await upToCheck(visitor));
    const { status, html } = await visitor.post(`${FORM}/check`, { token });
    expect(status).toBe(422);
    expect(html).toContain('提交得太快了');
    expect((await aWhileLater(() => visitor.post(`${FORM}/check`, { token: tokenIn(html) }))).html).toContain(
      '申请已提交',
    );
  });

  it('从别的网站提交的一律拒绝', async () => {
    const visitor = new Visitor();
    const token = tokenIn(await upToCheck(visitor));
    for (const [path, fields] of [
      [FORM, { applicantType: 'natural_person', hasAgent: 'no' }],
      [`${FORM}/details`, DETAILS],
      [`${FORM}/check`, { token }],
      ['/apply/status', { no: 'x', code: 'y' }],
      ['/apply/status/confirm', {}],
      ['/apply/status/withdraw', {}],
      ['/apply/status/supplement', {}],
      ['/apply/status/leave', {}],
    ] as const) {
      for (const headers of [{ 'sec-fetch-site': 'cross-site' }, { 'sec-fetch-site': 'same-site' }]) {
        expect((await visitor.post(path, fields, headers)).status, path).toBe(403);
      }
    }
  });

  it('伪造的、别人的、改过的 Cookie 都不认', async () => {
    const request = (cookie: string) =>
      servePublic(new NextRequest(`http://127.0.0.1${FORM}/details`, { headers: { host: HOST, cookie } }));
    for (const cookie of ['gongkai-form=x', `gongkai-form=1.${'A'.repeat(200)}`, 'gongkai-case={}']) {
      expect((await request(cookie)).headers.get('location')).toBe(FORM);
    }
  });
});

describe('查询办理进度', () => {
  it('编号和查询码对了才进得去；地址里没有编号和查询码；退出后要重新输入', async () => {
    const { no, code } = await submitNew(new Visitor());
    const visitor = new Visitor();
    const { html } = await visitor.post('/apply/status', {
      no: no.toLowerCase(),
      code: code.replace('-', ''),
    });
    expect(html).toContain('已提交，等待双方确认');
    expect(html).toContain('吉**');
    expect(html).not.toContain(DETAILS.idNumber);
    expect(visitor.seen.join(' ')).not.toMatch(new RegExp(`${no}|${code}`, 'i'));
    expect(visitor.cookies()).toEqual(['gongkai-case']);
    await visitor.post('/apply/status/leave', {});
    expect(visitor.cookies()).toEqual([]);
    await visitor.get('/apply/status/case');
    expect(visitor.seen.at(-1)).toBe('/apply/status');
  });

  it('查询码错和编号不存在，答复一字不差', async () => {
    const { no, code } = await submitNew(new Visitor());
    const wrong = await new Visitor().post('/apply/status', { no, code: 'AAAAA-AAAAA' });
    const unknown = await new Visitor().post('/apply/status', { no: no.replace(/\d{4}$/, '9876'), code });
    expect([wrong.status, unknown.status]).toEqual([422, 422]);
    expect(unknown.html.replace(/9876/g, no.slice(-4))).toBe(wrong.html);
  });

  it('没有编号和查询码，文书、压缩包都拿不到', async () => {
    const visitor = new Visitor();
    const id = '00000000-0000-4000-8000-000000000000';
    for (const path of [
      '/apply/status/case',
      '/apply/status/case.zip',
      `/apply/status/letters/${id}`,
      `/apply/status/letters/${id}/${id}`,
      '/apply/status/withdraw',
      '/apply/status/supplement',
    ]) {
      await visitor.get(path);
      expect(visitor.seen.at(-1), path).toBe('/apply/status');
    }
  });

  it('[REG-31-1] 机关联系之后出现“确认”按钮，确认之后显示期限和每一天', async () => {
    const { no, code } = await submitNew(new Visitor());
    const visitor = new Visitor();
    const before = await visitor.post('/apply/status', { no, code });
    expect(before.html).not.toContain('确认收到申请</button>');
    const person = organ.cast.officeHead.personId;
    await staff.query(
      `INSERT INTO office.application_event (application_id, seq, action, from_state, to_state, on_date, at, actor_kind, person_id,
         person_name, detail) SELECT id, 0, 'log_contact', '', 'submitted', office.today(), now(), 'staff', $2, '', '{}'
       FROM office.application WHERE submission_no = $1 AND organ_id = $3`,
      [no, person, organ.id],
    );
    expect((await visitor.get('/apply/status/case')).html).toContain('确认收到申请</button>');
    const { html } = await visitor.post('/apply/status/confirm', {});
    expect(html).toContain('已确认。今天是收到申请之日。');
    expect(html).toMatch(/我们应当在\d{4}年\d+月\d+日（含当日）前答复/);
    expect(html).toContain('期限的每一天');
    const zip = await visitor.get('/apply/status/case.zip');
    expect(zip.answer.headers.get('content-type')).toBe('application/zip');
    expect(zip.answer.headers.get('cache-control')).toContain('no-store');
    const withdrawn = await visitor.post('/apply/status/withdraw', {});
    expect(withdrawn.html).toContain('您已撤回申请');
  });
});

describe('空白申请表', () => {
  it('人人可以下载，是 Word 文件', async () => {
    const { status, answer } = await new Visitor().get('/disclosure/apply/blank.docx');
    expect(status).toBe(200);
    expect(answer.headers.get('content-type')).toContain('wordprocessingml');
    const bytes = new Uint8Array(await answer.arrayBuffer());
    expect([bytes[0], bytes[1]]).toEqual([0x50, 0x4b]);
  });
});
