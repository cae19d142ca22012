import { z } from 'zod';

/** Own notices to mark as read. */
export const markReadSchema = z.strictObject({ ids: z.array(z.uuid()).min(1).max(100) });
/** All own notices up to the hour the list was shown. */
export const markAllReadSchema = z.strictObject({ until: z.coerce.date() });
