import type { LetterCode } from '../../types/letters';
import type { LetterTemplate, TemplateTexts } from '../../types/templates';
import { DECISION_TEMPLATES } from './decisions';
import { PROCEDURAL_TEMPLATES } from './procedural';

/** The template every organ begins with, for each letter. */
export const SHIPPED_TEMPLATES: Record<LetterCode, LetterTemplate> = {
  ...PROCEDURAL_TEMPLATES,
  ...DECISION_TEMPLATES,
};

/** A template with the organ's own words where it has any. */
export function templateWith(code: LetterCode, texts: TemplateTexts): LetterTemplate {
  const shipped = SHIPPED_TEMPLATES[code];
  return {
    ...shipped,
    blocks: shipped.blocks.map((block) =>
      block.kind === 'text' ? { ...block, text: texts[block.key] ?? block.text } : block,
    ),
  };
}

/** The shipped words of a template, by key of the block. */
export function shippedTexts(code: LetterCode): TemplateTexts {
  return Object.fromEntries(
    SHIPPED_TEMPLATES[code].blocks.flatMap((block) =>
      block.kind === 'text' ? [[block.key, block.text]] : [],
    ),
  );
}
