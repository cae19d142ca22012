import { inputId } from '@/components/annual-report/grid-table';
import type { BodyHandle } from '@/components/disclosure/body-editor';
import { cellId, listCells } from '@/lib/annual-report/rules/cells';
import type { DraftFinding } from '@/lib/disclosure/queries/proofread-draft';
import type { ItemContent } from '@/lib/disclosure/types';
import { fieldId, goTo } from './go-to';
import { GRID_PREFIX } from './report-fields';

/** The open editors of the bodies of an item, by path. */
export type Bodies = ReadonlyMap<string, BodyHandle>;

type Place = Pick<DraftFinding, 'place' | 'words'>;

/** Puts the focus where a finding is and selects its words; false where they are no longer there. */
export function showFinding({ place, words }: Place, content: ItemContent, bodies: Bodies): boolean {
  const body = bodies.get(place.path);
  if (body) return body.show({ ...place, words });
  const cell = content.report && listCells(content.report.tables).find((ref) => cellId(ref) === place.path);
  if (cell) {
    goTo(inputId(GRID_PREFIX, cell));
    return true;
  }
  goTo(fieldId(place.path));
  selectWords(fieldId(place.path), words);
  return true;
}

/** Selects words in the field that has the focus, if it is that of this id and holds them. */
function selectWords(id: string, words: string): void {
  const field = document.activeElement;
  if (!(field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement) || words === '') return;
  const from = field.id === id && field.type !== 'date' ? field.value.indexOf(words) : -1;
  if (from !== -1) field.setSelectionRange(from, from + words.length);
}

/** Fields of one string each that a suggestion may be written into. */
const STRING_FIELDS = ['title', 'summary', 'doc_no', 'content_source', 'issuing_organ', 'theme'] as const;

/** The content with a suggestion written into a plain field; null where the place is none or has other words by now. */
export function withSuggestion(finding: DraftFinding, content: ItemContent): ItemContent | null {
  const { place, words, suggestion } = finding;
  const field = STRING_FIELDS.find((name) => name === place.path);
  if (field === undefined || suggestion === undefined || words === '') return null;
  const value = content[field];
  const isThere = value.slice(place.from, place.to) === words;
  const from = isThere ? place.from : value.indexOf(words);
  if (from === -1) return null;
  return { ...content, [field]: value.slice(0, from) + suggestion + value.slice(from + words.length) };
}

/** Whether the suggestion of a finding can be taken over with one click. */
export function isApplicable({ place, words, suggestion }: DraftFinding): boolean {
  if (suggestion === undefined || words === '' || /[\t\n]/.test(words)) return false;
  const isBody = place.path === 'body' || place.path.startsWith('report.sections.');
  return isBody || STRING_FIELDS.some((name) => name === place.path);
}
