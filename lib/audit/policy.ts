import type { Actor } from '@/lib/organs/types';
import type { Refusal } from '@/lib/platform/result';
import { auditRefusal } from './messages';

/**
 * Who reads the log of their organ: the audit administrator alone (docs/glossary.md: reading logs is what this role is
 * for, and no other of the three). Leaders see the history of each item on its own page.
 */
export function mayReadAudit(actor: Pick<Actor, 'roles'>): boolean {
  return actor.roles.includes('audit_admin');
}

/** Why a person may not search, export or verify the log; empty where they may. Refusals: `role_missing_audit`. */
export function whyNotAudit(actor: Pick<Actor, 'roles'>): Refusal[] {
  return mayReadAudit(actor) ? [] : [auditRefusal('role_missing_audit')];
}
