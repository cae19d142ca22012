import type { Hit, ProofText, TextHit } from '../../types';
import { matchesOf } from '../text/matches';
import { acrossShadows, inShadow } from '../text/shadow';

type Rule = 'bank_card' | 'bank_card_unsure' | 'bank_account_of_unit';

/** Whether the digits pass the check of Luhn (ISO/IEC 7812-1), as numbers of bank cards do. */
export function passesLuhn(digits: string): boolean {
  let sum = 0;
  for (let at = 0; at < digits.length; at += 1) {
    const digit = Number(digits[digits.length - 1 - at]);
    const doubled = at % 2 === 1 ? digit * 2 : digit;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0;
}

/** Whether first digits and length are those of an issuer: 银联, Visa, MasterCard, JCB, American Express. */
function isIssuerNumber(digits: string): boolean {
  if (/^62/.test(digits)) return digits.length >= 16;
  return /^(?:4\d{15}|5[1-5]\d{14}|35\d{14}|3[47]\d{13})$/.test(digits);
}

/** The number with its first four and last four digits. */
export function maskCard(digits: string): string {
  return `${digits.slice(0, 4)}${'*'.repeat(digits.length - 8)}${digits.slice(-4)}`;
}

const NUMBER =
  /(?<![0-9A-Za-z*.])\d{4}(?:[ \u00a0\u3000·•・.．_–—-]?\d{4}){2,3}(?:[ \u00a0\u3000·•・.．_–—-]?\d{1,4})?(?![0-9A-Za-z*])|(?<![0-9A-Za-z*.])\d{13,19}(?![0-9A-Za-z*])/g;
/** The same with a line break in it; one break only, and fewer digits on a line than a number of its own has. */
const SPLIT = /(?<![0-9A-Za-z*.])(?:\d[ -]?){2,18}\s{0,4}\n\s{0,4}(?:\d[ -]?){1,17}\d(?![0-9A-Za-z*])/g;
const CARD_WORDS = /卡号|账号|帐号|账户|帐户|银行卡|储蓄卡|信用卡|社保卡|开户行|开户银行|汇款|转账/;
const UNIT_WORDS =
  /(?:户\s*名|开户名称|收款单位|单位名称|账户名称)\s*[:：]?\s*[^，。；\s]{2,40}(?:局|公司|中心|厅|院|委员会|政府|财政|大队|管理处|学校|协会|专户)/;
/** Numbers that are known to be something else. */
const OTHER_WORDS =
  /(?:备案?|编号|编码|代码|标识码|索引号|流水号|订单号|文号|公网安备|ICP备|条形码|统一社会信用代码)\s*[号为是:：]*\s*$/;
/** How far before a number a word speaks of it, in characters. */
const REACH = 20;

/**
 * Numbers of bank cards and accounts: 13 to 19 digits that pass Luhn block where the words before speak of a card or an
 * issuer is known, and are asked about elsewhere; digits called an account that fail Luhn are asked about too. The
 * account of an organ or company is only pointed out.
 */
export function findBankCards(line: string): Hit<Rule>[] {
  return inShadow(line, findInShadow);
}

/**
 * Numbers of cards with the end of a line, or of a paragraph, between their digits: those that pass Luhn and are of a
 * known issuer or called a card.
 */
export function findSplitBankCards(text: ProofText): TextHit<Rule>[] {
  return acrossShadows(text, (whole) =>
    matchesOf(SPLIT, whole).flatMap(({ from, to, text: words }): Hit<Rule>[] => {
      const digits = words.replace(/\D/g, '');
      const isCard = CARD_WORDS.test(whole.slice(Math.max(0, from - REACH), from)) || isIssuerNumber(digits);
      if (digits.length < 13 || digits.length > 19 || !isCard || !passesLuhn(digits)) return [];
      return [{ rule: 'bank_card', from, to, suggestion: maskCard(digits) }];
    }),
  );
}

function findInShadow(line: string): Hit<Rule>[] {
  return matchesOf(NUMBER, line).flatMap(({ from, to, text }): Hit<Rule>[] => {
    const digits = text.replace(/\D/g, '');
    if (digits.length < 13 || digits.length > 19 || /^(\d)\1+$/.test(digits)) return [];
    const before = line.slice(Math.max(0, from - REACH), from);
    const isCalledCard = CARD_WORDS.test(before);
    const suggestion = maskCard(digits);
    if (isCalledCard && UNIT_WORDS.test(line)) return [{ rule: 'bank_account_of_unit', from, to }];
    if (!passesLuhn(digits)) return isCalledCard ? [{ rule: 'bank_card_unsure', from, to, suggestion }] : [];
    if (isCalledCard || isIssuerNumber(digits)) return [{ rule: 'bank_card', from, to, suggestion }];
    const isSomethingElse =
      OTHER_WORDS.test(before) || /^(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01])/.test(digits);
    return isSomethingElse ? [] : [{ rule: 'bank_card_unsure', from, to, suggestion }];
  });
}
