import type { Hit, ProofLine } from '../../types';

type Rule = 'image_alt_missing' | 'image_alt_vague';

const VAGUE =
  /^(?:图片?|照片|截图|image|img|picture|photo|示意图|配图|插图)?[\s_-]*\d*(?:\.(?:png|jpe?g|gif|webp|bmp))?$|^(?:IMG|DSC|mmexport|微信图片|QQ图片|Screenshot|屏幕截图)[\s_\-\d]*(?:\.\w+)?$|^[\w-]+\.(?:png|jpe?g|gif|webp|bmp)$/i;

/** Pictures without words for those who can't see them, or with the name of the file. */
export function findImages({ text, kind }: ProofLine): Hit<Rule>[] {
  if (kind !== 'image') return [];
  if (text.trim() === '') return [{ rule: 'image_alt_missing', from: 0, to: text.length }];
  return VAGUE.test(text.trim()) ? [{ rule: 'image_alt_vague', from: 0, to: text.length }] : [];
}
