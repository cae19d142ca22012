import 'server-only';
import { fileTextsOf } from '@/lib/documents/queries';
import type { Actor } from '@/lib/organs/types';
import { comparableContent } from '../rules/comparable';
import type { ItemContent } from '../types';
import { type ComparableKey, chooseVersions } from '../what-changed/rules/choose-versions';
import { diffContent } from '../what-changed/rules/diff-content';
import { filesToRead, withFileTexts } from '../what-changed/rules/diff-file-texts';
import { versionFate } from '../what-changed/rules/version-fate';
import type { ComparableContent, ContentDiff, VersionFate } from '../what-changed/types';
import { findItemDetail, type ItemDetail } from './get-item-detail';
import { listColumns } from './list-columns';
import { getVersionContent } from './load-item';

/** A text of an item that can be chosen for comparison. */
export type ComparedVersion = {
  readonly key: ComparableKey;
  /** When the version was frozen; of the working copy, when it was last saved. */
  readonly at: Date;
  /** Names of those who wrote in it. */
  readonly authors: string;
  /** Null for the working copy. */
  readonly fate: VersionFate | null;
  readonly contentHash: string;
};

/** Two texts of an item and what is different between them. */
export type VersionComparison = {
  readonly itemId: string;
  readonly title: string;
  /** Everything that can be chosen, newest first. */
  readonly versions: readonly ComparedVersion[];
  readonly to: ComparedVersion;
  /** The other side; null where there is nothing older to compare with. */
  readonly against: { readonly from: ComparedVersion; readonly diff: ContentDiff } | null;
  /** The whole newer text, for showing what did not change. */
  readonly after: ComparableContent;
  /** The version the public reads now, if any. */
  readonly publicNumber: number | null;
};

/**
 * Two texts of an item compared, for whoever may see the item; null where the item is out of scope or does not exist,
 * or where a text is asked for that does not exist.
 */
export async function findComparison(
  actor: Actor,
  itemId: string,
  asked: { readonly from?: string; readonly to?: string },
): Promise<VersionComparison | null> {
  const detail = await findItemDetail(actor, itemId);
  if (detail === null) return null;
  const { item, versions } = detail;
  const publicNumber = versions.find((version) => version.id === item.live?.versionId)?.number ?? null;
  const hasOwnDraft = item.draft.contentHash !== versions[0]?.contentHash;
  const chosen = chooseVersions(asked, {
    numbers: versions.map((version) => version.number),
    hasOwnDraft,
    publicNumber,
  });
  if (chosen === null) return null;
  const choices = listChoices(detail, hasOwnDraft || asked.from === 'draft' || asked.to === 'draft');
  const to = choices.find((choice) => choice.key === chosen.to);
  const from = choices.find((choice) => choice.key === chosen.from);
  if (to === undefined) return null;
  const columns = await listColumns(item.organId);
  const columnNames = new Map(columns.map((column) => [column.id, column.path]));
  const read = async (key: ComparableKey) => comparableContent(await contentOf(detail, key), columnNames);
  const after = await read(to.key);
  return {
    itemId: item.id,
    title: item.draft.content.title,
    versions: choices,
    to,
    against: from === undefined ? null : { from, diff: await compare(item.id, await read(from.key), after) },
    after,
    publicNumber: item.publicState === 'published' || item.publicState === 'archived' ? publicNumber : null,
  };
}

/** The difference of two texts, the words inside replaced attachments included. */
async function compare(
  itemId: string,
  before: ComparableContent,
  after: ComparableContent,
): Promise<ContentDiff> {
  const diff = diffContent(before, after);
  const files = filesToRead(diff);
  return files.length === 0 ? diff : withFileTexts(diff, await fileTextsOf(itemId, files));
}

function listChoices(detail: ItemDetail, withDraft: boolean): ComparedVersion[] {
  const { item, versions, rounds, people } = detail;
  const name = (id: string) => people.get(id)?.name ?? '';
  const facts = {
    draftState: item.draftState,
    publicState: item.publicState,
    liveVersionId: item.live?.versionId ?? null,
    rounds,
  };
  const frozen = versions.map((version): ComparedVersion => {
    const round = rounds.find((candidate) => candidate.versionId === version.id);
    const authors = round?.facts.contributors ?? [version.frozenBy];
    return {
      key: version.number,
      at: version.frozenAt,
      authors: authors.map(name).join('、'),
      fate: versionFate(version.id, facts),
      contentHash: version.contentHash,
    };
  });
  const { savedAt, savedBy, contentHash } = item.draft;
  const draft = { key: 'draft' as const, at: savedAt, authors: name(savedBy), fate: null, contentHash };
  return withDraft ? [draft, ...frozen] : frozen;
}

async function contentOf(detail: ItemDetail, key: ComparableKey): Promise<ItemContent> {
  if (key === 'draft') return detail.item.draft.content;
  const version = detail.versions.find((candidate) => candidate.number === key);
  if (version === undefined) throw new Error(`version ${key} was chosen and is not there`);
  return (await getVersionContent(version.id)).content;
}
