import type { BodyDoc } from '@/lib/disclosure/body/types';
import type { WordImport } from '../../types';

/** The body that is taken over: without the lines that become the title or the 文号, where the author chose so. */
export function adoptedBody(
  imported: Pick<WordImport, 'body' | 'title' | 'docNo'>,
  takes: { readonly title: boolean; readonly docNo: boolean },
): BodyDoc {
  const gone = new Set([
    ...(takes.title ? (imported.title?.blocks ?? []) : []),
    ...(takes.docNo ? (imported.docNo?.blocks ?? []) : []),
  ]);
  return { type: 'doc', content: imported.body.content.filter((_, at) => !gone.has(at)) };
}
