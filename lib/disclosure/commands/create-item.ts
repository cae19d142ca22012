import 'server-only';
import { customAlphabet } from 'nanoid';
import { isAtLeast } from '@/lib/approvals/rules/route';
import type { ContentClass } from '@/lib/approvals/types';
import type { Actor } from '@/lib/organs/types';
import { currentTime } from '@/lib/platform/clock';
import { inTransaction, type Tx } from '@/lib/platform/database';
import { ok, type Result, refuse } from '@/lib/platform/result';
import { disclosureRefusal } from '../messages';
import { whyNot } from '../policy';
import { canonicalContent } from '../rules/canonical-content';
import { type ItemContent, LEAST_CLASS } from '../types';
import { auditItem } from './shared';

/** Ten characters without those easily confused: the permanent address of an item. */
const newItemId = customAlphabet('23456789abcdefghijkmnpqrstuvwxyz', 10);

/**
 * Creates an item with its first draft.
 *
 * Refusals: `role_missing_create`, `class_too_low`.
 */
export async function createItem(
  actor: Actor,
  input: { contentClass: ContentClass; content: ItemContent },
): Promise<Result<{ itemId: string }>> {
  const refusals = whyNot(actor, 'create', null);
  if (!isAtLeast(input.contentClass, LEAST_CLASS[input.content.kind])) {
    refusals.push(disclosureRefusal('class_too_low', 'contentClass'));
  }
  if (refusals.length > 0) return refuse(...refusals);
  return inTransaction(async (tx) =>
    ok({ itemId: await createItemIn(tx, actor, { ...input, sectionId: actor.sectionId }) }),
  );
}

/**
 * `createItem` in the transaction of an act that leads to a draft, for a section of the organ; gives the id. Whether the
 * person may do that act the caller has asked. A draft is public to nobody, and its reviews are still to come.
 */
export async function createItemIn(
  tx: Tx,
  actor: Actor,
  input: { contentClass: ContentClass; content: ItemContent; sectionId: string | null },
): Promise<string> {
  const { contentHash } = canonicalContent(input.content);
  const item = await tx.item.create({
    data: {
      id: newItemId(),
      organId: actor.organId,
      kind: input.content.kind,
      contentClass: input.contentClass,
      draftState: 'draft',
      sectionId: input.sectionId,
      createdBy: actor.personId,
      createdAt: currentTime(),
    },
  });
  await tx.draft.create({
    data: {
      itemId: item.id,
      revision: 1,
      content: input.content,
      contentHash,
      savedBy: actor.personId,
      savedAt: currentTime(),
    },
  });
  await auditItem(tx, actor, item.id, 'create_item', { kind: item.kind, content_hash: contentHash });
  return item.id;
}
