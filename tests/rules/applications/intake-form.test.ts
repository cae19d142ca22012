import { describe, expect, it } from 'vitest';
import {
  checkApplicantKind,
  checkIntake,
  checkSupplement,
  DESCRIPTION_LENGTH,
} from '@/lib/applications/schema/intake-form';
import { DELIVERY_METHODS, MEDIA_FORMS } from '@/lib/applications/types/case';
import { type FileSlot, INTAKE_FIELDS, type IntakeValues } from '@/lib/applications/types/intake';
import { inventedIdNumber } from '@/lib/personal-data/rules/identity-documents';

const TODAY = '2026-03-10';
const PERSON: IntakeValues = {
  applicantType: 'natural_person',
  hasAgent: 'no',
  name: '张示',
  idKind: 'resident_id_card',
  idNumber: inventedIdNumber(1),
  phone: '13800000000',
  title: '年度报告',
  deliveryMethod: 'online',
  mediaForm: 'electronic',
};
const COMPANY: IntakeValues = {
  ...PERSON,
  applicantType: 'legal.business',
  name: '安阳市示例有限公司',
  idKind: 'credit_code',
  idNumber: '114105030000000000',
  contactName: '李示',
};
const slots = (...names: FileSlot[]) => names.map((slot) => ({ slot }));

function problems(values: IntakeValues, files = slots('identity')): Record<string, string> {
  const checked = checkIntake(values, files, TODAY);
  return checked.ok ? {} : Object.fromEntries(checked.problems.map(({ field, message }) => [field, message]));
}
const fields = (values: IntakeValues, files = slots('identity')) => Object.keys(problems(values, files));

describe('申请的内容', () => {
  it('[条例29] 自然人、单位各按自己的要素填写，就可以提交', () => {
    expect(problems(PERSON)).toEqual({});
    expect(problems(COMPANY)).toEqual({});
  });

  it('[REG-27-1] 没有“用途”一栏', () => {
    expect(INTAKE_FIELDS.join(' ')).not.toMatch(/purpose|use|reason/i);
  });

  it('[条例29] 名称、文号、特征描述至少一项，任一项都够', () => {
    expect(fields({ ...PERSON, title: ' ' })).toEqual(['title']);
    for (const field of ['title', 'docNo', 'description'] as const) {
      expect(fields({ ...PERSON, title: '', [field]: '内容' }), field).toEqual([]);
    }
  });

  it('[条例29] 姓名、证件类型、号码、身份证明、获取方式、载体形式缺一不可，一次说全，按表单的顺序', () => {
    expect(fields({ applicantType: 'natural_person', hasAgent: 'no' }, [])).toEqual([
      'name',
      'idKind',
      'identity',
      'phone',
      'title',
      'deliveryMethod',
      'mediaForm',
    ]);
  });

  it('单位还要联系人；不能用身份证号', () => {
    expect(fields({ ...COMPANY, contactName: '' })).toEqual(['contactName']);
    expect(fields({ ...COMPANY, idKind: 'resident_id_card', idNumber: inventedIdNumber(1) })).toEqual([
      'idKind',
    ]);
  });

  it('[条例29] 有代理人的，还要代理人的姓名、身份证明和授权委托书', () => {
    const withAgent = { ...PERSON, hasAgent: 'yes' };
    expect(fields(withAgent)).toEqual(['agentName', 'agentIdKind', 'agentIdentity', 'authorization']);
    const agent = { agentName: '王示', agentIdKind: 'resident_id_card', agentIdNumber: inventedIdNumber(2) };
    expect(problems({ ...withAgent, ...agent }, slots('identity', 'agentIdentity', 'authorization'))).toEqual(
      {},
    );
  });

  it('类别和由谁办理没有选，各有一句话', () => {
    expect(checkApplicantKind({}).map(({ field }) => field)).toEqual(['applicantType', 'hasAgent']);
    expect(checkApplicantKind({ applicantType: 'other', hasAgent: 'maybe' })).toHaveLength(2);
    expect(checkApplicantKind(PERSON)).toEqual([]);
  });

  it('身份证号码校验位不对、出生日期不存在，各有一句话', () => {
    const right = inventedIdNumber(1);
    const wrong = `${right.slice(0, -1)}${right.endsWith('1') ? '2' : '1'}`;
    expect(problems({ ...PERSON, idNumber: wrong }).idNumber).toContain('最后一位');
    expect(problems({ ...PERSON, idNumber: inventedIdNumber(1, '19900231') }).idNumber).toContain('出生日期');
    expect(problems({ ...COMPANY, idNumber: '114105030000000001' }).idNumber).toContain('最后一位');
  });
});

