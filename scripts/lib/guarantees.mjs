// Which tests show which guarantee of 三审三校, and how many there are.
import fs from 'node:fs';
import path from 'node:path';
import ts from 'typescript';

/**
 * @typedef {{ id: string, title: string, files: { file: string, what: string }[] }} Guarantee
 * @typedef {Guarantee & { count: number, counts: number[] }} CountedGuarantee
 */

/** @type {readonly Guarantee[]} */
export const GUARANTEES = [
  {
    id: 'G1',
    title: '没有公开的，哪里也看不到',
    files: [
      { file: 'tests/server/unpublished.test.ts', what: '构建好的网站，匿名访客问遍每一处' },
      { file: 'tests/server/doors.test.ts', what: '构建好的每一扇门，匿名重放' },
      { file: 'tests/db/guards/public-role.test.ts', what: '公众的数据库角色看得到什么' },
      { file: 'tests/db/leak-watch/watch.test.ts', what: '泄漏检测，人为弄出的漏洞逐个发现' },
      { file: 'tests/rules/leak-watch/watch.test.ts', what: '泄漏检测认得每一种写法、每一处地址' },
      { file: 'tests/db/guards/attacks/publication.ts', what: '办公角色绕过程序发布' },
      { file: 'tests/db/guards/attacks/states.ts', what: '办公角色绕过程序改状态' },
      { file: 'tests/db/disclosure/public-site.test.ts', what: '公众网站的查询' },
      { file: 'tests/rules/platform/public-response.test.ts', what: '答复里的缓存和条件请求' },
      { file: 'tests/rules/disclosure/file-door.test.ts', what: '公众附件的分段和条件请求' },
    ],
  },
  {
    id: 'G2',
    title: '动过笔的不审不发，一人不占两席',
    files: [
      { file: 'tests/rules/approvals/histories.test.ts', what: '随机的经过' },
      { file: 'tests/rules/approvals/casts.test.ts', what: '随机的设置、流程、代理、升级' },
      { file: 'tests/rules/approvals/next-steps.test.ts', what: '谁能办下一步' },
      { file: 'tests/rules/approvals/check-decision.test.ts', what: '决定的条件' },
      { file: 'tests/rules/approvals/route-and-seats.test.ts', what: '席位' },
      { file: 'tests/rules/approvals/lanes.test.ts', what: '应急、更正流程和校审分开' },
      { file: 'tests/rules/approvals/staffing.test.ts', what: '人员配备' },
      { file: 'tests/rules/organs/delegation.test.ts', what: '代理的条件' },
      { file: 'tests/rules/settings/second-person.test.ts', what: '变更要第二人' },
      { file: 'tests/db/approvals/whole-path.test.ts', what: '从拟稿到发布' },
      { file: 'tests/db/approvals/routes.test.ts', what: '流程设置和底线' },
      { file: 'tests/db/approvals/batch.test.ts', what: '批量签发' },
      { file: 'tests/db/approvals/hands.test.ts', what: '看人不看账号，动过笔洗不掉' },
      { file: 'tests/db/approvals/races.test.ts', what: '两人同时' },
      { file: 'tests/db/approvals/at-once.test.ts', what: '两人同时' },
      { file: 'tests/db/organs/delegation.test.ts', what: '代理' },
      { file: 'tests/db/settings/changes.test.ts', what: '变更要第二人' },
      { file: 'tests/db/guards/attacks/decisions.ts', what: '办公角色绕过程序作决定' },
      { file: 'tests/db/guards/attacks/rounds.ts', what: '办公角色绕过程序改流程' },
      { file: 'tests/db/guards/attacks/routes.ts', what: '办公角色绕过流程和等级' },
      { file: 'tests/db/guards/attacks/deputies.ts', what: '办公角色绕过代理和请假的规矩' },
      { file: 'tests/db/guards/attacks/changes.ts', what: '办公角色绕过底线和第二人' },
      { file: 'tests/access/item-policy.test.ts', what: '信息的权限' },
      { file: 'tests/support/doors/text-cases.ts', what: '稿件的每扇门，每种角色都试' },
      { file: 'tests/support/doors/follow-up-cases.ts', what: '发布后的每扇门，每种角色都试' },
      { file: 'tests/support/doors/office-cases.ts', what: '代理、请假、变更、账号的每扇门，每种角色都试' },
      { file: 'tests/access/file-doors.test.ts', what: '附件和审批表每种角色' },
      { file: 'tests/access/admin-doors.test.ts', what: '管理和日志每种角色' },
      { file: 'tests/support/doors/play.ts', what: '上面三份的试法' },
    ],
  },
  {
    id: 'G3',
    title: '改一处就作废，没改就不动',
    files: [
      { file: 'tests/rules/disclosure/every-byte.test.ts', what: '校验值里的每一处' },
      { file: 'tests/db/approvals/every-key.test.ts', what: '内容的每一项' },
      { file: 'tests/db/approvals/versions.test.ts', what: '修改、更正、定时、附件' },
      { file: 'tests/db/disclosure/content-formats.test.ts', what: '旧格式的稿件' },
      { file: 'tests/db/disclosure/plans.test.ts', what: '定时发布' },
      { file: 'tests/rules/disclosure/content-schema.test.ts', what: '内容的规范写法' },
      { file: 'tests/db/disclosure/drafting.test.ts', what: '提交的是看到的那一稿' },
      { file: 'tests/db/guards/attacks/text.ts', what: '办公角色绕过程序改文字' },
      { file: 'tests/db/guards/attacks/files-text.ts', what: '办公角色绕过程序改附件' },
    ],
  },
  {
    id: 'G4',
    title: '记录不能悄悄改动，比人和账号活得久',
    files: [
      { file: 'tests/db/audit/verify.test.ts', what: '日志和记录的核验' },
      { file: 'tests/db/audit/outlives.test.ts', what: '少一行都说得出，人走记录在' },
      { file: 'tests/db/audit/reads.test.ts', what: '看过什么' },
      { file: 'tests/rules/audit/chain.test.ts', what: '日志的链' },
      { file: 'tests/rules/audit/records.test.ts', what: '日志与记录对照' },
      { file: 'tests/db/guards/attacks/append-only.ts', what: '办公角色改写历史' },
      { file: 'tests/db/guards/attacks/people.ts', what: '办公角色改写人员和角色' },
      { file: 'tests/db/guards/attacks.test.ts', what: '办公角色的权限' },
      { file: 'tests/db/disclosure/approval-form.test.ts', what: '审批表' },
    ],
  },
];

