import { applyRetention } from '@/lib/personal-data/jobs';
import { listRetention } from '@/lib/personal-data/queries/retention';
import { currentTime } from '@/lib/platform/clock';
import { civilDate, isCivilDate } from '@/lib/platform/dates';
import { readArguments } from './arguments';
import { BadInput, DONE, operator, print, say } from './command';

/**
 * `gongkai retention [--preview] [--until DATE] [--json]`: deletes the personal data of cases whose archive term is over, or
 * only says what would be deleted, now and (with `--until`) by a day to come.
 */
export async function retentionCommand(args: string[]): Promise<number> {
  const options = {
    preview: { type: 'boolean' },
    until: { type: 'string' },
    json: { type: 'boolean' },
  } as const;
  const { values } = readArguments(args, options, []);
  if (!values.preview) {
    const run = await applyRetention(operator());
    if (values.json) await print(JSON.stringify(run));
    else await print(`已清理 ${run.cases} 件归档期满的申请，删除 ${run.things} 项个人信息。`);
    say(`公众端过期的表单和访问记录：${run.intake} 条。`);
    return DONE;
  }
  const until = values.until ?? civilDate(currentTime());
  if (!isCivilDate(until)) throw new BadInput('--until 请写存在的日期，例如 2026-12-31。');
  const cases = await listRetention(until);
  if (values.json) {
    await print(JSON.stringify(cases));
    return DONE;
  }
  for (const { applicationNo, organName, termEnds, isOver, identities, files, parties } of cases) {
    await print(
      `${applicationNo}\t${organName}\t归档期到 ${termEnds}${isOver ? '（已满）' : ''}\t证件号码 ${identities}\t文件 ${files}\t联系方式 ${parties}`,
    );
  }
  const over = cases.filter(({ isOver }) => isOver).length;
  say(
    `到 ${until} 为止 ${cases.length} 件，其中已经期满、下一次清理就会删除的 ${over} 件。预告没有改动任何数据。`,
  );
  return DONE;
}
