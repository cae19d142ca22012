import 'server-only';
import { randomBytes } from 'node:crypto';
import { bodyFromText } from '@/lib/disclosure/body/rules';
import { listLeftCanaries, plantCanary, removeCanary } from '@/lib/disclosure/commands/plant-canary';
import { emptyContent } from '@/lib/disclosure/rules/content';
import type { ItemContent } from '@/lib/disclosure/types';
import { sha256Hex } from '@/lib/platform/canonical';
import { currentTime } from '@/lib/platform/clock';
import { civilDate } from '@/lib/platform/dates';
import {
  finishLeakWatch,
  type LeakWatchEnd,
  NIGHT,
  noteLeakWatch,
  requestLeakWatch,
  takeLeakWatch,
} from '../commands';
import { isLeak } from '../messages';
import {
  findWatchedSite,
  hasSiteChangedSince,
  listColumnIds,
  listWaitingRuns,
  listWatchedOrgans,
} from '../queries';
import { BYTES_PER_WORD, CANARY_TITLE, makeWords } from '../rules/canary';
import { isNightlyDue } from '../rules/nightly';
import {
  CANARY_PLACES,
  type CanaryWords,
  type LeakFinding,
  type LeakWatchResult,
  type WatchedSite,
} from '../types';
import { pictureWith } from './canary-files';
import { readBefore, visitSite } from './visit-site';
import { openVisitor } from './visitor';

/** Findings kept of one run; more would say nothing new. */
const FINDINGS_KEPT = 200;

/** What a run ended with, for the log of the worker and the command line. */
export type WatchOutcome = {
  readonly runId: string;
  readonly organId: string;
  readonly result: LeakWatchResult;
  readonly asked: number;
  readonly findings: readonly LeakFinding[];
};

/**
 * The address under which the installation's own server is asked: `GONGKAI_BASE_URL`, with the prefix if there is one,
 * else the port of this machine. Answers come from the application itself; what nginx keeps comes from there too and
 * for 4 seconds at most.
 */
export function ownAddress(env: NodeJS.ProcessEnv = process.env): string {
  return env.GONGKAI_BASE_URL ?? `http://127.0.0.1:${env.PORT ?? 3000}${env.GONGKAI_BASE_PATH ?? ''}`;
}

/** Asks for the nightly runs that are due, then makes every run that waits; `signal` breaks the present one off. */
export async function runDueWatches(baseUrl: string, signal?: AbortSignal): Promise<WatchOutcome[]> {
  const now = currentTime();
  for (const { organId, lastNightly } of await listWatchedOrgans()) {
    // A run on demand that is still going on counts as the nightly one's turn: the next look comes in a second.
    if (isNightlyDue(now, lastNightly)) await requestLeakWatch(organId, NIGHT);
  }
  const outcomes: WatchOutcome[] = [];
  for (const { id, organId } of await listWaitingRuns()) {
    const outcome = await runWatch(id, organId, baseUrl, signal);
    if (outcome !== null) outcomes.push(outcome);
  }
  return outcomes;
}

/** Makes one run from planting to taking away; null where another worker has it. Never leaves a run unfinished. */
export async function runWatch(
  runId: string,
  organId: string,
  baseUrl: string,
  signal?: AbortSignal,
): Promise<WatchOutcome | null> {
  if (!(await takeLeakWatch(runId))) return null;
  let end: LeakWatchEnd;
  try {
    end = await watch(runId, organId, baseUrl, signal);
  } catch (fault) {
    console.error('leak watch fault:', fault);
    end = failed(organId, '检测程序出错，原因见后台任务的记录');
  }
  const finished = await finishLeakWatch(runId, end);
  if (!finished.ok) throw new Error(`could not finish the leak watch ${runId}`);
  return { runId, organId, result: end.result, asked: end.asked, findings: end.findings };
}

function failed(organId: string, detail: string): LeakWatchEnd {
  const finding: LeakFinding = { kind: 'not_served', group: '网站', address: 'GET /', places: [], detail };
  return { organId, result: 'failed', findings: [finding], surfaces: [], asked: 0 };
}

async function watch(
  runId: string,
  organId: string,
  baseUrl: string,
  signal: AbortSignal | undefined,
): Promise<LeakWatchEnd> {
  const site = await findWatchedSite(organId);
  if (site === null) return failed(organId, '机关没有网站');
  const visitor = openVisitor(baseUrl, site.host, signal);
  try {
    const begun = currentTime();
    const before = await readBefore(visitor.ask, site);
    if (before === null) return failed(organId, '首页或检索页没有正常打开');
    const [words, twin] = [newWords(), newWords()];
    // Of a run that was cut off, such as by a power cut.
    for (const itemId of await listLeftCanaries(organId)) await removeCanary(organId, itemId);
    await plant(site, words);
    try {
      await noteLeakWatch(runId, { itemId: words.item_id });
      const visit = await visitSite({
        ask: visitor.ask,
        site,
        basePath: new URL(baseUrl).pathname.replace(/\/$/, ''),
        words,
        twin,
        before,
        onProgress: (asked, planned) => noteLeakWatch(runId, { asked, planned }),
      });
      if (signal?.aborted) return failed(organId, '后台任务停止，检测中断');
      // What somebody published meanwhile is allowed to show.
      const changed = (await hasSiteChangedSince(organId, begun)) ? [] : visit.changed;
      const findings = [...visit.findings, ...changed].slice(0, FINDINGS_KEPT);
      const { surfaces, asked } = visit;
      return { organId, result: resultOf(findings), findings, surfaces, asked };
    } finally {
      const removed = await removeCanary(organId, words.item_id);
      if (!removed.ok) console.error(`the canary ${words.item_id} was not taken away`);
    }
  } finally {
    visitor.close();
  }
}

function resultOf(findings: readonly LeakFinding[]): LeakWatchResult {
  if (findings.some(({ kind }) => isLeak(kind))) return 'leak';
  return findings.length === 0 ? 'clean' : 'failed';
}

/** Fresh words with the hashes of the files that hold them. */
function newWords(): CanaryWords {
  const words = makeWords(randomBytes(CANARY_PLACES.length * BYTES_PER_WORD));
  return {
    ...words,
    file_hash: sha256Hex(textFile(words)),
    image_hash: sha256Hex(pictureWith(words.image_text)),
  };
}

function textFile(words: CanaryWords): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(`泄漏检测附件 ${words.file_text}\n`);
}

async function plant(site: WatchedSite, words: CanaryWords): Promise<void> {
  const image = { sha256: words.image_hash, alt: words.image_text };
  const content: ItemContent = {
    ...emptyContent('news', { name: site.organName }, null),
    title: `${CANARY_TITLE} ${words.title} ${words.title_chinese}`,
    summary: `${CANARY_TITLE} ${words.summary}`,
    body: bodyFromText(`这是系统埋入的检测稿件，不会公开。${words.body}`),
    doc_no: words.doc_no,
    content_source: words.source,
    keywords: [words.keyword],
    formed_at: civilDate(currentTime()),
    // In every list of the site, should anything let it through.
    columns: await listColumnIds(site.organId),
  };
  const planted = await plantCanary(site.organId, {
    itemId: words.item_id,
    content,
    files: [
      { name: words.file_name, bytes: textFile(words), mediaType: 'text/plain', inline: false },
      { name: words.image_name, bytes: pictureWith(image.alt), mediaType: 'image/png', inline: true },
    ],
  });
  if (!planted.ok)
    throw new Error(`the canary was refused: ${planted.refusals.map(({ code }) => code).join()}`);
}
