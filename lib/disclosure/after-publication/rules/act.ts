import { proofread } from '@/lib/proofreading/rules/proofread';
import type { Dictionaries, Finding } from '@/lib/proofreading/types';

/** 机关代字〔年〕序号, as the database knows it too (act_no_is_a_number). */
const DOC_NO = /^[\u4e00-\u9fa5]{2,10}〔(?:19|20)\d{2}〕[1-9]\d{0,3}号$/;

/** Whether words are a 文号 in strict form: what readers may see of an act, because nobody reviews it. */
export function isDocNo(words: string): boolean {
  return DOC_NO.test(words);
}

const NO_DICTIONARIES: Dictionaries = {
  corrections: [],
  sensitiveTerms: [],
  protectedTerms: [],
  protectedNames: [],
  commonWords: [],
  settings: [],
};

/**
 * The markings of classification and the numbers of persons in words that stand beside a text (TR-18): the entry of a
 * change of 有效性 passes no reviewer, so the machine refuses them.
 *
 * @param today civil date in Asia/Shanghai
 * @rule TR-18
 */
export function forbiddenWords(words: readonly string[], today: string): Finding[] {
  const texts = words
    .filter((text) => text !== '')
    .map((text, at) => ({
      path: `words.${at}`,
      label: '依据',
      kind: 'prose' as const,
      lines: text.split('\n').map((line) => ({ text: line, kind: 'paragraph' as const })),
    }));
  const facts = {
    today,
    formedAt: null,
    expiresAt: null,
    itemYear: null,
    docNo: '',
    genre: '',
    attachments: [],
    personalDataExemption: null,
  };
  return proofread({ texts, facts }, NO_DICTIONARIES).filter(
    ({ kind, severity }) =>
      kind === 'classification' || (kind === 'personal_data' && severity === 'blocking'),
  );
}
