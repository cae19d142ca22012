import { z } from 'zod';

const url = z.string().startsWith('postgres');
const schema = z.object({
  DATABASE_URL_STAFF: url,
  DATABASE_URL_PUBLIC: url,
  GONGKAI_MODE: z.enum(['trial', 'production']).default('production'),
  GONGKAI_DEMO_ACCOUNTS: z.string().optional(),
  NEXTAUTH_SECRET: z.string().min(32),
});

export type Environment = z.infer<typeof schema>;

/**
 * The settings from the environment, checked. Read when first needed, so that building needs none.
 * Throws one sentence that names the variables that are missing or weak.
 */
export function environment(source: NodeJS.ProcessEnv = process.env): Environment {
  const parsed = schema.safeParse(source);
  if (!parsed.success) {
    const names = [...new Set(parsed.error.issues.map((issue) => issue.path.join('.')))];
    throw new Error(`环境变量缺失或过弱：${names.join('、')} (missing or weak environment variables)`);
  }
  return parsed.data;
}
