import { readOutbox } from '@/lib/notices/queries';
import { OUTBOX_STATE_NAMES, OUTBOX_STATES } from '@/lib/notices/types';
import { formatMinute } from '@/lib/platform/dates';
import { readArguments } from './arguments';
import { BadInput, DONE, FINDINGS, print, say } from './command';

/** `gongkai jobs mail [--json]`: the state of the outbox; exit status 1 where some of the last week were given up. */
export async function jobsCommand(args: string[]): Promise<number> {
  const [verb, ...rest] = args;
  if (verb !== 'mail') throw new BadInput('jobs 只有一个子命令：gongkai jobs mail。');
  const { values } = readArguments(rest, { json: { type: 'boolean' } }, []);
  const outbox = await readOutbox(null);
  if (values.json) await print(JSON.stringify(outbox));
  else {
    for (const state of OUTBOX_STATES) await print(`${OUTBOX_STATE_NAMES[state]}\t${outbox.counts[state]}`);
    for (const row of outbox.troubled) {
      await print(
        `${formatMinute(row.createdAt)}\t${OUTBOX_STATE_NAMES[row.state]}\t${row.address}\t${row.lastError ?? ''}`,
      );
    }
  }
  if (!outbox.sendsMail) say('没有配置邮件（SMTP_FROM、SMTP_URL），通知只在系统内显示。');
  return outbox.givenUpThisWeek > 0 ? FINDINGS : DONE;
}
