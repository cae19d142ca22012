import { MAX_QUERY_CHARACTERS } from '@/lib/disclosure/public-site/rules/search-words';
import { type Answer, CANARY_PLACES, type CanaryWords, type Question } from '../types';
import { formsOf } from './find-words';

/** Headers that differ between any two answers: the hour, and a tag that is the hash of a body with the word in it. */
const VARYING = new Set(['date', 'etag', 'set-cookie', 'x-request-id', 'age', 'x-cache']);

/** A question about the canary or its twin, and what came back. */
export type Asked = { readonly question: Question; readonly answer: Answer; readonly words: CanaryWords };

/** Where two answers differ that must be the same; empty where they do not. */
export type AnswerDifference = readonly string[];

/**
 * Compares the answer about the canary with that about its twin, which never existed: same status, same headers and the
 * same body, once the words of the twin are replaced by those of the canary. What is different for every request, the
 * hour and the nonce of a page, is left out; that a header is there at all is compared.
 */
export function compareAnswers(canary: Asked, twin: Asked): AnswerDifference {
  const found: string[] = [];
  if (canary.answer.status !== twin.answer.status) {
    found.push(`状态码 ${canary.answer.status}，从未有过的是 ${twin.answer.status}`);
  }
  const swap = swapper(twin, canary);
  const mine = headerLines(canary.answer, (text) => text);
  const theirs = headerLines(twin.answer, swap);
  for (const line of mine.filter((one) => !theirs.includes(one))) found.push(`多出响应头 ${line}`);
  for (const line of theirs.filter((one) => !mine.includes(one))) found.push(`缺少响应头 ${line}`);
  const body = bodyText(canary.answer);
  const other = swap(bodyText(twin.answer));
  if (body !== other) found.push(`正文不同（${firstDifference(body, other)}）`);
  return found;
}

/** Replaces every form of the twin's words, and of a part of one that was searched for, by the canary's. */
function swapper(from: Asked, to: Asked): (text: string) => string {
  const words = (asked: Asked) => [
    ...CANARY_PLACES.map((place) => asked.words[place]),
    echoOf(asked.question),
  ];
  const targets = words(to);
  const pairs = words(from).flatMap((word, at) => {
    const target = variants(targets[at] ?? '');
    return word === '' ? [] : variants(word).map((form, which) => [form, target[which] ?? form] as const);
  });
  return (text) => pairs.reduce((swapped, [form, other]) => swapped.replaceAll(form, other), text);
}

/** What a page of search repeats of the question. */
function echoOf({ path }: Question): string {
  const asked = new URLSearchParams(path.split('?')[1] ?? '').get('q') ?? '';
  return [...asked.trim()].slice(0, MAX_QUERY_CHARACTERS).join('');
}

function variants(word: string): string[] {
  return [word, encodeURIComponent(word), word.toUpperCase(), ...formsOf(word)];
}

function nonceOf(answer: Answer): string | null {
  const policy = answer.headers.find(([name]) => name === 'content-security-policy')?.[1] ?? '';
  return /'nonce-([^']+)'/.exec(policy)?.[1] ?? null;
}

function withoutNonce(text: string, answer: Answer): string {
  const nonce = nonceOf(answer);
  return nonce === null ? text : text.replaceAll(nonce, 'NONCE');
}

function headerLines(answer: Answer, swap: (text: string) => string): string[] {
  return answer.headers
    .map(([name, value]) => (VARYING.has(name) ? name : `${name}: ${swap(withoutNonce(value, answer))}`))
    .sort();
}

function bodyText(answer: Answer): string {
  return withoutNonce(decode(answer.body), answer).replace(
    // The number under which a fault was logged.
    /编号：[0-9a-f]{8}/g,
    '编号：',
  );
}

/** As text where it is one; else a letter for each byte, so that nothing is lost. */
function decode(body: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(body);
  } catch {
    return new TextDecoder('latin1').decode(body);
  }
}

function firstDifference(one: string, other: string): string {
  const shorter = Math.min(one.length, other.length);
  let at = 0;
  while (at < shorter && one[at] === other[at]) at += 1;
  return `长度 ${one.length} 和 ${other.length}，从第 ${at + 1} 个字符起`;
}
