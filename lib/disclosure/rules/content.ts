import { emptyTables } from '@/lib/annual-report/rules/cells';
import type { BodyDoc } from '../body/types';
import type { ItemContent, ItemKind } from '../types';
import { ADDED_IN_FORMAT_2 } from './content-format';

const EMPTY_BODY: BodyDoc = { type: 'doc', content: [] };

/** An empty content of a kind, with what the organ is known for filled in. */
export function emptyContent(
  kind: ItemKind,
  organ: { name: string },
  reportYear: number | null,
): ItemContent {
  return {
    _format: 2,
    kind,
    title:
      kind === 'annual_report' && reportYear ? `${organ.name}${reportYear}年政府信息公开工作年度报告` : '',
    summary: '',
    body: EMPTY_BODY,
    report:
      kind === 'annual_report' && reportYear
        ? {
            year: reportYear,
            tables: emptyTables(),
            sections: { section_1: EMPTY_BODY, section_5: EMPTY_BODY, section_6: EMPTY_BODY },
          }
        : null,
    disclosure_attr: 'proactive',
    disclosure_reason: '',
    art_item: null,
    doc_no: '',
    formed_at: null,
    effective_from: null,
    expires_at: null,
    content_source: organ.name,
    issuing_organ: organ.name,
    genre: '',
    theme: '',
    keywords: [],
    is_normative: false,
    ...structuredClone(ADDED_IN_FORMAT_2),
    columns: [],
    attachments: [],
  };
}
