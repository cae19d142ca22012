import type { Refusal } from '@/lib/platform/result';
import type { HandlingAct, Severity, StoredFindingKind } from './types';

export const FINDING_KIND_NAMES: Record<StoredFindingKind, string> = {
  classification: '涉密标志',
  personal_data: '个人信息',
  protected_name: '姓名和职务',
  protected_term: '规范名称',
  typo: '错别字',
  sensitive_term: '敏感词',
  number: '数字',
  date: '日期',
  doc_number: '发文字号',
  title: '标题',
  punctuation: '标点',
  spacing: '空格和全半角',
  numbering: '层次序号',
  link: '链接',
  image: '图片',
  attachment: '附件',
  residue: '残留代码',
  other: '其他',
};

export const SEVERITY_NAMES: Record<Severity, string> = {
  blocking: '必须处理',
  warning: '请核对',
  hint: '提示',
};

/**
 * The sentence of each rule. `{text}` is the excerpt, `{suggestion}` the proposal; other names are the facts that the
 * finder hands over.
 */
export const FINDING_SENTENCES = {
  classification_term:
    '“{text}”是密级标志。涉密内容不得进入本系统，请立即停止录入，删去内容并报告保密工作机构。',
  classification_line:
    '这一行单独标有“{text}”，是密级标志。涉密内容不得进入本系统，请立即停止录入，删去内容并报告保密工作机构。',
  classification_label:
    '这里注明密级“{text}”。涉密内容不得进入本系统，请立即停止录入，删去内容并报告保密工作机构。',
  classification_file_name: '文件名标有“{text}”。涉密文件不得上传，请删去附件并报告保密工作机构。',

  id_card: '这是有效的居民身份证号码，请删去，或写作 {suggestion}。',
  id_card_unsure:
    '这像居民身份证号码，但校验码不符，请核对是否写错；是身份证号码的请删去，或写作 {suggestion}。',
  id_card_old: '这像15位的旧身份证号码，请核对；是的请删去，或写作 {suggestion}。',
  bank_card: '这是银行卡或账户号码，请删去，或写作 {suggestion}。',
  bank_card_unsure: '这像银行卡或账户号码，请核对；是个人账户的请删去，或写作 {suggestion}。',
  bank_account_of_unit: '这里写有单位账号，请核对号码，并确认应当公开。',
  mobile_number: '这是手机号码，请确认应当公开；属于个人的请删去，或写作 {suggestion}。',
  email_address: '这是电子邮箱，请确认是单位公布的邮箱；属于个人的请删去。',
  home_address: '这里的地址写到了门牌，属于个人的请只写到乡镇（街道）。',
  birth_date: '这里写有出生日期，属于个人信息，请删去，或确认依法应当公开。',
  passport_number: '这像护照或通行证号码，请删去，或写作 {suggestion}。',

  name_misspelt: '“{text}”疑为“{right}”之误，请改正姓名。',
  post_differs: '“{text}”与人员名册不符，{name}现任{posts}，请核对职务。',
  name_order: '“{text}”应排在“{after}”之前，请按人员名册的次序排列。',

  term_misspelt: '“{text}”疑为“{right}”之误，请改正。',

  word_misspelt: '“{text}”疑为“{right}”之误，请核对。',
  wrong_word: '“{text}”应为“{suggestion}”，请改正。',
  doubled_word: '“{text}”重复，请删去多余的字。',
  doubled_phrase: '“{text}”写了两遍，请核对。',
  deadline_wording: '表示时间终点用“截至”，“截止”后面不带时间，请改为“{suggestion}”。',

  sensitive_word: '出现“{text}”。{advice}',
  coordinates: '这里写有精确坐标，请确认可以公开。',

  sum_differs: '“{total}”是 {found}，各项相加是 {expected}，请核对。',
  sums_unchecked: '这张表的合计太多，只核对了前 {checked} 处；从这里起还有 {count} 处没有核对，请自行核对。',
  percentages_differ: '各项占比相加是 {found}%，不等于 100%，请核对。',
  quantity_differs: '“{label}”这里是 {found}，前面是 {expected}，请核对哪一个对。',
  amount_differs: '{found}与括号内的{expected}不相等，请核对。',
  unit_differs: '表中单位是“{unit}”，这一格写的是“{text}”，请统一单位。',
  unit_doubled: '单位“{text}”重复，请核对。',
  decrease_in_times: '减少、下降不能用倍数，请改用百分比或分数。',
  approximation_doubled: '“{text}”里表示约数的词重复，请只留一个。',
  limit_contradicts: '“{text}”前后矛盾，请改正。',
  grouping_wrong: '“{text}”的千位分隔不对，请核对数字。',
  report_figure: '{sentence}',

  date_impossible: '“{text}”不是存在的日期，请改正。',
  time_impossible: '“{text}”不是存在的时间，请改正。',
  time_redundant: '“{text}”已用24小时制，请删去“{word}”。',
  weekday_differs: '{date}是{right}，不是{found}，请核对。',
  range_reversed: '“{text}”的起止日期颠倒，请核对。',
  signed_in_future: '落款日期“{text}”晚于今天，请核对。',
  formed_at_differs: '落款日期“{text}”与填写的成文日期 {formed} 不同，请核对。',
  deadline_past: '“{text}”已经过去，请核对日期，或写明已截止。',
  expired: '有效期已满（{text}），发布后将显示“失效”，请核对。',
  year_differs: '这里写的是 {found} 年，本条信息是 {expected} 年的，请核对。',
  year_far: '“{text}”离现在很远，请核对年份。',

  doc_number_form: '发文字号应写作“{suggestion}”：年份用六角括号〔〕、四位数，序号不编虚位、不加“第”。',
  doc_number_incomplete: '“{text}”缺少“号”，请补全发文字号。',
  doc_number_year: '“{text}”的年份晚于今年，请核对。',
  doc_number_field: '“{text}”不像发文字号，请写作“机关代字〔年份〕序号号”。',
  doc_number_differs: '正文里的发文字号“{text}”与填写的“{expected}”不同，请核对。',

  title_ends_with_mark: '标题末尾不用“{text}”，请删去。',
  title_lacks_de: '标题应为“关于……的{genre}”，请在“{genre}”前加“的”。',
  title_genre_differs: '标题写的是“{text}”，体裁填的是“{genre}”，请核对。',
  title_document_missing: '标题提到{text}，正文没有提到，请核对名称。',

  half_width_mark: '中文里用全角标点，请把“{text}”改为“{suggestion}”。',
  half_width_bracket: '中文里用全角括号，请把“{text}”改为“{suggestion}”。',
  half_width_quote: '中文里用弯引号，请把“{text}”改为“{suggestion}”。',
  doubled_mark: '标点“{text}”重复，请改为“{suggestion}”。',
  unpaired_mark: '“{text}”没有成对，请补上或删去。',
  mixed_bracket: '括号一边全角、一边半角，请统一为全角。',
  nested_title_marks: '书名号里再用书名号，应当用单书名号〈〉。',
  nested_quotes: '引号里再用引号，应当用单引号‘’。',
  comma_between_titles: '并列的书名号之间不用顿号，请删去。',
  comma_between_quotes: '并列的引号之间不用顿号，请删去。',
  comma_before_conjunction: '“{text}”里顿号与连词不同用，请留一个。',
  comma_before_deng: '“等”前面不用顿号，请删去。',
  range_sign: '数字范围用一字线“—”或浪纹线“～”，请把“{text}”改为“{suggestion}”。',
  ellipsis_form: '省略号是六个连点“……”，请把“{text}”改为“{suggestion}”。',
  ellipsis_with_deng: '省略号与“等”不同用，请留一个。',
  colon_expected: '“{text}”后面应当用冒号。',
  line_ends_with_comma: '这一段以“{text}”结尾，请核对是否缺字或误用标点。',
  stop_missing: '这一段末尾没有标点，请补上。',
  ordinal_comma: '“{text}”后面用逗号，不用顿号。',

  space_between_words: '汉字之间有空格，请删去。',
  space_beside_mark: '标点旁边有空格，请删去。',
  space_beside_number: '数字与汉字之间不空格，请删去。',
  full_width_letters: '数字和字母用半角，请改为“{suggestion}”。',
  compatibility_mark: '“{text}”是特殊字符，请写作“{suggestion}”。',
  invisible_character: '这里有看不见的字符，请删去。',

  numbering_gap: '序号“{text}”不连续，前一个是“{previous}”，请核对。',
  numbering_repeated: '序号“{text}”重复，请核对。',
  numbering_start: '序号从“{text}”开始，请核对前面是否缺少内容。',
  numbering_form: '序号“{text}”应写作“{suggestion}”。',

  link_scheme: '链接“{text}”不是网址，请改为 https:// 开头的地址。',
  link_foreign: '链接指向非政府网站 {host}，请确认可靠，或改用政府网站的地址。',
  link_private: '链接指向内部地址 {host}，公众打不开，请改正。',
  link_text_differs: '链接的文字是“{text}”，实际指向 {host}，请核对。',
  link_text_vague: '链接的文字“{text}”没有说明去处，请写明内容。',
  link_bare: '网址没有做成链接，请确认是否需要链接。',
  interpretation_missing:
    '这份文件需要解读，还没有关联解读：解读与文件同步起草、审核，最迟在公开后 3 个工作日内公开。',
  link_malformed: '网址“{text}”写法有误，请改正。',

  image_alt_missing: '图片没有替代文字，请写明图片的内容。',
  image_alt_vague: '图片的替代文字“{text}”没有说明内容，请写明。',

  attachment_missing: '正文提到附件，但没有上传附件，请上传或核对。',
  attachment_count_differs: '正文列出 {found} 个附件，上传了 {expected} 个，请核对。',
  attachment_unlisted: '正文列出的附件“{text}”没有找到同名的文件，请核对文件名。',
  attachment_type_differs: '文件“{text}”的扩展名与内容不符，请重新保存后上传。',
  attachment_name_vague: '文件名“{text}”没有说明内容，请改为文件的标题。',
  attachment_hidden: '附件“{text}”：{sentence}',
  attachment_residue: '附件“{text}”：{sentence}',
  attachment_unread: '附件“{text}”的文字没有读出，机器不能校对，请打开核对。{sentence}',

  page_remains: '“{text}”是网页或文字处理软件的残留代码，请删去。',
  page_navigation: '“{text}”是网页导航的残留，请删去。',
  mojibake: '“{text}”是乱码，请改正。',
} as const satisfies Record<string, string>;

