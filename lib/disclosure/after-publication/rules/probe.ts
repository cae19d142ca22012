import type { BodyDoc } from '../../body/types';
import type { ItemContent } from '../../types';

type WithContent = { readonly content?: readonly unknown[] };

/** Every address a text links to, each once, in order. */
export function linksOf(content: Pick<ItemContent, 'body' | 'report'>): string[] {
  const links = new Set<string>();
  const visit = (node: unknown) => {
    if (typeof node !== 'object' || node === null) return;
    const { marks, content: inner } = node as WithContent & {
      readonly marks?: readonly { readonly type: string; readonly attrs?: { readonly href?: unknown } }[];
    };
    for (const mark of marks ?? []) {
      if (mark.type === 'link' && typeof mark.attrs?.href === 'string') links.add(mark.attrs.href);
    }
    inner?.forEach(visit);
  };
  const bodies: BodyDoc[] = [content.body, ...Object.values(content.report?.sections ?? {})];
  bodies.forEach(visit);
  return [...links];
}

/** Whether a page of HTML holds a title, however it is escaped. */
export function holdsTitle(html: string, title: string): boolean {
  const plain = html
    .replace(/<[^>]*>/g, '')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&#x27;|&#39;/g, "'")
    .replace(/&amp;/g, '&');
  return plain.replace(/\s+/g, '').includes(title.replace(/\s+/g, ''));
}
