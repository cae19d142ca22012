import { markProduction } from '@/lib/platform/installation';
import { migrate } from '@/lib/platform/migrate';
import { readArguments } from './arguments';
import { DONE, ownerUrl, say } from './command';

/** `gongkai migrate` */
export async function migrateCommand(args: string[]): Promise<number> {
  readArguments(args, {}, []);
  const url = ownerUrl();
  const applied = await migrate(url, { log: say });
  if (process.env.GONGKAI_MODE !== 'trial') await markProduction(url);
  say(applied.length === 0 ? '数据库结构已是最新。' : `已更新数据库结构：${applied.length} 项。`);
  return DONE;
}
