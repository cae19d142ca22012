import type { CaseEvent } from '../types/case';
import type { EvidenceKey, EvidenceNeed, OutcomeRow } from '../types/outcomes';

/** What lies in the file of a case, as far as evidence goes. */
export type OnFile = {
  readonly events: readonly CaseEvent[];
  /** Keys of evidence that a decision points to files for. */
  readonly fileKeys: readonly string[];
  readonly searchRecords: number;
  /** Third parties whose consultation is over: answered, or silent past their own day. */
  readonly endedConsultations: number;
  readonly hasEarlierCase: boolean;
  /** Codes of letters that were sent. */
  readonly sentLetters: readonly string[];
};

/**
 * The evidence of a row that is on file. What rests on grounds is asked where the grounds are.
 *
 * @rule REG-EV-1
 */
export function evidenceOnFile(row: OutcomeRow, file: OnFile): Set<EvidenceKey> {
  return new Set(row.evidence.filter((need) => isThere(need, file)).map(({ key }) => key));
}

function isThere(need: EvidenceNeed, file: OnFile): boolean {
  switch (need.source) {
    case 'file':
      return file.fileKeys.includes(need.key);
    case 'search_record':
      return file.searchRecords > 0;
    case 'consultation':
      return file.endedConsultations > 0;
    case 'earlier_case':
      return file.hasEarlierCase;
    case 'letter':
      return need.letter !== undefined && file.sentLetters.includes(need.letter);
    case 'event':
      return file.events.some(({ action }) => action === 'withdraw_application');
    case 'grounds':
      return false;
  }
}
