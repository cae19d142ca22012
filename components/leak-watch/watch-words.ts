import type { TagLook } from '@/components/ui/tag';
import { LEAK_WATCH_RESULT_NAMES, type LeakWatchResult, type LeakWatchRun } from '@/lib/leak-watch/types';

const LOOKS: Record<LeakWatchResult, TagLook> = { clean: 'ok', leak: 'late', failed: 'warn' };

/** How a run stands, as a tag. */
export function runState(run: Pick<LeakWatchRun, 'result' | 'startedAt'>): { look: TagLook; text: string } {
  if (run.result !== null) return { look: LOOKS[run.result], text: LEAK_WATCH_RESULT_NAMES[run.result] };
  return { look: 'plain', text: run.startedAt === null ? '等待后台任务' : '正在检测' };
}