/** The tests a file declares: each `it`, each attack, each door that is tried. @param {string} text */
export function countDeclaredTests(text) {
  const ast = ts.createSourceFile('t.ts', text, ts.ScriptTarget.Latest, false);
  let count = 0;
  /** @param {ts.Node} node */
  const visit = (node) => {
    if (ts.isCallExpression(node) && isTest(node.expression)) count += 1;
    if (ts.isObjectLiteralExpression(node) && isTestObject(node)) count += 1;
    ts.forEachChild(node, visit);
  };
  visit(ast);
  return count;
}

/** `it(…)`, `it.each(…)(…)`, `it.runIf(…)(…)`, `test(…)`; of a table the outer call only. @param {ts.Expression} callee */
function isTest(callee) {
  if (ts.isIdentifier(callee)) return callee.text === 'it' || callee.text === 'test';
  const inner = ts.isCallExpression(callee) ? callee.expression : callee;
  const isMember = ts.isPropertyAccessExpression(inner) && ts.isIdentifier(inner.expression);
  return (
    ts.isCallExpression(callee) && isMember && /** @type {ts.Identifier} */ (inner.expression).text === 'it'
  );
}

/** What makes an object a test of its own: an attack on a guard, or a door that is tried by everybody. */
const TEST_OBJECTS = [
  ['title', 'code', 'guard'],
  ['door', 'prepare', 'form'],
];

/** @param {ts.ObjectLiteralExpression} node */
function isTestObject(node) {
  const names = node.properties.map(({ name }) => (name && ts.isIdentifier(name) ? name.text : ''));
  return TEST_OBJECTS.some((wanted) => wanted.every((name) => names.includes(name)));
}

/** @param {string} root @returns {CountedGuarantee[]} */
export function countGuaranteeTests(root) {
  return GUARANTEES.map((guarantee) => {
    const counts = guarantee.files.map(({ file }) =>
      countDeclaredTests(fs.readFileSync(path.join(root, file), 'utf8')),
    );
    return { ...guarantee, counts, count: counts.reduce((sum, one) => sum + one, 0) };
  });
}
