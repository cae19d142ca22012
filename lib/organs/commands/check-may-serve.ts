import 'server-only';
import { staffDatabase } from '@/lib/platform/database';
import { environmentForServing } from '@/lib/platform/env';

/**
 * Why this server or worker may not run, as one sentence, or null: settings missing or weak, the owner's address in the
 * wrong hands, no database, a database that was never set up, or a demo database under the production configuration.
 */
export async function checkMayServe(): Promise<string | null> {
  let mode: 'trial' | 'production';
  try {
    mode = environmentForServing().GONGKAI_MODE;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  if (mode === 'production' && process.env.DATABASE_URL_OWNER) {
    return '请从网站和后台任务的环境中去掉 DATABASE_URL_OWNER：属主的权限只给 gongkai migrate 使用。(the owner address is for migrations only)';
  }
  const installation = await staffDatabase()
    .installation.findUnique({ where: { id: 1 } })
    .catch(() => 'unreachable' as const);
  if (installation === 'unreachable') {
    return '连不上数据库，或者数据库还没有初始化：请检查 DATABASE_URL_STAFF，并先运行 gongkai migrate。(database unreachable or not migrated)';
  }
  if (installation?.mode === 'demo' && mode === 'production') {
    return '这是演示数据库，不能在正式配置下运行。请使用新的数据库。(a demo database is not served in production)';
  }
  return null;
}
