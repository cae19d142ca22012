import { describe, expect, it } from 'vitest';
import { routeFor } from '@/lib/approvals/rules/route';
import { mailOf, noticeSentence, noticeWord } from '@/lib/notices/messages';
import { MOST_TRIES, nextTryAfter } from '@/lib/notices/rules/back-off';
import { hostOf, officeAddress } from '@/lib/notices/rules/office-address';
import { markReadSchema, readNoticeQuery } from '@/lib/notices/schema';
import { contactSchema } from '@/lib/organs/schema';
import { NOTICE_KINDS } from '@/lib/platform/notify';

const OFFICE = 'https://www.example.gov.cn/office';

describe('通知邮件', () => {
  it('只写机关、哪一类待办和办公地址', () => {
    expect(mailOf('review_open', '北关区工信局', OFFICE)).toEqual({
      subject: '北关区工信局公开系统：您有 1 项审核待办',
      text: `北关区工信局公开系统：您有 1 项审核待办，请登录查看。\n\n${OFFICE}\n\n本邮件由系统自动发出，请不要回复。不想再收邮件，可以登录后在“账号”里关闭。\n`,
    });
  });

  it.each(NOTICE_KINDS)('%s：主题一行，正文没有稿件地址', (kind) => {
    const { subject, text } = mailOf(kind, '北关区工信局', OFFICE);
    expect(subject).not.toMatch(/[\r\n]/);
    expect(subject.startsWith('北关区工信局公开系统：')).toBe(true);
    expect(text).not.toContain('/items/');
    expect(text.match(/https?:\S+/g)).toEqual([OFFICE]);
  });

  it.each([
    ['https://www.example.gov.cn', OFFICE],
    ['https://www.example.gov.cn/', OFFICE],
    ['https://www.example.gov.cn/zwgk/api/auth', 'https://www.example.gov.cn/zwgk/office'],
    ['http://127.0.0.1:3000', 'http://127.0.0.1:3000/office'],
  ])('站点地址 %s 的办公地址', (site, office) => {
    expect(officeAddress(site)).toBe(office);
  });

  it('邮件编号用站点的主机名', () => {
    expect(hostOf('https://www.example.gov.cn/zwgk/api/auth')).toBe('www.example.gov.cn');
    expect(hostOf('不是地址')).toBe('localhost');
  });
});

describe('系统内的通知', () => {
  it.each(NOTICE_KINDS)('%s 有一个词和一句话', (kind) => {
    expect(noticeWord(kind).word).toMatch(/^[一-龥]{3,8}$/);
    expect(noticeSentence(kind, {})).toMatch(/。$/);
  });

  it('审核类的通知写明是哪个环节', () => {
    for (const { step, role } of routeFor('c')) {
      const sentence = noticeSentence('review_open', { step, role });
      expect(sentence).not.toContain('undefined');
      expect(sentence).not.toContain('办理审核');
    }
    expect(noticeSentence('review_open', { step: 'l2', role: 'reviewer_l2' })).toContain('复审');
    expect(noticeSentence('returned', { step: 'publication' })).toContain('发布');
  });

  it('应急发布和报请确定另有说法', () => {
    expect(noticeSentence('review_open', { step: 'l1', lane: 'emergency' })).toContain('请马上办理');
    expect(noticeSentence('review_open', { step: 'secrecy', code: 'referral_reply' })).toContain('登记答复');
  });
});

describe('发送失败后的重试', () => {
  const now = new Date('2026-03-02T00:00:00Z');

  it('间隔越来越长，不到一天，然后放弃', () => {
    const waits = Array.from({ length: MOST_TRIES - 1 }, (_, at) => {
      const next = nextTryAfter(at + 1, now);
      return ((next?.getTime() ?? 0) - now.getTime()) / 60_000;
    });
    expect(waits).toEqual([1, 5, 15, 60, 180, 360, 720]);
    expect(waits.reduce((sum, wait) => sum + wait, 0)).toBeLessThan(24 * 60);
    expect(nextTryAfter(MOST_TRIES, now)).toBeNull();
  });
});

describe('填写的内容', () => {
  it.each(['zhang@example.gov.cn', ' zhang@example.gov.cn '])('接受邮箱 %j', (email) => {
    expect(contactSchema.parse({ email, wantsEmail: true }).email).toBe('zhang@example.gov.cn');
  });
  it('空的邮箱是不要邮件', () => {
    expect(contactSchema.parse({ email: '  ', wantsEmail: true }).email).toBeNull();
  });
  it.each([
    'zhang',
    'a@b@c',
    'a@b.cn,c@d.cn',
    'a@b.cn\nBcc: c@d.cn',
    '张三 <a@b.cn>',
    `${'a'.repeat(250)}@b.cn`,
  ])('不接受邮箱 %j', (email) => {
    expect(contactSchema.safeParse({ email, wantsEmail: true }).success).toBe(false);
  });

  it('列表的地址看不懂时是第一页全部', () => {
    expect(readNoticeQuery({ unread: '1', page: '3' })).toEqual({ unreadOnly: true, page: 3 });
    for (const query of [{}, { unread: 'x', page: '-1' }, { page: ['2', '3'] }, { page: '1e9' }]) {
      expect(readNoticeQuery(query)).toEqual({ unreadOnly: false, page: 1 });
    }
  });

  it('一次标记的通知有上限', () => {
    const id = '019b0000-0000-7000-8000-000000000000';
    expect(markReadSchema.safeParse({ ids: [id] }).success).toBe(true);
    expect(markReadSchema.safeParse({ ids: [] }).success).toBe(false);
    expect(markReadSchema.safeParse({ ids: Array(101).fill(id) }).success).toBe(false);
  });
});
