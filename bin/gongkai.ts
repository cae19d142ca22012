import { BAD_INPUT, BadInput, DONE, FINDINGS, print, say } from './commands/command';

const HELP = `公开（Gongkai）命令行

用法：npx gongkai <命令> [选项]

  migrate                         更新数据库结构（需要 DATABASE_URL_OWNER）
  demo load                       在试用数据库中装入演示数据，只装一次
  organ add FILE.json             按文件添加机关、股室、栏目（样例：docs/organ.example.json）
  user add --organ 机关 --login 登录名 --name 姓名 --post 职务 [--section 股室] --roles 角色,角色
                                  添加人员和账号，显示一次性口令
  user grant --login 登录名 --roles 角色,角色      授予角色
  user revoke --login 登录名 --roles 角色,角色     收回角色
  user disable --login 登录名     停用账号
  user password --login 登录名    重置口令，显示一次性口令
  user email --login 登录名 [--address 邮箱] [--off]
                                  设置接收通知的邮箱；不写 --address 就清除，--off 保留邮箱但不发
  audit verify [--anchor FILE] [--json]
                                  核验日志是否完整，与记录、库外存证是否一致
  audit anchor FILE               把每条日志链的末尾追加到库外文件
  leak-watch [--json]             泄漏检测：埋入检测稿件，以匿名访客身份查遍公众网站，看有没有泄漏
  report check FILE.json [--previous FILE.json] [--blank-is-zero] [--json]
                                  核对年度报告的勾稽关系（不需要数据库；- 为标准输入）
  report import FILE [--year 年份] [--incomplete] [--json]
                                  读入年度报告：文本、网页、.docx、.xlsx、PDF、JSON（- 为标准输入）；读不准的格
                                  为空并列出问题，--incomplete 也给出残缺报告中读到的部分
  report export FILE.json OUT --docx|--xlsx|--json
                                  把年度报告写成国家格式的 Word、Excel，或交换格式的 JSON（- 为标准输出）

  deadline FILE.json… [--calendar FILE.json] [--json]
                                  按申请的事件计算期限和逐日证明（不需要数据库；- 为标准输入）

  calendar show [--json]          工作日历：版本、覆盖范围、依据的放假通知
  calendar load FILE.json [--preview] [--json]
                                  载入国务院办公厅的放假通知，重算在办申请（--preview 只看哪些期限变动；
                                  样例：docs/holiday-notice.example.json）
  jobs mail [--json]              通知邮件的发送情况
  keys rotate [--json]            把加密的个人信息换到现用密钥之下（先在 GONGKAI_DATA_KEYS 最前面加上新密钥）
  retention [--preview [--until 日期]] [--json]
                                  删除归档期满的申请的个人信息；--preview 只列出会删除什么

--json 时标准输出只有 JSON，其余都在标准错误。
退出码：0 完成；1 有问题或被拒绝；2 输入有误。`;

/** Each command is loaded when it is called: checking a report needs neither database nor environment. */
const COMMANDS: Readonly<Record<string, (args: string[]) => Promise<number>>> = {
  migrate: async (args) => (await import('./commands/migrate')).migrateCommand(args),
  demo: async (args) => (await import('./commands/demo')).demoCommand(args),
  organ: async (args) => (await import('./commands/organ')).organCommand(args),
  user: async (args) => (await import('./commands/user')).userCommand(args),
  audit: async (args) => (await import('./commands/audit')).auditCommand(args),
  'leak-watch': async (args) => (await import('./commands/leak-watch')).leakWatchCommand(args),
  calendar: async (args) => (await import('./commands/calendar')).calendarCommand(args),
  jobs: async (args) => (await import('./commands/jobs')).jobsCommand(args),
  deadline: async (args) => (await import('./commands/deadline')).deadlineCommand(args),
  keys: async (args) => (await import('./commands/keys')).keysCommand(args),
  retention: async (args) => (await import('./commands/retention')).retentionCommand(args),
  report: async (args) => (await import('./commands/report')).reportCommand(args),
};

async function run(args: string[]): Promise<number> {
  const [name, ...rest] = args;
  if (args.includes('--help') || args.includes('-h') || name === 'help') {
    await print(HELP);
    return DONE;
  }
  const command = name !== undefined && Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (command === undefined) {
    const what = name === undefined ? '请写明命令' : `没有命令“${name}”`;
    throw new BadInput(`${what}；用 npx gongkai --help 查看用法。`);
  }
  return command(rest);
}

/** The messages of faults are for the log of whoever runs the server; nothing here reaches a browser. */
function explain(error: unknown): string {
  const code = (error as { code?: unknown }).code;
  if (code === 'ECONNREFUSED' || code === 'P1001') return '连不上数据库，请确认数据库已启动、连接地址正确。';
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

try {
  process.exit(await run(process.argv.slice(2)));
} catch (error) {
  say(error instanceof BadInput ? error.message : explain(error));
  process.exit(error instanceof BadInput ? BAD_INPUT : FINDINGS);
}
