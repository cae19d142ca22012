import { violationSentence } from '@/lib/annual-report/messages';
import { checkPublishedReport } from '@/lib/annual-report/rules/check-published';
import { publishedReportSchema } from '@/lib/annual-report/schema';
import { readArguments } from './arguments';
import { BadInput, DONE, FINDINGS, print } from './command';
import { readJson } from './input';

const OPTIONS = {
  json: { type: 'boolean' },
  previous: { type: 'string' },
  'blank-is-zero': { type: 'boolean' },
} as const;

/** `gongkai report check FILE.json`: needs no database. */
export async function reportCommand(args: string[]): Promise<number> {
  const [verb, ...rest] = args;
  if (verb !== 'check') throw new BadInput('report 现在只有一个子命令：gongkai report check FILE.json。');
  const { values, positionals } = readArguments(rest, OPTIONS, ['FILE.json']);
  const report = await readJson(positionals[0] ?? '', publishedReportSchema);
  const previous =
    values.previous === undefined ? null : await readJson(values.previous, publishedReportSchema);
  const violations = checkPublishedReport(report, previous, {
    blankIsZero: values['blank-is-zero'] === true,
  });
  if (values.json) await print(JSON.stringify({ violations }));
  else if (violations.length === 0) await print('没有发现问题。');
  else for (const violation of violations) await print(`${violation.rule}　${violationSentence(violation)}`);
  return violations.length === 0 ? DONE : FINDINGS;
}
