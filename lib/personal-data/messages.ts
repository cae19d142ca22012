import type { Refusal } from '@/lib/platform/result';

const SENTENCES = {
  id_number_missing: '请填写{kind}号码。',
  id_number_form: '{kind}号码的格式不对，请对照证件核对。没有这种证件的，请改选证件类型。',
  id_card_length: '居民身份证号码是18位，最后一位可以是X，请对照证件核对。',
  id_card_old: '15位的旧身份证号码已经停用，请填写18位号码。',
  id_card_province: '身份证号码的前6位不是行政区划代码，请对照证件核对。',
  id_card_birthday: '身份证号码第7至14位应当是出生日期，填写的这一天不存在或者还没到，请对照证件核对。',
  id_card_check: '{kind}号码的最后一位与前面各位对不上，多半是抄错了一位，请对照证件逐位核对。',
  id_is_residence_permit: '这是港澳台居民居住证的号码，请把证件类型改为“港澳台居民居住证”。',
  credit_code_form: '统一社会信用代码是18位数字和大写字母，请对照证照核对。',
  credit_code_check: '统一社会信用代码的最后一位与前面各位对不上，多半是抄错了一位，请对照证照逐位核对。',
  name_missing: '请填写{label}。',
  name_too_long: '{label}请控制在{max}个字以内。',
  name_unseen: '{label}里有看不见的字符：{character}。请删去整栏，重新输入，不要从别处粘贴。',
  name_private:
    '{label}里有自造字（{character}），其他电脑上显示不出来。请用标准字库里的字（生僻字也可以）；字库里没有的，用同音字代替，并在申请内容里说明。',
  name_form: '{label}里没有文字，请检查。',
  phone_form:
    '请填写能打通的电话：手机号11位，如13800000000；固定电话带区号，如0372-0000000；境外号码以“+国家代码”开头。',
  email_form: '电子邮箱的格式不对，请检查，例如 name@example.com。',
  address_short: '请填写完整的通信地址，写到门牌号，以便邮寄。',
  address_long: '通信地址请控制在{max}个字以内。',
  postcode_form: '邮政编码是6位数字，请检查。',
  not_found: '没有找到要打开的内容，或者您无权查看。',
  role_missing:
    '只有本案承办人、工作机构负责人、法制审核人和分管政府信息公开的领导可以打开证件号码和身份证明。',
  reason_missing: '请写明打开的理由，系统会记入日志。',
  reason_holds_number: '理由会原样记入日志，请不要在里面写证件号码。',
  unreadable:
    '这项内容打不开：它被改动过，或者缺少加密时用的密钥。请联系系统管理员（环境变量 GONGKAI_DATA_KEYS）。',
} as const;
export type PersonalDataRefusal = keyof typeof SENTENCES;

/** A refusal with its sentence; `facts` fill its blanks. */
export function personalDataRefusal(
  code: PersonalDataRefusal,
  facts: Readonly<Record<string, string>> = {},
): Refusal {
  const message = SENTENCES[code].replace(/\{(\w+)\}/g, (_, name: string) => facts[name] ?? '');
  return { code, message };
}
