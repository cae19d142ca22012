// `npm run -s bench:import [FOLDER]`: reads every report of a folder of fixtures (NNN.txt and NNN.json) and prints, for
// each, how many printed figures came out right, were asked, and were wrong.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { readReportFile } from '../lib/annual-report/rules/import/read-report-file.ts';
import { compareReading } from '../tests/support/compare-reading.ts';

const folder = path.resolve(process.argv[2] ?? 'tests/fixtures/annual-reports');
const names = readdirSync(folder)
  .filter((file) => /^\d+\.(?:txt|pdf)$/.test(file))
  .sort();
const sum = { right: 0, asked: 0, wrong: 0 };
for (const name of names) {
  const expected = JSON.parse(readFileSync(path.join(folder, name.replace(/\.\w+$/, '.json')), 'utf8'));
  const read = await readReportFile(new Uint8Array(readFileSync(path.join(folder, name))));
  if (!read.ok) {
    console.log(`${name}\trefused\t${read.refusals.map(({ message }) => message).join(' ')}`);
    continue;
  }
  const { right, asked, wrong } = compareReading(expected, read.value.report);
  sum.right += right.length;
  sum.asked += asked.length;
  sum.wrong += wrong.length;
  const { missing } = read.value;
  const more = [
    ...(wrong.length > 0 ? [`wrong: ${wrong.slice(0, 12).join(' ')}`] : []),
    ...(asked.length > 0 ? [`asked: ${asked.slice(0, 12).join(' ')}`] : []),
    ...(missing.length > 0 ? [`refused on the command line, missing: ${missing.join('、')}`] : []),
  ];
  console.log(
    [name, `right ${right.length}`, `asked ${asked.length}`, `wrong ${wrong.length}`, ...more].join('\t'),
  );
}
console.log(['sum', `right ${sum.right}`, `asked ${sum.asked}`, `wrong ${sum.wrong}`].join('\t'));
if (sum.wrong > 0) process.exitCode = 1;
