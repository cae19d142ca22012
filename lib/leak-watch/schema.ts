import { z } from 'zod';

/** Starting a run takes nothing but the will to. */
export const startLeakWatchSchema = z.strictObject({});
