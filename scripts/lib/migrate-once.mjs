// Applies the migrations to DATABASE_URL_OWNER and ends. Run through tsx, because the migrations are applied
// by lib/platform/migrate.ts.
import { migrate } from '../../lib/platform/migrate.ts';

const url = process.env.DATABASE_URL_OWNER;
if (!url) throw new Error('DATABASE_URL_OWNER is not set');
const applied = await migrate(url, { log: (line) => console.log(line) });
console.log(`applied: ${applied.length}`);
// The engine's connections would keep the process until they time out.
process.exit(0);
