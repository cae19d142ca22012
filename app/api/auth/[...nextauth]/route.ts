import type { NextRequest } from 'next/server';
import NextAuth from 'next-auth';
import { authOptions } from '@/lib/organs/auth-options';

type Context = { params: Promise<{ nextauth: string[] }> };

/** What the sign-in form and the sign-out button use; next-auth's own pages and its log are not served. */
const SERVED = { GET: ['csrf'], POST: ['callback/credentials', 'signout'] } as const;

async function serve(method: keyof typeof SERVED, request: NextRequest, context: Context): Promise<Response> {
  const params = await context.params;
  const served: readonly string[] = SERVED[method];
  if (!served.includes(params.nextauth.join('/'))) return new Response(null, { status: 404 });
  return NextAuth(request, { params }, authOptions());
}

export function GET(request: NextRequest, context: Context): Promise<Response> {
  return serve('GET', request, context);
}

export function POST(request: NextRequest, context: Context): Promise<Response> {
  return serve('POST', request, context);
}
