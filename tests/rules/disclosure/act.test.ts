import { describe, expect, it } from 'vitest';
import { forbiddenWords, isDocNo } from '@/lib/disclosure/after-publication/rules/act';
import { validityEventSchema } from '@/lib/disclosure/after-publication/schema';
import { hostOf, isAllowedSource } from '@/lib/disclosure/rules/declarations';

const ENTRY = {
  itemId: 'aaaaaaaaaa',
  state: 'repealed',
  fromDate: '2026-03-05',
  actTitle: '清理决定',
  actNo: '',
  actId: null,
  validUntil: null,
  successorId: null,
  note: '',
};

describe('有效性变更的依据', () => {
  it('[PF-24] 文号只有一种写法', () => {
    expect(['北工信〔2026〕9号', '国办发〔2019〕61号'].every(isDocNo)).toBe(true);
    for (const words of [
      '决定',
      '北工信〔26〕9号',
      '北工信[2026]9号',
      '北工信〔2026〕09号',
      '北工信〔2026〕9号（机密）',
      ' 北工信〔2026〕9号',
      '北工信〔2026〕9号\n',
      'A〔2026〕9号',
      '张某某身份证号一一零一零五〔2026〕9号',
    ])
      expect(isDocNo(words), words).toBe(false);
  });

  it('[PF-24] 登记时文号不合写法的、写网址的不收', () => {
    const parses = (changes: object) => validityEventSchema.safeParse({ ...ENTRY, ...changes }).success;
    expect(parses({})).toBe(true);
    expect(parses({ actNo: '北工信〔2026〕9号', actId: 'bbbbbbbbbb' })).toBe(true);
    expect(parses({ actNo: '随便写的话' })).toBe(false);
    expect(parses({ actUrl: '' })).toBe(false);
    for (const actId of ['/\\evil.example/x', 'https://a.example/', '/items/bbbbbbbbbb'])
      expect(parses({ actId }), actId).toBe(false);
  });

  it('[TR-18] 密级标志和证件号码查得出来，平常的话没有', () => {
    const today = '2026-03-05';
    expect(forbiddenWords(['关于公布清理结果的决定', '北工信〔2026〕9号', ''], today)).toEqual([]);
    for (const words of ['机密★1年', '11010519491231002X']) {
      expect(forbiddenWords(['清理决定', words], today), words).not.toEqual([]);
      expect(forbiddenWords([`备注\n${words}`], today), words).not.toEqual([]);
    }
  });
});

describe('转载的网址', () => {
  it.each([
    'https://evil.example\\.source.example/a',
    'https://source.example\\@evil.example/',
    'https://source.example/\\evil.example',
    'https://source.example@evil.example/',
    'https://user:word@source.example/',
    'https://source.example/a\u0001',
    'https://source.example/a b',
    ' https://source.example/',
    'https:/source.example/',
    'https:\\\\source.example/',
    'javascript:alert(1)',
    'ftp://source.example/',
    '//source.example/',
  ])('[TR-7] %j 不收', (address) => {
    expect(hostOf(address)).toBeNull();
    const sources = [{ name: '示例网', host: 'source.example' }];
    expect(isAllowedSource({ source_name: '示例网', source_url: address }, sources)).toBe(false);
  });

  it('[TR-7] 平常的网址收，域名不分大小写', () => {
    expect(hostOf('https://WWW.source.example:8443/a?b=c#d')).toBe('www.source.example');
  });
});