describe('联系方式和获取方式', () => {
  const without = { ...PERSON, phone: '' };
  it('电话、邮箱、地址至少一种', () => {
    expect(fields(without)).toEqual(['phone']);
    expect(fields({ ...without, email: 'a@example.com' })).toEqual([]);
    expect(fields({ ...without, address: '安阳市示例路1号' })).toEqual([]);
  });

  it('选邮寄的要地址，选电子邮件的要邮箱', () => {
    expect(fields({ ...PERSON, deliveryMethod: 'mail', mediaForm: 'paper' })).toEqual(['address']);
    expect(fields({ ...PERSON, deliveryMethod: 'email' })).toEqual(['email']);
  });

  it.each(DELIVERY_METHODS.flatMap((method) => MEDIA_FORMS.map((media) => [method, media] as const)))(
    '%s 与 %s：只有电子方式不能要纸质的',
    (deliveryMethod, mediaForm) => {
      const values = {
        ...PERSON,
        email: 'a@example.com',
        address: '安阳市示例路1号',
        deliveryMethod,
        mediaForm,
      };
      const isImpossible = mediaForm === 'paper' && ['email', 'online'].includes(deliveryMethod);
      expect(fields(values)).toEqual(isImpossible ? ['mediaForm'] : []);
    },
  );
});

describe('难写的内容', () => {
  it('生僻字、一万字的描述原样接受；超过上限的说明有多少字', () => {
    const checked = checkIntake(
      { ...PERSON, name: '吉㐂𠮷', description: '𠮷'.repeat(10_000) },
      slots('identity'),
      TODAY,
    );
    expect(checked.ok && checked.intake.parties[0]?.name).toBe('吉㐂𠮷');
    expect(checked.ok && [...checked.intake.request.description].length).toBe(10_000);
    expect(fields({ ...PERSON, description: '𠮷'.repeat(DESCRIPTION_LENGTH) })).toEqual([]);
    const tooLong = problems({ ...PERSON, description: '长'.repeat(DESCRIPTION_LENGTH + 1) });
    expect(tooLong.description).toContain(`最多${DESCRIPTION_LENGTH}字，现在是${DESCRIPTION_LENGTH + 1}字`);
  });

  it.each([
    ['从右到左覆盖', '\u202e'],
    ['从右到左标记', '\u200f'],
    ['方向隔离', '\u2067'],
    ['响铃', '\u0007'],
    ['空字符', '\u0000'],
    ['半个代理对', '\ud842'],
  ])('%s：拒绝，并说明在第几个字后面', (_, character) => {
    expect(problems({ ...PERSON, title: `甲𠮷${character}乙` }).title).toContain('第2个字后面');
    expect(problems({ ...PERSON, description: `${character}乙` }).description).toContain('开头');
    expect(fields({ ...PERSON, name: `张${character}示` })).toEqual(['name']);
  });

  it('从网页粘来的零宽空格不挡人，存的时候去掉；换行、制表符照收', () => {
    const checked = checkIntake(
      { ...PERSON, title: '年度\u200b报告', description: '一\r\n二\t三' },
      slots('identity'),
      TODAY,
    );
    expect(checked.ok && checked.intake.request).toMatchObject({
      title: '年度报告',
      description: '一\n二 三',
    });
  });

  it('只有空格和零宽字符的，等于没有写', () => {
    expect(fields({ ...PERSON, title: ' \u200b\u3000' })).toEqual(['title']);
  });
});

describe('补正', () => {
  it('写了内容，或者传了材料，就可以提交', () => {
    expect(checkSupplement({ description: '是2025年的' }, []).ok).toBe(true);
    expect(checkSupplement({}, slots('attachment'))).toEqual({
      ok: true,
      text: { title: '', docNo: '', description: '补正内容见所附材料。' },
    });
    expect(checkSupplement({ description: ' ' }, [])).toMatchObject({
      ok: false,
      problems: [{ field: 'description' }],
    });
  });
});
