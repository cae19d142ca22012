import 'server-only';
import { z } from 'zod';
import { currentTime } from '@/lib/platform/clock';
import { publicDatabase } from '@/lib/platform/database';
import { civilDate } from '@/lib/platform/dates';
import type { ItemKind } from '../../types';
import { validityOn } from '../rules/validity';
import { VALIDITY_STATES, type Validity, type ValidityEvent } from '../types';

const eventsSchema = z.array(
  z.object({
    state: z.enum(VALIDITY_STATES),
    from_date: z.string(),
    act_no: z.string(),
    act_id: z.string().nullable(),
    act_title: z.string().nullable(),
    valid_until: z.string().nullable(),
    successor_id: z.string().nullable(),
    successor_title: z.string().nullable(),
    confirmed_at: z.string(),
  }),
);

/** The confirmed events of a document, as `published.validity` holds them. */
export function readEvents(json: unknown): ValidityEvent[] {
  return eventsSchema.parse(json).map((event) => ({
    state: event.state,
    fromDate: event.from_date,
    act: event.act_id === null ? null : { id: event.act_id, title: event.act_title ?? '' },
    actNo: event.act_no,
    validUntil: event.valid_until,
    successor:
      event.successor_id === null ? null : { id: event.successor_id, title: event.successor_title ?? '' },
    confirmedAt: event.confirmed_at,
  }));
}

/** Kinds of which a list says whether they are in force. */
const DOCUMENTS: readonly string[] = [
  'policy_document',
  'enterprise_policy',
  'disclosure_rules',
  'statutory_content',
] satisfies readonly ItemKind[];

/** 有效性 today of the documents among some items, by id; items without one are left out. */
export async function validitiesOf(
  organId: string,
  items: readonly { readonly id: string; readonly kind: string }[],
): Promise<Map<string, Validity>> {
  const ids = items.filter(({ kind }) => DOCUMENTS.includes(kind)).map(({ id }) => id);
  if (ids.length === 0) return new Map();
  const rows = await publicDatabase().publishedValidity.findMany({
    where: { organId, itemId: { in: [...new Set(ids)] } },
  });
  const today = civilDate(currentTime());
  return new Map(
    rows.flatMap((row) => {
      const facts = {
        is_normative: row.isNormative,
        effective_from: row.effectiveFrom,
        expires_at: row.expiresAt,
        events: readEvents(row.events),
      };
      const validity = validityOn(facts, today);
      return validity === null ? [] : [[row.itemId, validity.state] as const];
    }),
  );
}
