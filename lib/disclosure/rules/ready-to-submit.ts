import { checkReport } from '@/lib/annual-report/rules/check-report';
import { blockingOf } from '@/lib/annual-report/rules/severity';
import { isAtLeast, leastClassOfColumns } from '@/lib/approvals/rules/route';
import type { ContentClass } from '@/lib/approvals/types';
import type { Refusal } from '@/lib/platform/result';
import { PASTED_IMAGE_NOTE } from '../body/messages';
import { bodyText, filesOf, isEmptyBody } from '../body/rules';
import type { BlockNode } from '../body/types';
import { type DisclosureRefusalCode, disclosureRefusal } from '../messages';
import { type ItemContent, LEAST_CLASS } from '../types';
import { checkDeclarations, type DeclarationFacts } from './declarations';
import { endingOf, mediaTypeOf, type UploadFacts } from './file-kinds';
import { bodiesOf, shownPictures } from './listed-files';

/** Facts beside the content that a submission is judged by. */
export type SubmitFacts = DeclarationFacts & {
  readonly contentClass: ContentClass;
  /** Ids of the organ's columns in which items are listed. */
  readonly listColumns: ReadonlySet<string>;
  /** Least class of what goes into a column, where the organ has set one. */
  readonly columnClass: Readonly<Record<string, ContentClass>>;
  readonly uploads: UploadFacts;
};

/**
 * What a text still needs before it can be submitted, all at once: the missing fields, contradicting dates, unknown
 * columns and files, files said to be other than they are or to stand in the text where they don't, pictures without
 * words, notes of pictures that were not pasted, a class below the least of its kind or of a column, report tables in
 * another kind, and for an annual report every blocking check of its tables. Empty = ready.
 *
 * @rule TR-1 @rule AR-C4 @law 条例13 @law 条例49-1
 */
export function checkReadyToSubmit(content: ItemContent, facts: SubmitFacts): Refusal[] {
  const refusals: Refusal[] = [];
  const need = (fails: boolean, code: DisclosureRefusalCode, field: string) => {
    if (fails) refusals.push(disclosureRefusal(code, field));
  };
  need(content.title.trim() === '', 'title_missing', 'title');
  need(/[。．]$/.test(content.title.trim()), 'title_ends_with_stop', 'title');
  need(content.kind !== 'annual_report' && isEmptyBody(content.body), 'body_missing', 'body');
  need(content.columns.length === 0, 'columns_missing', 'columns');
  need(
    content.columns.some((id) => !facts.listColumns.has(id)),
    'column_unknown',
    'columns',
  );
  need(content.content_source.trim() === '', 'source_missing', 'content_source');
  need(content.issuing_organ.trim() === '', 'organ_missing', 'issuing_organ');
  need(content.formed_at === null, 'formed_at_missing', 'formed_at');
  need(content.formed_at !== null && content.formed_at > facts.today, 'formed_at_future', 'formed_at');
  need(
    content.expires_at !== null &&
      content.effective_from !== null &&
      content.expires_at < content.effective_from,
    'expires_before_effective',
    'expires_at',
  );
  need(content.disclosure_attr !== 'proactive', 'not_proactive', 'disclosure_attr');
  need(content.kind === 'policy_document' && content.genre === '', 'genre_missing', 'genre');
  need(content.is_normative && content.expires_at === null, 'expiry_missing', 'expires_at');
  need(!isAtLeast(facts.contentClass, LEAST_CLASS[content.kind]), 'class_too_low', 'contentClass');
  need(
    !isAtLeast(facts.contentClass, leastClassOfColumns(content.columns, facts.columnClass)),
    'class_too_low_for_column',
    'contentClass',
  );
  refusals.push(
    ...checkFiles(content, facts),
    ...checkAnnualReport(content),
    ...checkDeclarations(content, facts),
  );
  return refusals;
}

function checkFiles(content: ItemContent, facts: SubmitFacts): Refusal[] {
  const refusals: Refusal[] = [];
  const bodies = bodiesOf(content);
  const attached = new Set(content.attachments.map((attachment) => attachment.sha256));
  const known = (sha256: string) => attached.has(sha256) && facts.uploads.has(sha256);
  if (bodies.flatMap(filesOf).some((sha256) => !known(sha256)))
    refusals.push(disclosureRefusal('image_missing', 'body'));
  if (bodies.some((body) => hasWordlessImage(body.content)))
    refusals.push(disclosureRefusal('image_alt_missing', 'body'));
  // The note may be cut into several nodes by bold or links; a line is read as a whole.
  if (bodies.some((body) => bodyText(body).includes(PASTED_IMAGE_NOTE)))
    refusals.push(disclosureRefusal('pasted_image_left', 'body'));
  const names = content.attachments.map((attachment) => attachment.name);
  if (new Set(names).size < names.length)
    refusals.push(disclosureRefusal('attachment_duplicate', 'attachments'));
  if (content.attachments.some((attachment) => !facts.uploads.has(attachment.sha256))) {
    refusals.push(disclosureRefusal('attachment_unknown', 'attachments'));
  }
  // What the text says of a file decides how it is served: a text file is never handed out as a page.
  const differs = content.attachments.some(({ name, sha256, size, media_type }) => {
    const upload = facts.uploads.get(sha256);
    return (
      mediaTypeOf(name) !== media_type ||
      (upload !== undefined && (upload.size !== size || !upload.endings.includes(endingOf(name))))
    );
  });
  if (differs) refusals.push(disclosureRefusal('attachment_differs', 'attachments'));
  // A file marked as a picture of the text is in no list: it must stand in the text, where every reviewer sees it.
  const inline = content.attachments.filter((attachment) => attachment.inline);
  const shown = shownPictures(content);
  if (inline.some(({ media_type }) => !media_type.startsWith('image/')))
    refusals.push(disclosureRefusal('inline_not_image', 'attachments'));
  if (inline.some(({ sha256 }) => !shown.has(sha256)))
    refusals.push(disclosureRefusal('inline_unused', 'attachments'));
  return refusals;
}

function hasWordlessImage(blocks: readonly unknown[]): boolean {
  return (blocks as readonly BlockNode[]).some(
    (block) =>
      (block.type === 'image' && block.attrs.alt.trim() === '') ||
      ('content' in block && Array.isArray(block.content) && hasWordlessImage(block.content)),
  );
}

function checkAnnualReport(content: ItemContent): Refusal[] {
  if (content.kind !== 'annual_report')
    return content.report === null ? [] : [disclosureRefusal('report_elsewhere', 'report')];
  if (content.report === null) return [disclosureRefusal('report_missing', 'report')];
  const blocking = blockingOf(checkReport(content.report));
  return blocking.length > 0 ? [disclosureRefusal('report_blocked', 'report')] : [];
}
