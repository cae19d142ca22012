import { describe, expect, it } from 'vitest';
import {
  maskEmail,
  maskPhone,
  readAddress,
  readEmail,
  readPhone,
  readPostcode,
} from '@/lib/personal-data/rules/contacts';
import { maskName, readName } from '@/lib/personal-data/rules/names';
import { emailField, nameField, openReasonField, phoneField } from '@/lib/personal-data/schema';
import type { Result } from '@/lib/platform/result';

const told = (result: Result<string>) => (result.ok ? result.value : result.refusals.map(({ code }) => code));
const name = (text: string) => readName(text, '姓名', 'name');

describe('姓名、名称', () => {
  it.each([
    '㐂𠮷',
    '𪚥𫞩',
    '阿卜杜拉·买买提',
    '葛\u{e0100}城',
    'Anne-Marie O’Neil',
    '北京（集团）有限公司',
    'ᠮᠣᠩᠭᠣᠯ',
  ])('“%s”原样保留', (text) => {
    expect(told(name(text))).toBe(text);
  });

  it('按字数，不按内部编码的长度：100个四字节的字可以，101个不可以', () => {
    expect(told(name('𠮷'.repeat(100)))).toBe('𠮷'.repeat(100));
    expect(told(name('𠮷'.repeat(101)))).toEqual(['name_too_long']);
  });

  it('两端和中间的空白整理成一个空格；拆开写的字母合成一个', () => {
    expect(told(name('　张　 三\n'))).toBe('张 三');
    expect(told(name('Rene\u0301'))).toBe('René');
  });

  it.each([
    ['\u200f', '从右到左标记（U+200F）'],
    ['\u202e', '从右到左覆盖（U+202E）'],
    ['\u2067', '从右到左隔离（U+2067）'],
    ['\u200b', '零宽空格（U+200B）'],
    ['\ufeff', '字节顺序标记（U+FEFF）'],
    ['\u0007', '控制字符（U+0007）'],
    ['\ud800', '（U+D800）'],
    ['\u3164', '（U+3164）'],
  ])('看不见的字符 %j 不悄悄去掉，说出它的名字', (character, word) => {
    for (const text of [`张${character}三`, `${character}张三`, `张三${character}`]) {
      const result = name(text);
      expect(told(result)).toEqual(['name_unseen']);
      expect(result.ok ? '' : result.refusals[0]?.message).toContain(word);
      expect(result.ok ? '' : result.refusals[0]?.field).toBe('name');
    }
  });

  it('异体选择符只能跟在汉字后面', () => {
    expect(told(name('a\ufe0f'))).toEqual(['name_unseen']);
  });

  it('自造字、空的、没有文字的，各有说法', () => {
    expect(told(name('张\ue815'))).toEqual(['name_private']);
    expect(told(name(' 　'))).toEqual(['name_missing']);
    expect(told(name('***'))).toEqual(['name_form']);
  });

  it('只露出第一个字，四字节的字不截断', () => {
    expect([maskName('𠮷野家'), maskName('王五'), maskName('欧阳修远')]).toEqual(['𠮷**', '王*', '欧**']);
  });
});

describe('联系方式', () => {
  it.each([
    ['138 0013 8000', '13800138000'],
    ['+86-13800138000', '13800138000'],
    ['１０００００００００１', '10000000001'],
    ['0372-0000000', '0372-0000000'],
    ['(0372)0000000转12', '0372-0000000-12'],
    ['010—12345678', '010-12345678'],
    ['400-123-4567', '4001234567'],
    ['+852 2123 4567', '+85221234567'],
  ])('电话 %s 保存为 %s', (text, stored) => {
    expect(told(readPhone(text))).toBe(stored);
  });

  it.each(['', '12345', '1380013800', '0372', '电话', '13800138000123'])('“%s”不是能打通的电话', (text) => {
    expect(told(readPhone(text))).toEqual(['phone_form']);
  });

  it('邮箱：全角和空格整理好；不像的不收', () => {
    expect(told(readEmail(' ｚhang@example.ｃn'))).toBe('zhang@example.cn');
    for (const text of [
      'a@b',
      'a..b@c.cn',
      '@c.cn',
      'a@c.cn,b@c.cn',
      'a@c.cn\nBcc: b@c.cn <x>',
      `${'a'.repeat(70)}@c.cn`,
    ]) {
      expect(told(readEmail(text)), text).toEqual(['email_form']);
    }
  });

  it('地址写到门牌号；邮编六位', () => {
    expect(told(readAddress('安阳市北关区示例路9号'))).toBe('安阳市北关区示例路9号');
    expect(told(readAddress('安阳市'))).toEqual(['address_short']);
    expect(told(readAddress('路'.repeat(201)))).toEqual(['address_long']);
    expect(told(readPostcode('４５５０００'))).toBe('455000');
    expect(told(readPostcode('4550'))).toEqual(['postcode_form']);
  });

  it('列表里遮住中间', () => {
    expect(maskPhone('13800138000')).toBe('138****8000');
    expect(maskPhone('0372-1234567')).toBe('0372-***4567');
    expect(maskEmail('zhang@example.cn')).toBe('z***@example.cn');
  });

  it('表单里的栏目说同样的话，可以不填的不填也行', () => {
    expect(nameField('申请人姓名').safeParse('').error?.issues[0]?.message).toBe('请填写申请人姓名。');
    expect(phoneField.parse(' ')).toBe('');
    expect(emailField.safeParse('a').error?.issues[0]?.message).toContain('电子邮箱的格式不对');
    expect(openReasonField.safeParse('\u200b').error?.issues[0]?.message).toContain('请写明打开的理由');
  });
});
