import 'server-only';
import { writeAudit } from '@/lib/platform/audit';
import { currentTime } from '@/lib/platform/clock';
import { inTransaction, type Tx } from '@/lib/platform/database';
import { ok, type Refusal, type Result, refuse } from '@/lib/platform/result';
import { organRefusal } from '../messages';
import { todayAsDate } from '../queries';
import type { ColumnInput, OrganFile } from '../schema';
import type { Operator } from '../types';

/**
 * Adds an organ with its sections, its tree of columns and its settings, which are in force from today.
 *
 * Refusals: `organ_exists` (same name, credit code or host), `default_site_taken`, `superior_unknown`.
 */
export function addOrgan(operator: Operator, input: OrganFile): Promise<Result<{ organId: string }>> {
  return inTransaction(async (tx) => {
    await tx.$queryRaw`SELECT 1 FROM pg_advisory_xact_lock(hashtextextended('add-organ', 0))`;
    const superior =
      input.superior === null ? null : await tx.organ.findFirst({ where: { name: input.superior } });
    const refusals = await refusalsOf(tx, input);
    if (input.superior !== null && superior === null) {
      refusals.push(organRefusal('superior_unknown', { name: input.superior }, 'superior'));
    }
    if (refusals.length > 0) return refuse(...refusals);
    const organ = await tx.organ.create({
      data: {
        name: input.name,
        shortName: input.short_name,
        documentPrefix: input.document_prefix,
        creditCode: input.credit_code,
        siteIdCode: input.site_id_code,
        siteHost: input.site_host,
        isDefaultSite: input.is_default_site,
        superiorId: superior?.id ?? null,
        address: input.address,
        postcode: input.postcode,
        phone: input.phone,
        fax: input.fax,
        email: input.email,
        officeHours: input.office_hours,
        reconsiderationOrgan: input.reconsideration_organ,
        court: input.court,
        createdAt: currentTime(),
      },
    });
    await tx.section.createMany({
      data: input.sections.map((name, index) => ({ organId: organ.id, name, position: index + 1 })),
    });
    await addColumns(tx, organ.id, null, input.columns);
    await tx.organSetting.createMany({
      data: Object.entries(input.settings).map(([key, value]) => ({
        organId: organ.id,
        key,
        value,
        effectiveFrom: todayAsDate(),
        setAt: currentTime(),
      })),
    });
    await writeAudit(tx, {
      organId: organ.id,
      actor: operator,
      action: 'add_organ',
      subject: { type: 'organ', id: organ.id },
      detail: input,
    });
    return ok({ organId: organ.id });
  });
}

async function refusalsOf(tx: Tx, input: OrganFile): Promise<Refusal[]> {
  const refusals: Refusal[] = [];
  const same = [{ name: input.name }, { creditCode: input.credit_code }];
  const host = input.site_host === null ? [] : [{ siteHost: input.site_host }];
  if ((await tx.organ.count({ where: { OR: [...same, ...host] } })) > 0) {
    refusals.push(organRefusal('organ_exists', { name: input.name }, 'name'));
  }
  if (input.is_default_site && (await tx.organ.count({ where: { isDefaultSite: true } })) > 0) {
    refusals.push(organRefusal('default_site_taken', {}, 'is_default_site'));
  }
  return refusals;
}

async function addColumns(
  tx: Tx,
  organId: string,
  parentId: string | null,
  columns: readonly ColumnInput[],
): Promise<void> {
  for (const [index, column] of columns.entries()) {
    const { id } = await tx.siteColumn.create({
      data: {
        organId,
        parentId,
        slug: column.slug,
        name: column.name,
        columnType: column.column_type,
        description: column.description,
        keywords: column.keywords,
        layout: column.layout,
        artItem: column.art_item,
        updateCycle: column.update_cycle_days,
        position: index + 1,
      },
    });
    await addColumns(tx, organId, id, column.children);
  }
}
