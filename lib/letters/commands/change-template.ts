import 'server-only';
import type { Actor } from '@/lib/organs/types';
import { writeAudit } from '@/lib/platform/audit';
import { canonicalJson, sha256Hex } from '@/lib/platform/canonical';
import { currentTime } from '@/lib/platform/clock';
import { inTransaction } from '@/lib/platform/database';
import { ok, type Result, refuse } from '@/lib/platform/result';
import { letterRefusal } from '../messages';
import { checkTemplateTexts } from '../rules/check-template';
import type { ApproveTemplateInput, WriteTemplateInput } from '../schema';

const WRITERS = ['case_handler', 'legal_reviewer', 'office_head'] as const;
const APPROVERS = ['office_head', 'legal_reviewer'] as const;

/**
 * Writes a new version of a template in the organ's own words. It is in force once somebody else confirms it; letters that
 * are frozen keep their words.
 *
 * Refusals: `role_missing_letter`; those of `checkTemplateTexts`.
 */
export function writeTemplate(
  actor: Actor,
  input: WriteTemplateInput,
): Promise<Result<{ versionId: string; number: number }>> {
  return inTransaction(async (tx) => {
    if (!WRITERS.some((role) => actor.roles.includes(role)))
      return refuse(letterRefusal('role_missing_letter'));
    const refusals = checkTemplateTexts(input.code, input.texts);
    if (refusals.length > 0) return refuse(...refusals);
    const version = await tx.letterTemplateVersion.create({
      data: {
        organId: actor.organId,
        code: input.code,
        number: 0, // set by the database
        texts: input.texts,
        reason: input.reason,
        writtenBy: actor.personId,
        writtenAt: currentTime(),
      },
    });
    await writeAudit(tx, {
      organId: actor.organId,
      actor,
      action: 'write_letter_template',
      subject: { type: 'letter_template', id: version.id },
      detail: {
        record_id: version.id,
        code: input.code,
        number: version.number,
        reason: input.reason,
        texts_hash: sha256Hex(canonicalJson(input.texts)),
      },
    });
    return ok({ versionId: version.id, number: version.number });
  });
}

/**
 * Confirms a version of a template, which is in force from then on.
 *
 * Refusals: `template_unknown` (none such, or an equal or newer one is in force), `template_own`, `role_missing_letter`.
 */
export function approveTemplate(actor: Actor, input: ApproveTemplateInput): Promise<Result<null>> {
  return inTransaction(async (tx) => {
    const version = await tx.letterTemplateVersion.findUnique({ where: { id: input.versionId } });
    if (version === null || version.organId !== actor.organId)
      return refuse(letterRefusal('template_unknown'));
    const later = await tx.letterTemplateVersion.findMany({
      where: { organId: version.organId, code: version.code, number: { gte: version.number } },
      select: { id: true },
    });
    const approved = await tx.letterTemplateApproval.count({
      where: { versionId: { in: later.map(({ id }) => id) } },
    });
    if (approved > 0) return refuse(letterRefusal('template_unknown'));
    if (version.writtenBy === actor.personId) return refuse(letterRefusal('template_own'));
    if (!APPROVERS.some((role) => actor.roles.includes(role))) {
      return refuse(letterRefusal('role_missing_letter', { name: '工作机构负责人或者法制审核人' }));
    }
    await tx.letterTemplateApproval.create({
      data: { versionId: version.id, approvedBy: actor.personId, approvedAt: currentTime() },
    });
    await writeAudit(tx, {
      organId: actor.organId,
      actor,
      action: 'approve_letter_template',
      subject: { type: 'letter_template', id: version.id },
      detail: {
        record_id: version.id,
        code: version.code,
        number: version.number,
        written_by: version.writtenBy,
      },
    });
    return ok(null);
  });
}
