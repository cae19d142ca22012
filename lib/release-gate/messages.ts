import type { Refusal } from '@/lib/platform/result';
import type { ReleaseRule } from './types';

/** What each rule is called. */
export const RELEASE_RULE_NAMES: Record<ReleaseRule, string> = {
  classification: '密级标志',
  removed_word: '去除的文字还在',
  earlier_version: '留着以前的版本',
  id_card: '身份证号码',
  id_card_unsure: '疑似身份证号码',
  bank_card: '银行卡号',
  bank_card_unsure: '疑似银行卡号',
  mobile_number: '手机号码',
  email_address: '电子邮箱',
  home_address: '住址',
  birth_date: '出生日期',
  passport_number: '护照、通行证号码',
  hidden_content: '隐藏的内容',
  comments: '批注',
  tracked_changes: '修订痕迹',
  embedded_file: '内嵌的文件',
  program: '宏或脚本',
  picture_place: '图片里的拍摄位置',
  picture_origin: '图片里的设备、作者信息',
  properties: '文件属性里的姓名、单位',
  embedded_object: '嵌入的对象',
  external_data: '外部数据',
  speaker_notes: '演讲者备注',
  trailing_data: '文件末尾夹带的数据',
  not_opened: '打不开',
  not_read_whole: '没有读完',
  not_checkable: '系统看不到里面的文字',
};

/** What was found and what to do; `{where}` is a place, `{count}` a number. */
const SENTENCES: Record<ReleaseRule, string> = {
  classification:
    '{where}有密级标志。涉密内容不得提供，任何人都不能放行：请立即停止，撤下这份文件，并向本单位保密工作机构报告。',
  removed_word:
    '{where}还能找到{count}个已经去除的词语。只是盖住、涂黑不等于删除：请在原文件里删掉文字（或者打印涂黑后扫描），重新生成后换上。',
  earlier_version:
    '文件里留着{count}个以前的版本，收到的人可以还原。请用“打印—另存为 PDF”或“另存为”重新生成，不要用“保存”。',
  id_card: '{where}有{count}个完整的身份证号码。请遮住或者删去；依法应当提供的，请由两人写明理由放行。',
  id_card_unsure: '{where}有{count}处像身份证号码（校验位不对或者是15位）。请核对，是的话请遮住。',
  bank_card: '{where}有{count}个银行卡号。请遮住或者删去；依法应当提供的，请由两人写明理由放行。',
  bank_card_unsure: '{where}有{count}处像银行卡号或者账号。请核对，是个人的请遮住。',
  mobile_number: '{where}有{count}个手机号码。请核对是不是个人的，是的话请遮住。',
  email_address: '{where}有{count}个电子邮箱。请核对是不是个人的，是的话请遮住。',
  home_address: '{where}有{count}处像住址，写到了门牌。请核对，个人住址只保留到乡镇、街道。',
  birth_date: '{where}有{count}处出生日期。请核对，需要遮住的请遮住。',
  passport_number: '{where}有{count}个护照、通行证号码。请遮住或者删去。',
  hidden_content:
    '文件里有{count}处隐藏的内容（工作表、行、列、文字、幻灯片等），收到的人可以显示出来。请取消隐藏或者删除后换上。',
  comments: '文件里有批注（{count}处）。请在“审阅”里删除全部批注后换上。',
  tracked_changes:
    '文件里有修订痕迹（{count}处），收到的人看得到删去的文字。请全部接受或者拒绝，关闭修订后换上。',
  embedded_file: '文件里嵌着{count}份别的文件，收到的人可以取出来。请删除后换上，要提供的请单独添加。',
  program: '文件里有会自动运行的程序（宏、脚本）。请另存为不带宏的文件，或者重新生成 PDF 后换上。',
  picture_place: '{where}{count}张图片里记着拍摄的地点。请去掉图片的位置信息后换上。',
  picture_origin: '{where}{count}张图片里记着设备、作者等信息。请核对是否要去掉。',
  properties: '文件属性里写着作者、单位、最后保存者等。请核对；不想提供的，请在“文件—信息—检查文档”里删除。',
  embedded_object: '文件里有公式等对象（{count}处），系统不检查其中的内容，请人工检查。',
  external_data: '文件引用了外部数据（{count}处），请核对是否要提供。',
  speaker_notes: '幻灯片有演讲者备注（{count}处），请核对是否要提供。',
  trailing_data: '文件的末尾夹带着别的数据，打开时看不到。请用原来的程序重新生成后换上。',
  not_opened:
    '系统打不开这份文件（有密码、已损坏，或者是系统不检查的格式），不能确认里面有什么。请换成能检查的文件。',
  not_read_whole: '文件的内容太多，系统没有读完。请拆成几个文件，或者由两人人工核对后放行。',
  not_checkable: '{where}没有可以读出的文字，多半是图片。系统看不到图片里的字，请人工逐页核对是否已经涂黑。',
};

/** The sentence of a finding. */
export function releaseSentence(rule: ReleaseRule, where: string, count: number): string {
  return SENTENCES[rule].replace('{where}', where).replace('{count}', String(count));
}

const REFUSALS = {
  not_found: '没有找到这份文书或者附件，或者您无权查看。',
  letter_not_draft: '只有起草中的文书可以增减附件。已经送审的，请先退回。',
  role_missing_enclose: '只有承办人和工作机构负责人可以增减随文书提供的附件。',
  role_missing_propose: '只有承办人、工作机构负责人和法制审核人可以提出放行。',
  role_missing_answer: '只有工作机构负责人、分管政府信息公开的领导和主要领导可以同意放行。',
  file_unreadable: '这份文件打不开：它被改动过，或者缺少加密时用的密钥。请重新添加，或者联系系统管理员。',
  enclosed_already: '这份文件已经在附件里了。',
  too_many: '一份文书最多附{max}个文件。',
  word_too_short: '去除的词语至少写两个字，第{line}行只有一个：一个字到处都有，查不出是否删净。',
  word_too_long: '去除的词语每行最多{max}个字，第{line}行太长；请只写要查的词语。',
  too_many_words: '去除的词语最多{max}个。',
  not_checked: '附件“{name}”还没有做发出前检查，请先检查。',
  check_stale: '附件“{name}”检查之后，检查的规则更新了，请重新检查。',
  blocked: '附件“{name}”的检查没有通过：{what}。请改好后换上，或者由两人写明理由放行。',
  finding_gone: '这一项现在不在检查结果里，请刷新后再看。',
  never_overridden: '密级标志任何人都不能放行。请撤下这份文件，并向本单位保密工作机构报告。',
  proposed_already: '这一项已经有人提出放行，正等另一个人答复。',
  reason_missing: '请写明放行的理由：为什么可以提供，依据是什么。',
  own_proposal: '提出放行的人不能自己同意，请由另一个人答复。',
  answered_already: '这一项已经答复过了。',
  note_missing: '不同意放行，请写明理由。',
} as const;
export type ReleaseRefusal = keyof typeof REFUSALS;

/** A refusal with its sentence; `facts` fill its blanks. */
export function releaseRefusal(
  code: ReleaseRefusal,
  facts: Readonly<Record<string, string | number>> = {},
): Refusal {
  const message = REFUSALS[code].replace(/\{(\w+)\}/g, (_, name: string) => String(facts[name] ?? ''));
  return { code: `release_${code}`, message };
}
