import type { SensitiveTerm } from '../../types';

const INTERNAL = '请确认不是内部文件，可以公开。';
const DRAFT = '请确认这一稿已经定稿，可以公开。';
const PERSON = '涉及个人隐私，请删去或作去标识化处理，依法应当公开的除外。';

function entries(
  terms: string,
  severity: SensitiveTerm['severity'],
  advice: string,
  except: Readonly<Record<string, readonly string[]>> = {},
): SensitiveTerm[] {
  return terms.split(' ').map((term) => {
    const words = except[term];
    return words ? { term, advice, severity, except: words } : { term, advice, severity };
  });
}

/** The shipped list of words to look at. An organ adds its own. */
export const SHIPPED_SENSITIVE_TERMS: readonly SensitiveTerm[] = [
  ...entries(
    '内部资料 内部文件 内部使用 内部传阅 不得外传 请勿外传 注意保存 仅供内部 不予公开发表 阅后即焚',
    'warning',
    INTERNAL,
  ),
  ...entries('征求意见稿 送审稿 讨论稿 内部讨论 过程稿 草案稿', 'hint', DRAFT, {
    征求意见稿: ['（征求意见稿）', '征求意见稿）'],
  }),
  ...entries(
    '领导批示 批示精神如下 妥否，请批示 妥否请批示 当否，请批示 请示报告如下 会议纪要如下',
    'hint',
    '内部往来的请示、批示和会议记录一般不公开，请核对。',
  ),
  ...entries('患有 病历号 艾滋病 精神残疾 家庭成员情况 银行流水 征信记录', 'hint', PERSON),
  ...entries('全国首创 国家级最佳 史无前例 绝无仅有', 'hint', '用语可能夸大，请核对事实。'),
];
