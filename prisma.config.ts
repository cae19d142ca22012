import { defineConfig } from 'prisma/config';

// Only `prisma generate` is used from the Prisma CLI; migrations are applied by lib/platform/migrate.ts,
// because the CLI would download a schema engine (docs/decisions/0003).
export default defineConfig({
  schema: 'prisma/schema',
  migrations: { path: 'prisma/migrations' },
});
