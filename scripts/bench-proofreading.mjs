// `npm run bench:proofreading [-- --json]`: what the finders of lib/proofreading find and miss on the labelled set
// (25 real pages with mistakes set in), and how long a report of 20 pages takes, beside a yardstick in the same run.

import { FINDING_KIND_NAMES } from '../lib/proofreading/messages.ts';
import { proofread } from '../lib/proofreading/rules/proofread.ts';
import { SHIPPED_DICTIONARIES } from '../lib/proofreading/rules/shipped/dictionaries.ts';
import { FINDING_KINDS } from '../lib/proofreading/types.ts';
import { measure, readLabelledSet } from '../tests/support/proofreading.ts';
import { padDisplay } from './lib/progress.mjs';

/** A page of an official document holds 22 lines of 28 characters (GB/T 9704), with headings and gaps about 500. */
const REPORT_CHARACTERS = 20_000;
const RUNS = 15;

const set = readLabelledSet();
const { scores, random } = measure(set);

/** @param {() => unknown} work @returns {number} median in milliseconds */
function median(work) {
  work();
  const times = Array.from({ length: RUNS }, () => {
    const start = performance.now();
    work();
    return performance.now() - start;
  });
  return times.sort((a, b) => a - b)[RUNS >> 1] ?? 0;
}

/** The pages of the set behind each other until the length of a report of 20 pages is reached. */
function longInput() {
  const lines = [];
  let characters = 0;
  for (let at = 0; characters < REPORT_CHARACTERS; at += 1) {
    const document = set.documents[at % set.documents.length];
    for (const line of document?.texts.find((text) => text.path === 'body')?.lines ?? []) {
      if (characters >= REPORT_CHARACTERS) break;
      lines.push(line);
      characters += line.text.length;
    }
  }
  return {
    characters,
    input: {
      texts: [{ path: 'body', label: '正文', kind: /** @type {const} */ ('prose'), lines }],
      facts: set.documents[0]?.facts,
    },
  };
}

const { characters, input } = longInput();
const dictionaries = { ...SHIPPED_DICTIONARIES, protectedNames: set.names };
const first = performance.now();
proofread(input, {
  ...dictionaries,
  corrections: [...dictionaries.corrections],
  commonWords: [...dictionaries.commonWords],
  protectedTerms: [...dictionaries.protectedTerms],
});
const cold = performance.now() - first;
const engine = median(() => proofread(input, dictionaries));
const yardstick = median(() => JSON.stringify(input).match(/[\u4e00-\u9fff]+/g)?.length);
const findings = proofread(input, dictionaries).length;

if (process.argv.includes('--json')) {
  console.log(
    JSON.stringify({ scores, random, speed: { characters, findings, cold, engine, yardstick } }, null, 2),
  );
} else {
  const share = (/** @type {number} */ part, /** @type {number} */ whole) =>
    whole === 0 ? '–' : `${((100 * part) / whole).toFixed(1)} %`;
  const sum = (/** @type {'planted' | 'met' | 'told' | 'right'} */ key) =>
    scores.reduce((all, one) => all + one[key], 0);
  const rows = [
    ['种类', '植入', '找到', '召回率', '报出', '属实', '准确率'],
    ...FINDING_KINDS.map((kind) => {
      const { planted, met, told, right } = scores.find((one) => one.kind === kind) ?? {
        planted: 0,
        met: 0,
        told: 0,
        right: 0,
      };
      return [
        FINDING_KIND_NAMES[kind],
        `${planted}`,
        `${met}`,
        share(met, planted),
        `${told}`,
        `${right}`,
        share(right, told),
      ];
    }),
    [
      '合计',
      `${sum('planted')}`,
      `${sum('met')}`,
      share(sum('met'), sum('planted')),
      `${sum('told')}`,
      `${sum('right')}`,
      share(sum('right'), sum('told')),
    ],
  ];
  for (const row of rows) console.log(`  ${row.map((cell) => padDisplay(cell, 14)).join('')}`.trimEnd());
  console.log(
    `\n  随机同音错字：${random.planted} 处找到 ${random.met} 处（${share(random.met, random.planted)}）`,
  );
  console.log(
    `\n  20页报告（${characters} 字，${findings} 处发现）：${engine.toFixed(1)} 毫秒（${RUNS} 次的中位数；首次含建立词典索引 ${cold.toFixed(1)} 毫秒）`,
  );
  console.log(`  对照：同一文本 JSON.stringify 加一次正则 ${yardstick.toFixed(2)} 毫秒`);
}
