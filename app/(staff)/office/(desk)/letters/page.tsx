import { notFound } from 'next/navigation';
import { LetterList, LetterRegister } from '@/components/letters/letter-list';
import { LetterTasks } from '@/components/letters/letter-tasks';
import { LettersFrame, NoLetterTasks } from '@/components/letters/letters-frame';
import {
  findDoneLetter,
  LETTER_VIEWS,
  listLetterRows,
  listLetterTasks,
  listRegister,
  listTemplateTasks,
  registerYears,
} from '@/lib/applications/letters/queries/letter-lists';
import { mayReadLedger } from '@/lib/applications/queries/list-cases';
import { LETTER_CATEGORIES } from '@/lib/letters/rules/letter-table';
import { getPageSignedIn } from '@/lib/organs/staff-gate';
import { currentTime } from '@/lib/platform/clock';
import { civilDate } from '@/lib/platform/dates';

export const metadata = { title: '文书' };

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function LettersPage({ searchParams }: Props) {
  const { actor } = await getPageSignedIn();
  if (!mayReadLedger(actor)) notFound();
  const params = await searchParams;
  const view = LETTER_VIEWS.find((one) => one === params.view) ?? 'mine';
  const done = await findDoneLetter(actor, params);
  if (view === 'mine') {
    const [letters, templates] = [await listLetterTasks(actor), await listTemplateTasks(actor)];
    return (
      <LettersFrame view={view} done={done}>
        {letters.length + templates.length > 0 ? (
          <LetterTasks letters={letters} templates={templates} now={currentTime()} />
        ) : (
          <NoLetterTasks />
        )}
      </LettersFrame>
    );
  }
  if (view === 'register') {
    const years = await registerYears(actor);
    const year =
      years.find((one) => String(one) === params.year) ??
      years[0] ??
      Number(civilDate(currentTime()).slice(0, 4));
    const category = LETTER_CATEGORIES.find((one) => one === params.category) ?? '公开复';
    const rows = await listRegister(actor, year, category);
    return (
      <LettersFrame view={view} done={done}>
        <LetterRegister rows={rows} years={years} year={year} category={category} />
      </LettersFrame>
    );
  }
  return (
    <LettersFrame view={view} done={done}>
      <LetterList view={view} rows={await listLetterRows(actor, view)} />
    </LettersFrame>
  );
}
