import { addOrgan } from '@/lib/organs/commands/add-organ';
import { organFileSchema } from '@/lib/organs/schema';
import { readArguments } from './arguments';
import { BadInput, DONE, operator, print, say, sayRefusals } from './command';
import { readJson } from './input';

/** `gongkai organ add FILE.json` */
export async function organCommand(args: string[]): Promise<number> {
  const [verb, ...rest] = args;
  if (verb !== 'add') throw new BadInput('organ 只有一个子命令：gongkai organ add FILE.json。');
  const { positionals, values } = readArguments(rest, { json: { type: 'boolean' } }, ['FILE.json']);
  const file = await readJson(positionals[0] ?? '', organFileSchema);
  const result = await addOrgan(operator(), file);
  if (!result.ok) return sayRefusals(result);
  if (values.json) await print(JSON.stringify({ organ: result.value.organId }));
  say(`已添加机关“${file.name}”。`);
  return DONE;
}
