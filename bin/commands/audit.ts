import { appendAnchors } from '@/lib/audit/jobs';
import { findingSentence } from '@/lib/audit/messages';
import { verifyAudit } from '@/lib/audit/queries/verify-audit';
import { parseAnchors } from '@/lib/audit/rules/check-chain';
import type { Anchor } from '@/lib/audit/types';
import { readArguments } from './arguments';
import { BadInput, DONE, FINDINGS, print, say } from './command';
import { readText } from './input';

/** `gongkai audit verify|anchor` */
export async function auditCommand(args: string[]): Promise<number> {
  const [verb, ...rest] = args;
  if (verb === 'verify') return verify(rest);
  if (verb === 'anchor') return anchor(rest);
  throw new BadInput('audit 的子命令是 verify、anchor；用 --help 查看用法。');
}

async function readAnchors(file: string): Promise<readonly Anchor[]> {
  const anchors = parseAnchors(await readText(file));
  if (typeof anchors === 'number') throw new BadInput(`存证文件 ${file} 第 ${anchors} 行不是存证。`);
  return anchors;
}

async function verify(args: string[]): Promise<number> {
  const options = { json: { type: 'boolean' }, anchor: { type: 'string' } } as const;
  const { values } = readArguments(args, options, []);
  const anchors = values.anchor === undefined ? [] : await readAnchors(values.anchor);
  const { chains, records, findings } = await verifyAudit({ anchors });
  const names = new Map(chains.map(({ chain, name }) => [chain, name]));
  const whole = findings.length === 0;
  const told = findings.map((finding) => ({
    ...finding,
    message: findingSentence(finding, names.get(finding.chain) ?? finding.chain),
  }));
  if (values.json) {
    await print(JSON.stringify({ whole, chains, records, anchors: anchors.length, findings: told }));
    return whole ? DONE : FINDINGS;
  }
  for (const finding of told) await print(finding.message);
  const rows = chains.reduce((sum, chain) => sum + chain.rows, 0);
  const compared = Object.values(records).reduce((sum, count) => sum + count, 0);
  const scope = `${chains.length} 条链共 ${rows} 行，对照 ${compared} 条记录、${anchors.length} 条库外存证`;
  await print(
    whole ? `日志完整：${scope}，全部一致。` : `日志不完整：${scope}，发现 ${findings.length} 处问题。`,
  );
  return whole ? DONE : FINDINGS;
}

async function anchor(args: string[]): Promise<number> {
  const { positionals } = readArguments(args, {}, ['FILE']);
  const file = positionals[0] ?? '';
  try {
    const written = await appendAnchors(file);
    say(`已把 ${written.length} 条链的末尾写入 ${file}。`);
    return DONE;
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code && /^E[A-Z]+$/.test(code) && code !== 'ECONNREFUSED')
      throw new BadInput(`写不了文件 ${file}（${code}）。`);
    throw error;
  }
}
