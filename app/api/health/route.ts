import { publicDatabase, staffDatabase } from '@/lib/platform/database';

export const dynamic = 'force-dynamic';

/** 200 when both database roles answer, else 503: for the container's health check and the start command. */
export async function GET() {
  try {
    await Promise.all([staffDatabase().$queryRaw`SELECT 1`, publicDatabase().$queryRaw`SELECT 1`]);
    return Response.json({ status: 'ok' }, { headers: { 'cache-control': 'no-store' } });
  } catch (error) {
    console.error('health check failed:', error);
    return Response.json(
      { status: 'unavailable' },
      { status: 503, headers: { 'cache-control': 'no-store' } },
    );
  }
}
