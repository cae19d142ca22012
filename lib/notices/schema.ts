import { z } from 'zod';

/** Own notices to mark as read. */
export const markReadSchema = z.strictObject({ ids: z.array(z.uuid()).min(1).max(100) });
/** All own notices up to the hour the list was shown. */
export const markAllReadSchema = z.strictObject({ until: z.coerce.date() });

const querySchema = z.object({
  unread: z.literal('1').optional().catch(undefined),
  page: z.coerce.number().int().min(1).max(100_000).catch(1),
});

/** What the address of the list asks for; anything unreadable is the first page of all. */
export function readNoticeQuery(query: Record<string, string | string[] | undefined>): {
  unreadOnly: boolean;
  page: number;
} {
  const { unread, page } = querySchema.parse(query);
  return { unreadOnly: unread === '1', page };
}
