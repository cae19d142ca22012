import 'server-only';
import { fileTextsOf } from '@/lib/documents/queries';
import { currentTime } from '@/lib/platform/clock';
import { staffDatabase, type Tx } from '@/lib/platform/database';
import { civilDate } from '@/lib/platform/dates';
import { dictionariesOf } from '@/lib/proofreading/queries';
import { keyFindings } from '@/lib/proofreading/rules/handling';
import type { KeyedFinding, ProofText } from '@/lib/proofreading/types';
import { hasInterpretation } from '../after-publication/queries/list-relations';
import { listedFiles } from '../rules/listed-files';
import { type ProofreadFacts, proofreadContentInSteps, proofreadingInput } from '../rules/proofread-content';
import type { ItemContent } from '../types';
import { withPauses } from './proofreading-turns';

type Reader = Pick<Tx, 'siteColumn' | 'organSetting'>;
type PairReader = Pick<Tx, 'itemRelation' | 'itemRelationEnd' | 'item'>;
type ItemKey = { readonly id: string; readonly organId: string };

/** What proofreading an item's content needs beside it, as it stands today. */
export async function proofreadFacts(
  item: ItemKey,
  content: ItemContent,
  database: Reader = staffDatabase(),
): Promise<ProofreadFacts> {
  const columns = await database.siteColumn.findMany({
    where: { organId: item.organId, id: { in: [...content.columns] } },
    select: { id: true, name: true },
  });
  return {
    today: civilDate(currentTime()),
    columnNames: new Map(columns.map(({ id, name }) => [id, name])),
    personalDataExemption: null,
    files: await fileTextsOf(
      item.id,
      listedFiles(content).map((file) => file.sha256),
    ),
  };
}

/** All that the machine finds in a content today, with the dictionaries of its organ. @rule TR-17 */
export async function proofreadItem(
  item: ItemKey,
  content: ItemContent,
  database: Reader & PairReader = staffDatabase(),
): Promise<{ readonly findings: KeyedFinding[]; readonly texts: readonly ProofText[] }> {
  const facts = {
    ...(await proofreadFacts(item, content, database)),
    ...(content.needs_interpretation
      ? { hasInterpretation: await hasInterpretation(item.id, database) }
      : {}),
  };
  const dictionaries = await dictionariesOf(item.organId, database);
  return {
    findings: keyFindings(await withPauses(proofreadContentInSteps(content, facts, dictionaries))),
    texts: proofreadingInput(content, facts).texts,
  };
}
