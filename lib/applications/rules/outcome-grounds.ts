import { fieldByKey } from '@/lib/letters/rules/fields';
import type { EvidenceKey, EvidenceNeed, EvidenceSource, GroundField, GroundKind } from '../types/outcomes';

/** A field the letter has under the same key: its words are written once, in the letter. */
export function ofLetter(key: string): GroundField {
  const definition = fieldByKey(key);
  if (definition === null) throw new Error(`no letter has a field ${key}`);
  const { name, kind, choices, isOptional, hint } = definition;
  const kinds: Partial<Record<typeof kind, GroundKind>> = {
    date: 'date',
    lines: 'lines',
    choice: 'choice',
    law_name: 'law_name',
    law_article: 'law_article',
  };
  return {
    key,
    label: name,
    kind: kinds[kind] ?? 'text',
    ...(choices ? { choices } : {}),
    ...(isOptional ? { isOptional } : {}),
    ...(hint ? { hint } : {}),
  };
}

function own(key: string, label: string, kind: GroundKind, rest: Partial<GroundField> = {}): GroundField {
  return { key, label, kind, ...rest };
}

/** 密级, 定密依据, 保密期限: on file, never in the letter. */
export const CLASSIFICATION: readonly GroundField[] = [
  own('classification_level', '密级', 'choice', {
    choices: [
      { value: 'top_secret', text: '绝密' },
      { value: 'secret', text: '机密' },
      { value: 'confidential', text: '秘密' },
    ],
  }),
  own('classification_basis', '定密依据', 'text', { hint: '依据的保密事项范围和定密文件' }),
  own('secrecy_period', '保密期限', 'text'),
];

/** Only a law or an administrative regulation forbids disclosure (条例14). */
export const FORBIDDING_LAW_KIND = own('law_kind', '法律位阶', 'choice', {
  choices: [
    { value: 'law', text: '法律' },
    { value: 'administrative_regulation', text: '行政法规' },
  ],
  hint: '地方性法规、规章、规范性文件不能作为依据',
});
export const ASSESSMENT = own('assessment', '不利影响的评估', 'text', {
  hint: '公开后会怎样影响，依据是什么；不写入答复',
});
/** REG-16-1: for what may be refused, why it is not suitable after all. */
export const WHY_NOT_SUITABLE = own('why_not_suitable', '为什么仍不宜公开', 'text', {
  hint: '这类信息“可以”不公开，写明为什么选择不公开',
});
export const NO_DUTY = own('no_duty_to_disclose', '已核对：没有法律、法规、规章规定应当公开', 'confirmation');
export const FILE_NUMBER = own('file_number', '案卷号', 'text');
export const THIRD_PARTY = own('third_party', '第三方', 'text', { hint: '姓名或者名称；不写入答复' });
export const NOTE = own('note', '工作记录', 'text', { hint: '为什么结案，依据什么材料' });

/** A piece of evidence a row asks for. */
export function evidence(
  key: EvidenceKey,
  label: string,
  source: EvidenceSource,
  letter?: EvidenceNeed['letter'],
): EvidenceNeed {
  return { key, label, source, ...(letter ? { letter } : {}) };
}
