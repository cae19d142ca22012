import { canonicalJson, type Json, sha256Hex } from '@/lib/platform/canonical';

/** What the code of a sheet speaks for: the text and every standing pass, as the records hold them. */
export type CheckedRecord = {
  readonly number: string;
  readonly contentHash: string;
  readonly decisions: readonly { readonly [key: string]: Json }[];
};

/**
 * 校验码 of a sheet: twelve characters of a hash over the text's hash and every standing pass (who, in which role, for
 * whom, when, with which opinion). A sheet whose words were altered, or whose records were, no longer fits its code.
 */
export function checkCodeOf(record: CheckedRecord): string {
  const hash = sha256Hex(canonicalJson({ ...record, decisions: [...record.decisions] }));
  return (hash.slice(0, 12).match(/.{4}/g) ?? []).join('-');
}

/** A code or number as somebody types it: without spaces, in lower case. */
export function plainCode(typed: string): string {
  return typed.replace(/[\s－—]/g, (sign) => (/\s/.test(sign) ? '' : '-')).toLowerCase();
}

/** The item and version behind 审批表编号 `<id>-<version>`; null where it has not this form. */
export function readFormNumber(typed: string): { itemId: string; versionNumber: number } | null {
  const match = /^([0-9a-z]{10})-(\d{1,5})$/.exec(plainCode(typed));
  return match?.[1] && match[2] ? { itemId: match[1], versionNumber: Number(match[2]) } : null;
}