export type FindingRule = keyof typeof FINDING_SENTENCES;

/** Told once in place of findings of one rule that are not listed: how many, and the sentence of the first. */
export function moreOfARule(count: number, sentence: string): string {
  return `从这里起另有 ${count} 处同类问题，没有逐条列出，请全部检查。第一处：${sentence}`;
}

/** The sentence of a rule with its words filled in; a name without a fact stays empty. */
export function findingMessage(rule: FindingRule, facts: Readonly<Record<string, string>>): string {
  return FINDING_SENTENCES[rule].replace(/\{(\w+)\}/g, (_, name: string) => facts[name] ?? '');
}

/** Why a finding can't be refused by this person. */
export const REFUSAL_SENTENCES = {
  finding_never_refused: '涉密标志不能忽略，任何人都不行。请删去内容并报告保密工作机构。',
  finding_only_final_review: '这一条必须改正，终审以前不能忽略。确有依据的请留给终审人决定。',
  finding_reason_missing: '不改的请写明理由。',
  escalation_reason_missing: '提请终审人决定的，请写一句说明。',
  finding_not_yours_to_settle: '只有提出这条意见的人或终审人可以注明已解决。',
  finding_marking: '稿件里有密级标志，不能提交。请立即停止录入，删去内容并报告保密工作机构。',
  finding_unanswered: '还有校对发现没有处理，请逐条改正、写明不改的理由，或提请终审人决定。',
  finding_unhandled: '还有校对发现没有处理，不能通过：请写明不改的理由、提请终审人决定，或退回修改。',
  finding_undecided: '还有提请决定的校对发现，终审须逐条写明结论，或退回修改。',
  finding_gone: '这条发现不在这一轮审核里，请刷新后再看。',
  proofreading_busy: '上一次校对还没有做完，请稍等片刻再校对。',
  place_unknown: '在所选的位置没有找到这些文字，请重新选择。',
} as const;
export type ProofreadingRefusalCode = keyof typeof REFUSAL_SENTENCES;

/** A refusal of proofreading in the words of the house. */
export function proofreadingRefusal(code: ProofreadingRefusalCode, field?: string, law = 'TR-17'): Refusal {
  return { code, message: REFUSAL_SENTENCES[code], law, ...(field ? { field } : {}) };
}

export const HANDLING_ACT_NAMES: Record<HandlingAct, string> = {
  refused: '不改',
  escalated: '提请决定',
  settled: '已解决',
};
