import { CASE_ACT_PHRASES } from './case-act-phrases';

/**
 * What each act of the log is called, as 张三“…”of it: `{subject}` stands for what it was done to. tests/architecture
 * compares the list with the acts the code writes, so that none shows as code to whoever reads the log.
 */
export const ACT_PHRASES: Readonly<Record<string, readonly [name: string, phrase: string]>> = {
  read: ['阅读', '阅读了{subject}'],
  create_item: ['新建稿件', '新建了{subject}'],
  save_draft: ['保存草稿', '保存了{subject}的草稿'],
  edit: ['开始修改', '开始修改{subject}，原来的审批作废'],
  cancel: ['作废草稿', '作废了{subject}的草稿'],
  upload_file: ['上传文件', '给{subject}上传了文件'],
  refuse_file: ['拒收文件', '给{subject}上传的文件被拒收'],
  submit: ['提交审核', '把{subject}提交审核'],
  decide: ['审批', '对{subject}作出审批决定'],
  add_late_opinion: ['补写意见', '补写了对{subject}的意见'],
  set_content_class: ['调整内容等级', '调整了{subject}的内容等级'],
  publish: ['发布', '发布了{subject}'],
  schedule: ['定时发布', '安排了{subject}的定时发布'],
  unschedule: ['取消定时', '取消了{subject}的定时发布'],
  plan_refused: ['定时发布没有成功', '{subject}的定时发布没有成功'],
  hide: ['隐藏', '隐藏了{subject}'],
  withdraw_item: ['确认撤回', '确认撤回{subject}'],
  restore: ['恢复公开', '恢复公开{subject}'],
  archive: ['归档', '归档了{subject}'],
  proofread: ['机器校对', '对{subject}作了机器校对'],
  add_finding: ['提出校对意见', '对{subject}提出了校对意见'],
  handle_findings: ['处理校对发现', '处理了{subject}的校对发现'],
  report_leak: ['报告疑似泄密', '报告了{subject}疑似泄密'],
  check_live: ['核对公开页面', '核对了{subject}的公开页面'],
  enter_validity: ['登记有效性', '登记了{subject}的有效性'],
  confirm_validity: ['确认有效性', '确认了{subject}的有效性'],
  relate_items: ['登记关联', '登记了{subject}与另一条信息的关联'],
  end_relation: ['解除关联', '解除了{subject}与另一条信息的关联'],
  set_reprint_comparison: ['登记转载核对', '登记了{subject}与转载来源的核对'],
  record_consultation: ['登记协商确认', '登记了{subject}与其他机关的协商确认'],
  enter_leave: ['登记请假', '登记了{subject}'],
  confirm_leave: ['确认请假', '确认了{subject}'],
  cancel_leave: ['取消请假', '取消了{subject}'],
  delegate: ['委托审批代理', '委托了{subject}'],
  confirm_delegation: ['确认审批代理', '确认了{subject}'],
  revoke_delegation: ['收回审批代理', '收回了{subject}'],
  propose_change: ['提出变更', '提出了{subject}'],
  change_contact: ['修改联系方式', '修改了{subject}的联系方式'],
  conclude_change: ['处理变更', '处理了{subject}'],
  change_class: ['调整内容等级', '调整了{subject}的内容等级'],
  load_calendar: ['载入节假日安排', '载入了{subject}'],
  recompute_deadlines: ['重算期限', '按{subject}重算了在办申请的期限'],
  sign_in: ['登录', '登录了（{subject}）'],
  sign_in_failed: ['登录失败', '登录没有成功（{subject}）'],
  reauthenticate: ['再次输入密码', '为签发再次输入了密码（{subject}）'],
  reauthenticate_failed: ['再次输入密码不对', '再次输入的密码不对（{subject}）'],
  add_organ: ['添加机关', '添加了{subject}'],
  add_user: ['添加人员', '添加了{subject}'],
  grant_roles: ['授予角色', '给{subject}授予了角色'],
  revoke_roles: ['收回角色', '收回了{subject}的角色'],
  disable_account: ['停用账号', '停用了{subject}'],
  reset_password: ['重置口令', '重置了{subject}的口令'],
  change_password: ['修改密码', '修改了{subject}的密码'],
  start_leak_watch: ['开始泄漏检测', '开始了{subject}'],
  finish_leak_watch: ['结束泄漏检测', '结束了{subject}'],
  plant_canary: ['埋入检测稿件', '埋入了{subject}'],
  remove_canary: ['作废检测稿件', '作废了{subject}'],
  open_identity: ['打开证件号码', '打开了{subject}的证件号码'],
  add_consultation: ['登记征求意见的对象', '给{subject}登记了征求意见的对象'],
  propose_publication: ['建议主动公开', '就{subject}建议主动公开'],
  print_query_card: ['打印查询卡', '打印了{subject}的查询卡'],
  open_case_file: ['打开申请材料', '打开了{subject}的材料'],
  rotate_keys: ['更换密钥', '把加密的个人信息换到了{subject}之下'],
  erase_personal_data: ['到期删除个人信息', '删除了{subject}到期的个人信息'],
  add_enclosure: ['添加附件', '给{subject}的文书添加了附件'],
  remove_enclosure: ['撤下附件', '从{subject}的文书撤下了附件'],
  check_release: ['发出前检查', '对{subject}文书的附件作了发出前检查'],
  propose_release: ['提出放行', '提出放行{subject}文书附件的一项发现'],
  answer_release: ['答复放行', '答复了放行{subject}文书附件的请求'],
  draft_letter: ['草拟文书', '草拟了{subject}'],
  save_letter: ['修改文书', '修改了{subject}'],
  submit_letter: ['文书提交审批', '把{subject}提交审批'],
  decide_letter: ['审批文书', '对{subject}作出审批决定'],
  seal_letter: ['文书编号盖章', '给{subject}编号盖章'],
  record_letter_service: ['登记文书送达', '登记了{subject}的送达'],
  void_letter: ['作废文书', '作废了{subject}'],
  drop_letter: ['放弃文书', '放弃了{subject}'],
  write_letter_template: ['修改文书模板', '修改了{subject}'],
  approve_letter_template: ['确认文书模板', '确认了{subject}'],
  propose_fee: ['提出收费', '对{subject}提出了收费'],
  decide_proposal: ['决定是否主动公开', '对{subject}的主动公开建议作出决定'],
  export_register: ['导出依申请公开台账', '导出了依申请公开台账'],
  verify_audit: ['核验日志', '核验了日志'],
  export_audit: ['导出日志', '导出了日志'],
  anchor_audit: ['写入库外存证', '把日志末尾写进了库外存证'],
  ...CASE_ACT_PHRASES,
};

