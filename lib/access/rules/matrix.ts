import { routeFor } from '@/lib/approvals/rules/route';
import { CLASS_NAMES, CONTENT_CLASSES, routeStepName } from '@/lib/approvals/types';
import { type ItemPermission, whyNot } from '@/lib/disclosure/policy';
import { DRAFT_STATE_NAMES, DRAFT_STATES, PUBLIC_STATE_NAMES, PUBLIC_STATES } from '@/lib/disclosure/types';
import { type Actor, ROLE_NAMES, ROLES, type Role } from '@/lib/organs/types';
import { whyNotConfirm, whyNotPropose } from '@/lib/settings/rules/second-person';
import { SETTING_KEYS, SETTING_NAMES } from '@/lib/settings/types';
import type { Callers, Door, DoorKind } from '../types';
import { DOORS } from './doors';

/*
 * docs/access-matrix.md: who may do what, for people who audit. Everything in it comes from the table of doors and from
 * the rules themselves, asked for every role and state.
 */

/** The tests that show a guarantee, counted in the sources. */
export type CountedTests = {
  readonly id: string;
  readonly title: string;
  readonly count: number;
  readonly files: readonly { readonly file: string; readonly what: string }[];
  readonly counts: readonly number[];
};

const NOTE = `# 权限矩阵

谁能做什么。由 \`npm run access\` 从门的总表（\`lib/access/rules/doors.ts\`）和规则本身生成，不要在这里改；
与程序不一致时 \`tests/architecture/doors.test.ts\` 不通过。

- **权限看人，不看账号**：一个人有几个账号也是一个人；角色在任期内有效，收回时登录随即失效。
- **代理人**按委托人的角色办理，两个人都算（TR-4）：委托人写过的，代理人也不能审。
- 除“公众”一栏外都要登录；没有登录的请求一律被拒绝，什么也不改变。
- 看不到的信息，答复与不存在的相同；别的机关的一切都看不到。
`;

const CALLERS: Record<Extract<Callers, string>, string> = {
  public: '公众',
  signed_in: '登录的人',
  self: '本人（限自己的）',
};

