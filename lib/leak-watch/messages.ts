import type { Refusal } from '@/lib/platform/result';
import { CANARY_PLACE_NAMES, type LeakFinding, type LeakFindingKind } from './types';

const SENTENCES = {
  role_missing_watch: '泄漏检测由系统管理员或安全管理员办理，您没有这两个角色。',
  watch_is_running: '泄漏检测正在进行，请等它结束后再开始。',
  organ_without_site: '本机关还没有对外的网站（没有网站域名，也不是默认网站），没有可以检测的地方。',
} as const;
export type LeakWatchRefusalCode = keyof typeof SENTENCES;

/** A refusal of the leak watch in the words of the house. */
export function leakWatchRefusal(code: LeakWatchRefusalCode): Refusal {
  return { code, message: SENTENCES[code] };
}

const FINDING_SENTENCES: Record<LeakFindingKind, string> = {
  word_found: '公众看到了未公开稿件里的内容',
  answer_differs: '问未公开的稿件和问从未有过的稿件，得到的回答不一样，公众能看出有这件稿件',
  no_answer: '没有得到回答',
  fault: '网站出错',
  not_served: '网站没有打开，无法检测',
};

/** What was wrong, in one line. */
export function leakFindingSentence(finding: LeakFinding): string {
  const places = finding.places.map((place) => CANARY_PLACE_NAMES[place]).join('、');
  const what = places === '' ? '' : `：${places}`;
  return `${FINDING_SENTENCES[finding.kind]}${what}。`;
}

/** Kinds that mean a leak; the others mean that the site could not be asked. */
export function isLeak(kind: LeakFindingKind): boolean {
  return kind === 'word_found' || kind === 'answer_differs';
}
