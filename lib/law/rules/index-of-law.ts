import type { LawSource } from '../types';
import { REGULATION } from './articles';
import { CLOCK_RULES } from './clock-rules';
import { GENERAL_RULES, PLATFORM_RULES, REPORT_RULES, REVIEW_RULES } from './house-rules';
import { INTAKE_RULES } from './intake-rules';
import { KNOWLEDGE_RULES } from './knowledge-rules';
import { LETTER_RULES } from './letter-rules';

/** Every text, in the order of docs/law-index.md. */
export const LAW_SOURCES: readonly LawSource[] = [
  REGULATION,
  REVIEW_RULES,
  REPORT_RULES,
  PLATFORM_RULES,
  GENERAL_RULES,
  INTAKE_RULES,
  CLOCK_RULES,
  LETTER_RULES,
  KNOWLEDGE_RULES,
];
