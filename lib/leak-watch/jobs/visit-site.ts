import 'server-only';
import { compareAnswers } from '../rules/compare-answers';
import { maskWords, type WordSearch, wordSearch, wordsIn } from '../rules/find-words';
import { actionIdsIn, linksIn } from '../rules/links';
import { plainSurfaces } from '../rules/surfaces/plain';
import { twinSurfaces } from '../rules/surfaces/twin';
import type {
  Answer,
  Ask,
  CanaryWords,
  LeakFinding,
  Question,
  Surface,
  SurfaceRecord,
  TwinSurface,
  WatchedSite,
} from '../types';

/** Requests on their way at once: enough to be quick, few enough that readers notice nothing. */
const AT_ONCE = 4;
/** Pages read by following links, beside those of the list. */
const CRAWL_PAGES = 400;

/** What a visit needs. `onProgress` is told how many questions were asked, and of how many. */
export type VisitPlan = {
  readonly ask: Ask;
  readonly site: WatchedSite;
  readonly basePath: string;
  readonly words: CanaryWords;
  readonly twin: CanaryWords;
  /** Answers from before the canary was planted, by address. */
  readonly before: ReadonlyMap<string, string>;
  readonly onProgress: (asked: number, planned: number) => Promise<void>;
};

export type Visit = {
  readonly findings: readonly LeakFinding[];
  /** Pages that are not as they were before, without a word of the canary: a count may have given it away. */
  readonly changed: readonly LeakFinding[];
  readonly surfaces: readonly SurfaceRecord[];
  readonly asked: number;
};

const decoder = new TextDecoder();

/**
 * The pages as they are before there is a canary: afterwards every one must be the same, since a number or a date that
 * moved would tell that there is something. Null where the site is not served at all.
 */
export async function readBefore(ask: Ask, site: WatchedSite): Promise<ReadonlyMap<string, string> | null> {
  const home = await ask({ method: 'GET', path: '/' }).catch(() => null);
  const search = await ask({ method: 'GET', path: '/search' }).catch(() => null);
  if (home?.status !== 200 || search?.status !== 200) return null;
  const pages = plainSurfaces(site).filter(({ question }) => isPlainGet(question));
  const before = new Map<string, string>();
  await inPool(pages, async ({ question }) => {
    const answer = await ask(question).catch(() => null);
    if (answer) before.set(question.path, textOf(answer));
  });
  return before;
}

function isPlainGet({ method, headers, path }: Question): boolean {
  // Health and sign-in answer with hours and tokens of their own.
  return method === 'GET' && headers === undefined && !/^\/(?:office|api)\b/.test(path);
}

function textOf(answer: Answer): string {
  return `${answer.status}\n${decoder.decode(answer.body)}`;
}

/** Asks every public place of a site and looks for the canary in every answer. */
export async function visitSite(plan: VisitPlan): Promise<Visit> {
  const visit = new Visitation(plan);
  const actions = await visit.learnActions();
  const plain = plainSurfaces(plan.site);
  const twins = twinSurfaces(actions);
  visit.planned += plain.length + twins.length * 2 + CRAWL_PAGES;
  await inPool(plain, (surface) => visit.askPlain(surface));
  await inPool(twins, (surface) => visit.askTwin(surface));
  await visit.crawl();
  return visit.conclude();
}

class Visitation {
  planned = 0;
  private asked = 0;
  private readonly findings: LeakFinding[] = [];
  private readonly changed: LeakFinding[] = [];
  private readonly surfaces: SurfaceRecord[] = [];
  private readonly search: WordSearch;

  constructor(private readonly plan: VisitPlan) {
    this.search = wordSearch(plan.words);
  }

  /** Asks one question and looks for the words; null where no answer came. */
  private async put(group: string, question: Question): Promise<Answer | null> {
    const answer = await this.plan.ask(question).catch((fault: unknown) => {
      this.note('no_answer', group, question, [], fault instanceof Error ? fault.message : String(fault));
      return null;
    });
    this.asked += 1;
    if (this.asked % 25 === 0) await this.plan.onProgress(this.asked, Math.max(this.planned, this.asked));
    return answer;
  }

  private note(
    kind: LeakFinding['kind'],
    group: string,
    question: Question,
    places: LeakFinding['places'],
    detail: string,
    list: LeakFinding[] = this.findings,
  ): void {
    const { words } = this.plan;
    list.push({ kind, group, address: this.addressOf(question), places, detail: maskWords(detail, words) });
  }