function callersInWords({ callers }: Door): string {
  return typeof callers === 'string'
    ? CALLERS[callers]
    : ROLES.filter((role) => callers.includes(role))
        .map((role) => ROLE_NAMES[role])
        .join('、');
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

const KIND_TITLES: Record<DoorKind, string> = {
  action: '操作',
  page: '办公页面',
  route: '附件、导出和机器地址',
};

function doorSection(kind: DoorKind): string {
  const rows = DOORS.filter((door) => door.kind === kind).map((door) => [
    door.when === undefined ? door.what : `${door.what}（${door.when}）`,
    callersInWords(door),
    door.but ?? '',
    `\`${door.name}\``,
  ]);
  return `## ${KIND_TITLES[kind]}\n\n${table(['做什么', '谁', '还要', '代码'], rows)}`;
}

/** A square for each role and act: what the role alone decides. */
function roleSquare(): string {
  const shown = DOORS.filter(({ kind, callers }) => kind === 'action' && typeof callers !== 'string');
  const acts = [...new Set(shown.map(({ name }) => name))];
  const name = (act: string) => shown.find((door) => door.name === act)?.what ?? act;
  const roles = ROLES.filter((role) => shown.some(({ callers }) => callers.includes(role)));
  const may = (act: string, role: Role) =>
    shown.some((door) => door.name === act && door.callers.includes(role)) ? '●' : '';
  const rest = ROLES.filter((role) => !roles.includes(role)).map((role) => ROLE_NAMES[role]);
  const rows = acts.map((act) => [name(act), ...roles.map((role) => may(act, role))]);
  return `## 角色 × 操作

● 表示这个角色能做，至少在一种情形下；条件见“操作”一节。没有列出的角色（${rest.join('、')}）在这里什么也做不了。

${table(['', ...roles.map((role) => ROLE_NAMES[role])], rows)}`;
}

const PERSON: Omit<Actor, 'roles'> = {
  personId: 'somebody',
  organId: 'organ',
  sectionId: 'section',
  name: '',
  post: '',
  standsFor: [],
  clientAddress: null,
  reauthenticatedAt: null,
};
const TEXT_ACTS: readonly (readonly [ItemPermission, string])[] = [
  ['edit', '修改'],
  ['submit', '提交'],
  ['cancel', '放弃'],
  ['change_class', '改内容等级'],
  ['publish', '发布'],
  ['schedule', '定时'],
  ['unschedule', '取消定时'],
];
const VISIBILITY_ACTS: readonly (readonly [ItemPermission, string])[] = [
  ['hide', '隐藏'],
  ['withdraw_item', '撤回'],
  ['restore', '恢复'],
  ['archive', '归档'],
];

/** In which states anybody may do something to an item, as the policy says for every role. */
function stateSection(): string {
  const item = { organId: 'organ', sectionId: 'section', createdBy: 'author' };
  const anybody = (permission: ItemPermission, facts: Parameters<typeof whyNot>[2]) =>
    ROLES.some((role) => whyNot({ ...PERSON, roles: [role] }, permission, facts).length === 0);
  const texts = TEXT_ACTS.map(([permission, act]) => [
    act,
    ...DRAFT_STATES.map((draftState) =>
      anybody(permission, { ...item, draftState, publicState: 'unpublished' }) ? '●' : '',
    ),
  ]);
  const publics = VISIBILITY_ACTS.map(([permission, act]) => [
    act,
    ...PUBLIC_STATES.map((publicState) =>
      anybody(permission, { ...item, draftState: 'none', publicState }) ? '●' : '',
    ),
  ]);
  return `## 什么状态能做什么

稿件的状态：

${table(['', ...DRAFT_STATES.map((state) => DRAFT_STATE_NAMES[state])], texts)}

公众看到的状态；隐藏和撤回的信息，更正稿也不能发布、不能定时：

${table(['', ...PUBLIC_STATES.map((state) => PUBLIC_STATE_NAMES[state])], publics)}`;
}

/** The seats of each class by the settings of the house; an organ's settings only add. */
function seatSection(): string {
  const rows = CONTENT_CLASSES.map((contentClass) => [
    CLASS_NAMES[contentClass],
    routeFor(contentClass)
      .map((step) => `${routeStepName(step)}（${ROLE_NAMES[step.role]}）`)
      .join(' → '),
  ]);
  return `## 每一稿要过的席位

按默认设置；机关的设置只能增加，不能减少。每一席一个人，写过、改过这一稿的人一席也不占；同一人占两席只有 TR-3 列出的
几种，默认都不允许。

${table(['内容等级', '席位'], rows)}`;
}

/** Who asks for a change of a setting and who confirms it, as the rules of the second person say for every role. */
function settingSection(): string {
  const asks = (kind: 'setting' | 'role_grant', target: string) =>
    ROLES.filter((role) => whyNotPropose({ roles: [role] }, { kind, target }).length === 0);
  const confirms = (kind: 'setting' | 'role_grant', target: string) => {
    const change = { organId: 'organ', kind, target, proposedBy: 'another', conclusion: null };
    return ROLES.filter(
      (role) => whyNotConfirm({ roles: [role], personId: 'somebody' }, change).length === 0,
    );
  };
  const names = (roles: readonly Role[]) => roles.map((role) => ROLE_NAMES[role]).join('、');
  const rows = [
    ...SETTING_KEYS.map((key) => [
      SETTING_NAMES[key],
      names(asks('setting', key)),
      names(confirms('setting', key)),
    ]),
    ['角色的授予和收回', names(asks('role_grant', 'person')), names(confirms('role_grant', 'person'))],
  ];
  return `## 变更要第二个人

提出的人不能确认；角色的变更，本人也不能确认。确认之前什么也不变。

${table(['变更', '谁提出', '谁确认'], rows)}`;
}

function guaranteeSection(tests: readonly CountedTests[]): string {
  const parts = tests.map(
    ({ id, title, count, files, counts }) =>
      `### ${id} ${title}（${count} 条）\n\n${table(
        ['测试', '条数', '试什么'],
        files.map(({ file, what }, at) => [`\`${file}\``, String(counts[at] ?? 0), what]),
      )}`,
  );
  return `## 四条保证的测试

条数是写下的测试和攻击的条数；按角色、状态、字段展开的一条算一条，运行时多得多。

${parts.join('\n\n')}`;
}

/** The document, whole. */
export function renderAccessMatrix(tests: readonly CountedTests[]): string {
  const sections = [
    NOTE.trim(),
    roleSquare(),
    doorSection('action'),
    stateSection(),
    seatSection(),
    settingSection(),
    doorSection('page'),
    doorSection('route'),
    guaranteeSection(tests),
  ];
  return `${sections.join('\n\n')}\n`;
}
