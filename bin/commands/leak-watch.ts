import { requestLeakWatch } from '@/lib/leak-watch/commands';
import { ownAddress, runWatch, type WatchOutcome } from '@/lib/leak-watch/jobs/run-watch';
import { leakFindingSentence } from '@/lib/leak-watch/messages';
import { listWatchedOrgans } from '@/lib/leak-watch/queries';
import { LEAK_WATCH_RESULT_NAMES } from '@/lib/leak-watch/types';
import { readArguments } from './arguments';
import { DONE, FINDINGS, operator, print, say, sayRefusals } from './command';

/** `gongkai leak-watch`: runs the leak watch on every site of the installation and waits for the results. */
export async function leakWatchCommand(args: string[]): Promise<number> {
  const { values } = readArguments(args, { json: { type: 'boolean' } }, []);
  const outcomes: WatchOutcome[] = [];
  for (const { organId } of await listWatchedOrgans()) {
    const requested = await requestLeakWatch(organId, operator());
    if (!requested.ok) return sayRefusals(requested);
    say(`正在检测 ${ownAddress()} …`);
    const outcome = await runWatch(requested.value.runId, organId, ownAddress());
    if (outcome === null) {
      say('后台任务已经开始这次检测，请在管理页面查看结果。');
      return FINDINGS;
    }
    outcomes.push(outcome);
  }
  if (values.json) await print(JSON.stringify(outcomes));
  else for (const outcome of outcomes) await printOutcome(outcome);
  return outcomes.length > 0 && outcomes.every(({ result }) => result === 'clean') ? DONE : FINDINGS;
}

async function printOutcome({ result, asked, findings }: WatchOutcome): Promise<void> {
  for (const finding of findings) {
    await print(`${finding.address}：${leakFindingSentence(finding)}（${finding.detail}）`);
  }
  await print(`${LEAK_WATCH_RESULT_NAMES[result]}：问了 ${asked} 次，发现 ${findings.length} 处。`);
}
