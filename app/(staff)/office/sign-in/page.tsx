import { redirect } from 'next/navigation';
import { SignInForm } from '@/components/organs/sign-in-form';
import { readDemoAccounts } from '@/lib/organs/queries';
import { findSignedIn } from '@/lib/organs/staff-gate';

export const metadata = { title: '登录' };
export const dynamic = 'force-dynamic';

type Props = { searchParams: Promise<{ from?: string | string[] }> };

export default async function SignInPage({ searchParams }: Props) {
  const { from } = await searchParams;
  // Only an address of ours: anything else would let a link send people elsewhere after signing in.
  const next = typeof from === 'string' && /^\/office(?:[/?][\w\-./?=&%]*)?$/.test(from) ? from : '/office';
  if (await findSignedIn()) redirect(next);
  return <SignInForm next={next} demoAccounts={await readDemoAccounts()} />;
}
