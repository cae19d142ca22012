'use server';
import { staffAction } from '@/lib/organs/staff-gate';
import { markNoticesRead } from './commands/mark-read';
import { markAllReadSchema, markReadSchema } from './schema';

const markRead = staffAction('markNoticesRead', markReadSchema, markNoticesRead);
/** Marks own notices as read. */
export async function markNoticesReadAction(input: unknown) {
  return markRead(input);
}

const markAllRead = staffAction('markAllNoticesRead', markAllReadSchema, markNoticesRead);
/** Marks all own notices up to an hour as read. */
export async function markAllNoticesReadAction(input: unknown) {
  return markAllRead(input);
}
