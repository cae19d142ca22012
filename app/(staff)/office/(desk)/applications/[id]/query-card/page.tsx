import { notFound } from 'next/navigation';
import { QueryCardSheet } from '@/components/applications/case/query-card';
import { printQueryCard } from '@/lib/applications/commands/print-query-card';
import { getPageSignedIn } from '@/lib/organs/staff-gate';

export const metadata = { title: '查询卡' };

type Props = { params: Promise<{ id: string }> };

export default async function QueryCardPage({ params }: Props) {
  const { actor } = await getPageSignedIn();
  const { id } = await params;
  const card = await printQueryCard(actor, id);
  if (!card.ok) notFound();
  return <QueryCardSheet caseId={id} card={card.value} />;
}
