import { describe, expect, it } from 'vitest';
import { passesLuhn } from '@/lib/proofreading/rules/people/find-bank-cards';
import { hasIdCheckDigit, isPlausibleBirthday } from '@/lib/proofreading/rules/people/find-identity-cards';
import { foundIn, proofreadTexts, proseOf } from '../../support/proofreading';

// The example of GB 11643-1999, and numbers computed from nobody's data.
const ID = '11010519491231002X';
const CARD = '6222021403001234561';

const told = (line: string) =>
  proofreadTexts([proseOf(line)])
    .filter((one) => one.kind === 'personal_data')
    .map(({ rule, severity, suggestion }) => [rule, severity, suggestion]);

describe('身份证号', () => {
  it('[TR-18] 校验码按加权和模11', () => {
    expect(hasIdCheckDigit(ID)).toBe(true);
    expect(hasIdCheckDigit('11010519491231002x')).toBe(true);
    for (const last of '0123456789') expect(hasIdCheckDigit(`11010519491231002${last}`)).toBe(false);
    expect(hasIdCheckDigit('440524188001010014')).toBe(true);
  });

  // One number for each remainder from 0 to 10.
  it.each([
    '110105194912040031',
    '110105194912010000',
    '11010519491209008X',
    '110105194912060059',
    '110105194912030028',
    '110105194912190187',
    '110105194912080076',
    '110105194912050045',
    '110105194912020014',
    '110105194912180173',
    '110105194912070062',
  ])('[TR-18] %s 的校验码正确，换成别的就不正确', (number) => {
    const right = [...'0123456789X'].filter((last) => hasIdCheckDigit(number.slice(0, 17) + last));
    expect(right).toEqual([number.slice(17)]);
  });

  it.each([
    ['19491231', true],
    ['20240628', true],
    ['20240629', false],
    ['19000101', true],
    ['18991231', false],
    ['19990229', false],
    ['20000229', true],
    ['19991301', false],
    ['19990100', false],
  ])('[TR-18] 出生日期 %s 可信：%s', (digits, isPlausible) => {
    expect(isPlausibleBirthday(digits, '2024-06-28')).toBe(isPlausible);
  });

  it.each([
    [`身份证号：${ID}。`, [['id_card', 'blocking', '11*************02X']]],
    ['身份证号：110105194912310021。', [['id_card_unsure', 'warning', '11*************021']]],
    ['１１０１０５１９４９１２３１００２Ｘ', [['id_card', 'blocking', '11*************02X']]],
    ['110105 19491231 002X', [['id_card', 'blocking', '11*************02X']]],
    ['身份证110105491231002', [['id_card_old', 'warning', '11**********002']]],
    ['编号110105491231002', []],
    ['110105194913310025', []],
    ['990105194912310021', []],
    ['11*************02X', []],
    [`条码A${ID}B`, []],
  ])('[TR-18] %s', (line, found) => {
    expect(told(line)).toEqual(found);
  });

  it('摘录里不留完整号码', () => {
    const [finding] = proofreadTexts([proseOf(`身份证号：${ID}。`)]);
    expect(finding?.place.excerpt).toBe('11*************02X');
    expect(JSON.stringify(finding)).not.toContain('19491231');
  });
});

describe('银行卡和账号', () => {
  it('按 Luhn 校验', () => {
    expect(passesLuhn('4111111111111111')).toBe(true);
    expect(passesLuhn('4111111111111112')).toBe(false);
    expect(passesLuhn(CARD)).toBe(true);
  });

  it.each([
    [`卡号${CARD}`, [['bank_card', 'blocking', '6222***********4561']]],
    [CARD, [['bank_card', 'blocking', '6222***********4561']]],
    ['6222 0214 0300 1234 561', [['bank_card', 'blocking', '6222***********4561']]],
    ['账号：1234567890123', [['bank_card_unsure', 'warning', '1234*****0123']]],
    ['另有79927398713000000', [['bank_card_unsure', 'warning', '7992*********0000']]],
    ['粤公网安备 44030402003015号', []],
    ['000000000000000', []],
    ['20230712143000', []],
    [`户名：平潭综合实验区财政金融局，账号：${CARD}`, [['bank_account_of_unit', 'hint', undefined]]],
  ])('%s', (line, found) => {
    expect(told(line)).toEqual(found);
  });
});

describe('联系方式、住址、出生日期', () => {
  it.each([
    ['手机13805061234', 'mobile_number 13805061234'],
    ['手机138 0506 1234', 'mobile_number 138 0506 1234'],
    ['+86 13805061234', 'mobile_number +86 13805061234'],
    ['邮箱zhang.san@163.com', 'email_address zhang.san@163.com'],
    ['家庭住址：平潭县潭城镇西大街88号', 'home_address 平潭县潭城镇西大街88号'],
    ['幸福小区3号楼2单元501室', 'home_address 3号楼2单元501室'],
    ['8栋1203室', 'home_address 8栋1203室'],
    ['王某，1985年3月出生', 'birth_date 1985年3月'],
    ['出生日期：1979-08-15', 'birth_date 1979-08-15'],
    ['护照号E12345678', 'passport_number E12345678'],
  ])('%s', (line, found) => {
    expect(foundIn(line, 'personal_data')).toEqual([found]);
  });

  it.each([
    '电话：0591-23160000',
    '电话：（0372）3165900',
    '热线12345、4008123123',
    '邮箱：gxj@pingtan.gov.cn',
    '办公地址：行政服务中心3号楼501室',
    '会议地点：政府大楼2座8层805室',
    '本办法自2023年3月1日起生效',
    '编号913805061234567',
    '138****1234',
    '型号E12345678的设备',
  ])('“%s”不算个人信息', (line) => {
    expect(foundIn(line, 'personal_data')).toEqual([]);
  });

  it('手机号建议写成前三后四', () => {
    expect(told('手机+86 138 0506 1234')).toEqual([['mobile_number', 'warning', '138****1234']]);
  });
});

describe('依法应当公开的个人信息', () => {
  it('写明依据后不再阻断，依据随发现一起显示', () => {
    const basis = { basis: '《最高人民法院关于公布失信被执行人名单信息的若干规定》' };
    const [finding] = proofreadTexts([proseOf(`身份证号：${ID}。`)], { personalDataExemption: basis });
    expect(finding).toMatchObject({ rule: 'id_card', severity: 'warning', exempt: basis });
  });
});