  private addressOf({ method, path }: Question): string {
    return `${method} ${maskWords(path, this.plan.words)}`;
  }

  private record(group: string, question: Question, status: number, isTwin: boolean): void {
    this.surfaces.push({ group, address: this.addressOf(question), status, isTwin });
  }

  /** A place that does not name the canary: no word of it may stand there, and the page is as it was before. */
  async askPlain({ group, question }: Surface): Promise<void> {
    const answer = await this.put(group, question);
    if (answer === null) return;
    this.record(group, question, answer.status, false);
    const places = wordsIn(answer, this.search);
    if (places.length > 0) this.note('word_found', group, question, places, `状态码 ${answer.status}`);
    else if (answer.status >= 500) this.note('fault', group, question, [], `状态码 ${answer.status}`);
    const before = isPlainGet(question) ? this.plan.before.get(question.path) : undefined;
    if (places.length === 0 && before !== undefined && before !== textOf(answer)) {
      this.note('answer_differs', group, question, [], '与埋入检测稿件之前不同', this.changed);
    }
  }

  /** A place that names the canary answers as if it did not exist. */
  async askTwin({ group, question }: TwinSurface): Promise<void> {
    const { words, twin } = this.plan;
    const [mine, other] = [question(words), question(twin)];
    const answer = await this.put(group, mine);
    const reference = await this.put(group, other);
    if (answer === null || reference === null) return;
    this.record(group, mine, answer.status, true);
    const differences = compareAnswers(
      { question: mine, answer, words },
      { question: other, answer: reference, words: twin },
    );
    if (differences.length > 0) this.note('answer_differs', group, mine, [], differences.join('；'));
  }

  /** Follows the links of the site from its front door. */
  async crawl(): Promise<void> {
    const group = '沿链接浏览';
    const seen = new Set<string>(['/', '/sitemap.xml', '/site-map']);
    let next = [...seen];
    let pages = 0;
    while (next.length > 0 && pages < CRAWL_PAGES) {
      const batch = next.slice(0, CRAWL_PAGES - pages);
      next = [];
      pages += batch.length;
      await inPool(batch, async (path) => {
        // Of files the headers are enough: their bytes are read by the hash of what is public.
        const question = { method: /\/files\//.test(path) ? 'HEAD' : 'GET', path };
        const answer = await this.put(group, question);
        if (answer === null) return;
        const places = wordsIn(answer, this.search);
        if (places.length > 0) this.note('word_found', group, question, places, `状态码 ${answer.status}`);
        for (const link of linksIn(decoder.decode(answer.body), this.linkSite())) {
          if (seen.has(link) || /^\/(?:office|api|_next)\b/.test(link)) continue;
          seen.add(link);
          next.push(link);
        }
      });
    }
    this.surfaces.push({
      group,
      address: `从首页和网站地图开始，读 ${pages} 页`,
      status: pages,
      isTwin: false,
    });
  }

  private linkSite() {
    return { basePath: this.plan.basePath, host: this.plan.site.host };
  }

  /** The server actions a visitor can learn of: their ids stand in the scripts of the page for signing in. */
  async learnActions(): Promise<string[]> {
    const group = '办公页面的脚本';
    const page = await this.put(group, { method: 'GET', path: '/office/sign-in' });
    if (page === null) return [];
    const scripts = linksIn(decoder.decode(page.body), this.linkSite()).filter((link) =>
      link.startsWith('/_next/'),
    );
    const ids = new Set<string>();
    await inPool(scripts.slice(0, 60), async (path) => {
      const question = { method: 'GET', path };
      const answer = await this.put(group, question);
      if (answer === null) return;
      const places = wordsIn(answer, this.search);
      if (places.length > 0) this.note('word_found', group, question, places, `状态码 ${answer.status}`);
      for (const id of actionIdsIn(decoder.decode(answer.body))) ids.add(id);
    });
    this.surfaces.push({ group, address: `读 ${scripts.length} 个脚本`, status: page.status, isTwin: false });
    return [...ids].slice(0, 40);
  }

  /** All that was found. */
  conclude(): Visit {
    const { findings, changed, surfaces, asked } = this;
    return { findings, changed, surfaces, asked };
  }
}

/** Works through a list, a few at a time. */
async function inPool<T>(list: readonly T[], work: (one: T) => Promise<void>): Promise<void> {
  const queue = [...list];
  const worker = async () => {
    for (let one = queue.shift(); one !== undefined; one = queue.shift()) await work(one);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
}
