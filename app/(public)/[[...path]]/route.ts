import { methodNotAllowed } from '@/lib/platform/public-response';
import { servePublic, takePublic } from '../_pages/serve';

// Every request is answered from the database as it is now; caching is said in headers (design.md §4).
export const dynamic = 'force-dynamic';

export const GET = servePublic;
export const HEAD = servePublic;
// Applications and what an applicant does about them (lib/applications); nothing else is taken.
export const POST = takePublic;
export const PUT = methodNotAllowed;
export const PATCH = methodNotAllowed;
export const DELETE = methodNotAllowed;
export const OPTIONS = methodNotAllowed;
