import { notFound } from 'next/navigation';
import { ComparePage } from '@/components/disclosure/compare/compare-page';
import { findComparison } from '@/lib/disclosure/queries/find-comparison';
import { readCompareQuery } from '@/lib/disclosure/what-changed/rules/compare-address';
import { getPageSignedIn } from '@/lib/organs/staff-gate';
import { recordRead } from '@/lib/reads/commands/record-read';

export const metadata = { title: '比较两稿' };

type Props = {
  params: Promise<{ id: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export default async function Page({ params, searchParams }: Props) {
  const { actor } = await getPageSignedIn();
  const query = readCompareQuery(await searchParams);
  const comparison = await findComparison(actor, (await params).id, query);
  if (comparison === null) notFound();
  const sides = [comparison.against?.from.key, comparison.to.key].filter((key) => key !== undefined);
  await recordRead(
    actor,
    { id: comparison.itemId, organId: actor.organId },
    { surface: 'compare', version: sides.join('-') },
  );
  return <ComparePage comparison={comparison} query={query} />;
}
