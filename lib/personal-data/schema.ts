import { z } from 'zod';
import type { Result } from '@/lib/platform/result';
import { neededText } from '@/lib/platform/text';
import { readAddress, readEmail, readPhone, readPostcode } from './rules/contacts';
import { readName } from './rules/names';
import { ID_KINDS, OPEN_REASON_LENGTH } from './types';

/** A field read by a rule: the value in its stored form, or the rule's sentence. */
function readBy(read: (text: string) => Result<string>) {
  return z.string().transform((text, context) => {
    const result = read(text);
    if (result.ok) return result.value;
    for (const { message } of result.refusals) context.addIssue({ code: 'custom', message });
    return z.NEVER;
  });
}

/** The same, where nothing may be written too. */
function optionalBy(read: (text: string) => Result<string>) {
  return z.string().transform((text, context) => {
    if (text.trim() === '') return '';
    const result = read(text);
    if (result.ok) return result.value;
    for (const { message } of result.refusals) context.addIssue({ code: 'custom', message });
    return z.NEVER;
  });
}

/** A name (姓名、名称) as the form calls it. */
export function nameField(label: string, max?: number) {
  return readBy((text) => readName(text, label, '', max));
}
/** A name that may be absent. */
export function optionalNameField(label: string, max?: number) {
  return optionalBy((text) => readName(text, label, '', max));
}

export const phoneField = optionalBy(readPhone);
export const emailField = optionalBy(readEmail);
export const addressField = optionalBy(readAddress);
export const postcodeField = optionalBy(readPostcode);
export const idKindField = z.enum(ID_KINDS, '请选择证件类型。');

/** Why something sealed is opened. */
export const openReasonField = neededText(OPEN_REASON_LENGTH, '理由', '请写明打开的理由，系统会记入日志。');
