import { z } from 'zod';

export const changePasswordSchema = z.strictObject({
  present: z.string().max(200),
  next: z.string().max(200),
});
