import { type Result, refuse } from '@/lib/platform/result';

/** Runs a server action; a request that never arrived comes back as a refusal too, so that no form waits for ever. */
export async function attempt<T>(run: () => Promise<Result<T>>): Promise<Result<T>> {
  try {
    return await run();
  } catch {
    return refuse({
      code: 'offline',
      message: '没有连上服务器，什么也没有改动。请检查网络后再试；您填写的内容还在。',
    });
  }
}
