import Link from 'next/link';
import { notFound } from 'next/navigation';
import { LetterList, LetterRegister, LetterTabs } from '@/components/letters/letter-list';
import { LetterTasks } from '@/components/letters/letter-tasks';
import { Notice } from '@/components/ui/notice';
import {
  LETTER_VIEWS,
  type LetterListView,
  listLetterRows,
  listLetterTasks,
  listRegister,
  listTemplateTasks,
  registerYears,
} from '@/lib/applications/letters/queries/letter-lists';
import { findLetterPage } from '@/lib/applications/letters/queries/letter-page';
import { mayReadLedger } from '@/lib/applications/queries/list-cases';
import { LETTER_CATEGORIES } from '@/lib/letters/rules/letter-table';
import { getPageSignedIn } from '@/lib/organs/staff-gate';
import type { Actor } from '@/lib/organs/types';
import { currentTime } from '@/lib/platform/clock';
import { civilDate } from '@/lib/platform/dates';

export const metadata = { title: '文书' };

type Params = Record<string, string | string[] | undefined>;
type Props = { searchParams: Promise<Params> };

const EMPTY: Record<Exclude<LetterListView, 'mine' | 'register'>, string> = {
  draft: '没有草稿。',
  in_route: '没有审批中的文书。',
  sealed: '没有等待送达的文书。',
  returned: '没有被退回、还没有再次送达的文书。',
};

export default async function LettersPage({ searchParams }: Props) {
  const { actor } = await getPageSignedIn();
  if (!mayReadLedger(actor)) notFound();
  const params = await searchParams;
  const view = LETTER_VIEWS.find((one) => one === params['view']) ?? 'mine';
  return (
    <>
      <p>
        <Link
          prefetch={false}
          href="/office/applications"
          className="inline-flex min-h-11 items-center text-brand"
        >
          ← 依申请公开
        </Link>
      </p>
      <h1 className="text-xl font-semibold">依申请公开的文书</h1>
      <LetterTabs view={view} />
      <Done actor={actor} params={params} />
      {view === 'mine' ? <Mine actor={actor} /> : null}
      {view === 'register' ? <Register actor={actor} params={params} /> : null}
      {view !== 'mine' && view !== 'register' ? (
        <LetterList rows={await listLetterRows(actor, view)} empty={EMPTY[view]} />
      ) : null}
    </>
  );
}

async function Mine({ actor }: { actor: Actor }) {
  const [letters, templates] = [await listLetterTasks(actor), await listTemplateTasks(actor)];
  return letters.length + templates.length > 0 ? (
    <LetterTasks letters={letters} templates={templates} now={currentTime()} />
  ) : (
    <p className="border border-line bg-paper p-6 text-ink-soft">
      现在没有等您办理的文书。轮到您审批的、您承办而待送达的会出现在这里。
    </p>
  );
}

async function Register({ actor, params }: { actor: Actor; params: Params }) {
  const years = await registerYears(actor);
  const thisYear = Number(civilDate(currentTime()).slice(0, 4));
  const year = years.find((one) => String(one) === params['year']) ?? years[0] ?? thisYear;
  const category = LETTER_CATEGORIES.find((one) => one === params['category']) ?? '公开复';
  return (
    <LetterRegister
      rows={await listRegister(actor, year, category)}
      years={years}
      year={year}
      category={category}
    />
  );
}

/** What the person has just decided, where they come back to. */
async function Done({ actor, params }: { actor: Actor; params: Params }) {
  const { done, letter, case: caseId } = params;
  if ((done !== 'pass' && done !== 'return') || typeof letter !== 'string' || typeof caseId !== 'string')
    return null;
  const page = await findLetterPage(actor, caseId, letter);
  if (page === null) return null;
  return (
    <Notice look="ok" title={done === 'pass' ? '已记录：同意' : '已记录：退回'}>
      <p>
        <Link prefetch={false} href={`/office/applications/${caseId}/letters/${letter}`}>
          {page.view.name}
          {page.view.number === null ? '' : `（${page.view.number}）`}
        </Link>
      </p>
    </Notice>
  );
}
