import { type Result, refuse } from '@/lib/platform/result';

/**
 * Runs a server action; a request without an answer comes back as a refusal too, so that no form waits for ever. The act
 * may have been done and only its answer lost, so the sentence claims neither.
 */
export async function attempt<T>(run: () => Promise<Result<T>>): Promise<Result<T>> {
  try {
    return await run();
  } catch {
    return refuse({
      code: 'offline',
      message: '网络不通，或服务器没有回答，不能确定是否办成。请检查网络，刷新核对后再试；您填写的内容还在。',
    });
  }
}
