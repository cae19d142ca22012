import { weakDatabaseUrls } from '@/lib/platform/env';
import { markProduction } from '@/lib/platform/installation';
import { migrate } from '@/lib/platform/migrate';
import { readArguments } from './arguments';
import { BadInput, DONE, ownerUrl, say } from './command';

/** `gongkai migrate` */
export async function migrateCommand(args: string[]): Promise<number> {
  readArguments(args, {}, []);
  const url = ownerUrl();
  const weak = process.env.GONGKAI_MODE === 'trial' ? [] : weakDatabaseUrls(process.env);
  if (weak.length > 0) {
    throw new BadInput(
      `数据库口令过弱或互相重复，没有做任何改动：${weak.join('、')} (weak or shared database passwords)`,
    );
  }
  const applied = await migrate(url, { log: say });
  if (process.env.GONGKAI_MODE !== 'trial') await markProduction(url);
  say(applied.length === 0 ? '数据库结构已是最新。' : `已更新数据库结构：${applied.length} 项。`);
  return DONE;
}
