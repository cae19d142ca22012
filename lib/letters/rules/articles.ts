const DIGITS = ['〇', '一', '二', '三', '四', '五', '六', '七', '八', '九'] as const;

/** A number from 1 to 99 in Chinese: 三十六. */
export function inChinese(number: number): string {
  const tens = Math.floor(number / 10);
  const ones = number % 10;
  const head = tens === 0 ? '' : `${tens === 1 ? '' : DIGITS[tens]}十`;
  return `${head}${ones === 0 && tens > 0 ? '' : DIGITS[ones]}`;
}

/** An article of 条例, with its paragraph (款) or item (项). */
export type Article = { readonly article: number; readonly paragraph?: number; readonly item?: number };

/** `第三十六条第（一）项` */
export function articleLabel({ article, paragraph, item }: Article): string {
  return [
    `第${inChinese(article)}条`,
    paragraph === undefined ? '' : `第${inChinese(paragraph)}款`,
    item === undefined ? '' : `第（${inChinese(item)}）项`,
  ].join('');
}

const ARTICLE =
  /第[一二三四五六七八九十]+条(?:第[一二三四五六七八九十]+款)?(?:第（[一二三四五六七八九十]+）项)?/g;

/** The articles a text names, each once, in order. */
export function articlesIn(text: string): string[] {
  return [...new Set(text.match(ARTICLE) ?? [])];
}
