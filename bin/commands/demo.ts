import { existsSync } from 'node:fs';
import { accountsFile } from '@/prisma/seed/demo/accounts';
import { loadDemo } from '@/prisma/seed/demo/load';
import { readArguments } from './arguments';
import { BadInput, DONE, FINDINGS, ownerUrl, say } from './command';

/** `gongkai demo load` */
export async function demoCommand(args: string[]): Promise<number> {
  const [verb, ...rest] = args;
  if (verb !== 'load') throw new BadInput('demo 只有一个子命令：gongkai demo load。');
  readArguments(rest, {}, []);
  const file = accountsFile(process.env);
  const begun = Date.now();
  const result = await loadDemo({
    ownerUrl: ownerUrl(),
    mode: process.env.GONGKAI_MODE,
    accountsFile: file,
    say,
  });
  switch (result.outcome) {
    case 'refused':
      say(result.reason);
      return FINDINGS;
    case 'already_loaded':
      say('演示数据已经装入过，没有做任何改动。');
      if (!existsSync(file)) say(`演示账号文件 ${file} 不见了；可用 gongkai user password 重置口令。`);
      return DONE;
    case 'loaded': {
      const seconds = ((Date.now() - begun) / 1000).toFixed(1);
      say(
        `演示数据已装入：${result.items} 条信息，${result.cases} 件申请，${result.acts} 次办理，用时 ${seconds} 秒。账号见 ${file}。`,
      );
      return DONE;
    }
  }
}
