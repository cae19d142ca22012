import { ItemTable } from '@/components/disclosure/item-table';
import { listColumns } from '@/lib/disclosure/queries/list-columns';
import { listItems } from '@/lib/disclosure/queries/list-items';
import { readItemQuery } from '@/lib/disclosure/rules/item-query';
import { getPageSignedIn } from '@/lib/organs/staff-gate';

export const metadata = { title: '信息' };

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function ItemsPage({ searchParams }: Props) {
  const signedIn = await getPageSignedIn();
  const query = readItemQuery(await searchParams);
  const [list, columns] = await Promise.all([
    listItems(signedIn.actor, query.filter, { number: query.page, sort: query.sort }),
    listColumns(signedIn.actor.organId),
  ]);
  return <ItemTable {...list} query={query} columns={columns} />;
}
