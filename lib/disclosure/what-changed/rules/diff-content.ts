import type { BodyDoc } from '../../body/types';
import type {
  AttachmentChange,
  AttachmentName,
  ComparableContent,
  ContentDiff,
  NamedValue,
  ValueChange,
} from '../types';
import { diffBodies } from './diff-bodies';

/** Values that differ, in the order of `after`; those that are no longer there come last. */
export function diffValues(before: readonly NamedValue[], after: readonly NamedValue[]): ValueChange[] {
  const old = new Map(before.map((value) => [value.path, value]));
  const changes: ValueChange[] = [];
  for (const { path, label, value } of after) {
    const was = old.get(path)?.value ?? null;
    old.delete(path);
    if (was !== value) changes.push({ path, label, before: was, after: value });
  }
  for (const { path, label, value } of old.values()) {
    if (value !== null) changes.push({ path, label, before: value, after: null });
  }
  return changes;
}

/**
 * What happened to the attachments: the same file under another name is renamed, another file under the same name is
 * replaced; the rest was added or removed. A changed order of those that stayed is told too: it is part of the hash.
 */
export function diffAttachments(
  before: readonly AttachmentName[],
  after: readonly AttachmentName[],
): AttachmentChange[] {
  const left = [...before];
  const partner = new Map<AttachmentName, AttachmentName>();
  const take = (file: AttachmentName, fits: (old: AttachmentName) => boolean) => {
    const at = partner.has(file) ? -1 : left.findIndex(fits);
    const [old] = at < 0 ? [] : left.splice(at, 1);
    if (old) partner.set(file, old);
  };
  for (const file of after) take(file, (old) => old.sha256 === file.sha256 && old.name === file.name);
  for (const file of after) take(file, (old) => old.sha256 === file.sha256);
  for (const file of after) take(file, (old) => old.name === file.name);
  const changes: AttachmentChange[] = [];
  for (const file of after) {
    const old = partner.get(file);
    if (!old) changes.push({ kind: 'added', name: file.name });
    else if (old.sha256 !== file.sha256) {
      changes.push({ kind: 'replaced', name: file.name, before: old.sha256, after: file.sha256 });
    } else if (old.name !== file.name) changes.push({ kind: 'renamed', before: old.name, after: file.name });
  }
  for (const old of left) changes.push({ kind: 'removed', name: old.name });
  const kept = after.flatMap((file) => partner.get(file) ?? []);
  const inOldOrder = before.filter((old) => kept.includes(old));
  if (kept.some((old, at) => old !== inOldOrder[at])) {
    const namesNow = after.filter((file) => partner.has(file)).map((file) => file.name);
    changes.push({ kind: 'reordered', before: inOldOrder.map((old) => old.name), after: namesNow });
  }
  return changes;
}

/** What changed from one version's content to another's: fields, attachments, cells of tables, and every body. */
export function diffContent(before: ComparableContent, after: ComparableContent): ContentDiff {
  const empty: BodyDoc = { type: 'doc', content: [] };
  const old = new Map(before.bodies.map((body) => [body.path, body]));
  const bodies = after.bodies.map(({ path, label, doc }) => {
    const changes = diffBodies(old.get(path)?.doc ?? empty, doc);
    old.delete(path);
    return { path, label, changes };
  });
  for (const { path, label, doc } of old.values())
    bodies.push({ path, label, changes: diffBodies(doc, empty) });
  return {
    fields: diffValues(before.fields, after.fields),
    attachments: diffAttachments(before.attachments, after.attachments),
    cells: diffValues(before.cells, after.cells),
    bodies,
  };
}

/** How many changes there are: each field, attachment, cell and changed line counts one. */
export function changeCount(diff: ContentDiff): number {
  const lines = diff.bodies.flatMap((body) => body.changes).filter((change) => change.kind !== 'same');
  return diff.fields.length + diff.attachments.length + diff.cells.length + lines.length;
}
