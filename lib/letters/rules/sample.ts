import type { AddressForm, LetterCode, LetterFields } from '../types/letters';
import type { FieldDefinition } from '../types/templates';
import { fieldKeysOf } from './check-template';
import { fieldByKey } from './fields';
import { LETTERS } from './letter-table';

/** Answers that read like those of a case, where the kind of field alone would not. */
const WORDS: Readonly<Record<string, string>> = {
  channel: '互联网',
  application_no: 'SQ2026-0001',
  submission_no: 'TJ20260302-001',
  query_code: 'ABCD-EFGH-JKLM',
  request_text: '2025年度工业投资统计资料',
  contact_name: '示例承办人',
  contact_phone: '0372-0000000',
  fee_amount: '10000',
  supplement_days: '15',
  fee_days: '20',
};

function sampleOf({ key, name, kind, choices }: FieldDefinition): string | readonly string[] {
  const known = WORDS[key];
  if (known !== undefined) return known;
  switch (kind) {
    case 'date':
      return '2026-03-02';
    case 'month':
      return '2026-03';
    case 'number':
      return '12';
    case 'money':
      return '10000';
    case 'lines':
      return [`${name}示例一`, `${name}示例二`];
    case 'law_name':
      return '某某法';
    case 'law_article':
      return '第二十条第一款';
    case 'choice':
      return choices?.[0]?.value ?? '';
    case 'text':
      return `${name}示例`;
  }
}

/** Made-up answers to every field of a letter, to look at its template. */
export function sampleFields(code: LetterCode): LetterFields {
  return Object.fromEntries(
    fieldKeysOf(code).flatMap((key) => {
      const definition = fieldByKey(key);
      return definition === null ? [] : [[key, sampleOf(definition)] as const];
    }),
  );
}

/** Somebody who does not exist, to whom such a letter would go. */
export function sampleRecipient(code: LetterCode): { name: string; form: AddressForm } {
  const { to } = LETTERS[code];
  if (to === 'organ') return { name: '某某局', form: 'organ' };
  return to === 'third_party'
    ? { name: '某某公司', form: 'organisation' }
    : { name: '示例申请人', form: 'person' };
}
