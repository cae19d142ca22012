import { addUser } from '@/lib/organs/commands/add-user';
import { changeContactOf } from '@/lib/organs/commands/change-contact';
import { grantRoles, revokeRoles } from '@/lib/organs/commands/change-roles';
import { disableAccount } from '@/lib/organs/commands/disable-account';
import { resetPassword } from '@/lib/organs/commands/reset-password';
import { contactSchema, newUserSchema } from '@/lib/organs/schema';
import { ROLE_NAMES, ROLES, type Role } from '@/lib/organs/types';
import { hashPassword, makePassword } from '@/lib/platform/password';
import { readArguments, required } from './arguments';
import { BadInput, DONE, operator, print, say, sayRefusals } from './command';

const VERBS = {
  add,
  grant: (args: string[]) => changeRoles(args, 'grant'),
  revoke: (args: string[]) => changeRoles(args, 'revoke'),
  disable,
  password,
  email,
} as const;

/** `gongkai user add|grant|revoke|disable|password|email` */
export async function userCommand(args: string[]): Promise<number> {
  const [verb = '', ...rest] = args;
  if (!Object.hasOwn(VERBS, verb)) {
    throw new BadInput('user 的子命令是 add、grant、revoke、disable、password、email；用 --help 查看用法。');
  }
  return VERBS[verb as keyof typeof VERBS](rest);
}

function readRoles(value: unknown): Role[] {
  const names = required(value, 'roles').split(/[,，]/);
  return names.map((name) => {
    const role = ROLES.find((candidate) => candidate === name.trim());
    if (role === undefined) {
      const known = ROLES.map((candidate) => `${candidate}（${ROLE_NAMES[candidate]}）`).join('、');
      throw new BadInput(`没有角色“${name.trim()}”；可用的角色：${known}。`);
    }
    return role;
  });
}

async function showPassword(login: string, oneTime: string, isJson: boolean): Promise<void> {
  if (isJson) await print(JSON.stringify({ login, password: oneTime }));
  else await print(oneTime);
  say(`${login} 的一次性口令见上一行，首次登录时必须修改；它不会再显示。`);
}

async function add(args: string[]): Promise<number> {
  const { values } = readArguments(
    args,
    {
      organ: { type: 'string' },
      login: { type: 'string' },
      name: { type: 'string' },
      post: { type: 'string' },
      section: { type: 'string' },
      roles: { type: 'string' },
      json: { type: 'boolean' },
    },
    [],
  );
  const parsed = newUserSchema.safeParse({
    login: required(values.login, 'login'),
    name: required(values.name, 'name'),
    post: required(values.post, 'post'),
    section: values.section ?? null,
    roles: readRoles(values.roles),
  });
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    throw new BadInput(`选项 --${issue?.path[0]?.toString()} 不对：${issue?.message}。`);
  }
  const oneTime = makePassword();
  const result = await addUser(operator(), {
    ...parsed.data,
    organ: required(values.organ, 'organ'),
    passwordHash: await hashPassword(oneTime),
    mustChangePassword: true,
  });
  if (!result.ok) return sayRefusals(result);
  await showPassword(parsed.data.login, oneTime, values.json === true);
  return DONE;
}

async function changeRoles(args: string[], verb: 'grant' | 'revoke'): Promise<number> {
  const { values } = readArguments(args, { login: { type: 'string' }, roles: { type: 'string' } }, []);
  const input = { login: required(values.login, 'login'), roles: readRoles(values.roles) };
  const result = await (verb === 'grant' ? grantRoles : revokeRoles)(operator(), input);
  if (!result.ok) return sayRefusals(result);
  const names = input.roles.map((role) => ROLE_NAMES[role]).join('、');
  say(`已${verb === 'grant' ? '授予' : '收回'} ${input.login} 的角色：${names}；已登录的会话已结束。`);
  return DONE;
}

async function disable(args: string[]): Promise<number> {
  const { values } = readArguments(args, { login: { type: 'string' } }, []);
  const login = required(values.login, 'login');
  const result = await disableAccount(operator(), { login });
  if (!result.ok) return sayRefusals(result);
  say(`账号 ${login} 已停用，已登录的会话已结束。`);
  return DONE;
}

async function password(args: string[]): Promise<number> {
  const { values } = readArguments(args, { login: { type: 'string' }, json: { type: 'boolean' } }, []);
  const login = required(values.login, 'login');
  const oneTime = makePassword();
  const result = await resetPassword(operator(), { login, passwordHash: await hashPassword(oneTime) });
  if (!result.ok) return sayRefusals(result);
  await showPassword(login, oneTime, values.json === true);
  return DONE;
}

async function email(args: string[]): Promise<number> {
  const { values } = readArguments(
    args,
    { login: { type: 'string' }, address: { type: 'string' }, off: { type: 'boolean' } },
    [],
  );
  const login = required(values.login, 'login');
  const parsed = contactSchema.safeParse({ email: values.address ?? '', wantsEmail: values.off !== true });
  if (!parsed.success) throw new BadInput(`选项 --address 不对：${parsed.error.issues[0]?.message}。`);
  const result = await changeContactOf(operator(), { login, contact: parsed.data });
  if (!result.ok) return sayRefusals(result);
  const { email: address, wantsEmail } = parsed.data;
  say(
    address === null
      ? `已清除 ${login} 的邮箱，通知只在系统内显示。`
      : `已设置 ${login} 的邮箱，${wantsEmail ? '通知会同时发邮件' : '但不发邮件'}。`,
  );
  return DONE;
}
