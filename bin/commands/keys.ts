import { rotateKeys } from '@/lib/personal-data/commands/rotate-keys';
import { SEALED_KIND_NAMES, SEALED_KINDS } from '@/lib/personal-data/types';
import { keyNumbers } from '@/lib/platform/sealed-box';
import { readArguments } from './arguments';
import { BadInput, DONE, FINDINGS, operator, print, say } from './command';

/**
 * `gongkai keys rotate [--json]`: seals everything that lies under an older key anew under the current one. Exit status 1
 * where something could not be opened and stays as it is.
 */
export async function keysCommand(args: string[]): Promise<number> {
  const [verb, ...rest] = args;
  if (verb !== 'rotate') throw new BadInput('keys 只有一个子命令：gongkai keys rotate。');
  const { values } = readArguments(rest, { json: { type: 'boolean' } }, []);
  const [current, ...older] = currentKeys();
  say(`现用密钥 ${current}；还能打开的旧密钥：${older.length > 0 ? older.join('、') : '无'}。`);
  const report = await rotateKeys(operator(), (kind, renewed) =>
    say(`${SEALED_KIND_NAMES[kind]}：已更换 ${renewed}`),
  );
  const failed = SEALED_KINDS.reduce((sum, kind) => sum + report.failed[kind], 0);
  if (values.json) {
    await print(JSON.stringify(report));
  } else {
    for (const kind of SEALED_KINDS) {
      await print(`${SEALED_KIND_NAMES[kind]}\t更换 ${report.renewed[kind]}\t打不开 ${report.failed[kind]}`);
    }
  }
  say(
    failed === 0
      ? `全部在密钥 ${report.keyNo} 之下。`
      : `有 ${failed} 项打不开，保持原样：请确认 GONGKAI_DATA_KEYS 里留着它们的旧密钥，再运行一次。`,
  );
  return failed === 0 ? DONE : FINDINGS;
}

function currentKeys(): number[] {
  try {
    return keyNumbers();
  } catch (error) {
    throw new BadInput(error instanceof Error ? error.message : String(error));
  }
}
