import 'server-only';
import { standingPasses } from '@/lib/approvals/rules/next-steps';
import type { Actor } from '@/lib/organs/types';
import { sha256Hex } from '@/lib/platform/canonical';
import { staffDatabase } from '@/lib/platform/database';
import { ok, type Result, refuse } from '@/lib/platform/result';
import { findItemDetail } from '../../queries/get-item-detail';
import { formRefusal } from '../messages';
import { plainCode, readFormNumber } from '../rules/check-code';
import type { FormCheck } from '../types';
import { checkCodeFor } from './get-approval-form';

type Finding = FormCheck['findings'][number];

/**
 * Compares a printed sheet with the records and with what is public now: its code, the text's own hash, every step of the
 * route, the version the public reads, and the bytes of its attachments.
 *
 * Refusals: `form_number_unknown`, also for what the actor may not see.
 */
export async function checkForm(
  actor: Actor,
  input: { number: string; code: string },
): Promise<Result<FormCheck>> {
  const named = readFormNumber(input.number);
  const detail = named && (await findItemDetail(actor, named.itemId));
  const round = detail?.rounds.find((candidate) => candidate.versionNumber === named?.versionNumber);
  if (!named || !detail || !round) return refuse(formRefusal('form_number_unknown'));
  const version = await staffDatabase().version.findUniqueOrThrow({ where: { id: round.versionId } });
  const code = await checkCodeFor(round, detail.item.id, version.contentHash);
  const passes = standingPasses(round.facts);
  const good = (isGood: boolean, yes: string, no: string): Finding => ({ isGood, text: isGood ? yes : no });
  const findings = [
    good(
      plainCode(input.code) === code,
      '校验码相符：审批表上的审批记录与系统一致。',
      '校验码不符：审批表上的记录与系统不一致，或者校验码输错了。',
    ),
    good(
      sha256Hex(version.canonical) === version.contentHash && version.contentHash === round.facts.contentHash,
      '正文未被改动：审定稿的内容与其哈希一致。',
      '审定稿的内容与其哈希不一致，请立即报告系统管理员和审计员。',
    ),
    good(
      round.facts.route.every((step) => passes.has(step.position)),
      '三审三校、保密审查和签发全部通过。',
      '这一轮还有环节没有通过。',
    ),
    publicFinding(detail, round.versionId),
    await filesFinding(version.canonical),
  ];
  const { title } = JSON.parse(version.canonical) as { title: string };
  return ok({ number: input.number, itemId: detail.item.id, title, findings });
}

function publicFinding(
  { item }: NonNullable<Awaited<ReturnType<typeof findItemDetail>>>,
  versionId: string,
): Finding {
  if (item.live === null) return { isGood: false, text: '这条信息没有公开过。' };
  if (item.publicState === 'hidden') return { isGood: false, text: '这条信息已被隐藏，公众现在看不到。' };
  if (item.publicState === 'withdrawn') return { isGood: false, text: '这条信息已撤回，公众现在看不到。' };
  return item.live.versionId === versionId
    ? { isGood: true, text: '公众现在看到的正是这张审批表审定的一稿。' }
    : { isGood: false, text: '公众现在看到的是另一稿（以后的更正），不是这张审批表审定的一稿。' };
}

/** Whether the bytes of every file of the version still have the hash it names. */
async function filesFinding(canonical: string): Promise<Finding> {
  const { attachments } = JSON.parse(canonical) as { attachments: { name: string; sha256: string }[] };
  const changed: string[] = [];
  for (const { name, sha256 } of attachments) {
    const rows = await staffDatabase().$queryRaw<{ hash: string | null }[]>`
      SELECT encode(sha256(string_agg(bytes, ''::bytea ORDER BY seq)), 'hex') AS hash
      FROM office.file_chunk WHERE sha256 = ${sha256}`;
    if (rows[0]?.hash !== sha256) changed.push(name);
  }
  if (attachments.length === 0) return { isGood: true, text: '没有附件。' };
  return changed.length === 0
    ? { isGood: true, text: `${attachments.length} 个附件和图片的内容与审定时一致。` }
    : { isGood: false, text: `附件内容与审定时不一致：${changed.join('、')}。` };
}