/** Every act with its name, for the choice of a search, in the order above. */
export const ACT_CHOICES: readonly (readonly [action: string, name: string])[] = Object.entries(
  ACT_PHRASES,
).map(([action, [name]]) => [action, name]);

/** What an act is called; one that is not listed shows its own word. */
export function actName(action: string): string {
  return ACT_PHRASES[action]?.[0] ?? action;
}

/** What things of the log are called. */
const SUBJECT_NAMES: Readonly<Record<string, string>> = {
  item: '信息',
  account: '账号',
  login: '登录名',
  person: '人员',
  organ: '机关',
  decision: '审批决定',
  delegation: '审批代理',
  leave: '请假',
  change_request: '变更申请',
  calendar_version: '节假日安排',
  leak_watch_run: '泄漏检测',
  audit: '日志',
  application: '政府信息公开申请',
  key: '密钥',
  letter: '文书',
  letter_template: '文书模板',
};

/** The thing an act was done to: what kind, and its title or number. */
export function subjectName(type: string, id: string, title: string | null): string {
  const kind = SUBJECT_NAMES[type] ?? type;
  return title === null ? `${kind} ${id}` : `${kind}“${title}”`;
}

/** What was done, as a clause after the name of who did it. */
export function actPhrase(action: string, subject: string): string {
  const phrase = ACT_PHRASES[action]?.[1] ?? `办理了“${action}”：{subject}`;
  return phrase.replace('{subject}', subject);
}
