import Link from 'next/link';
import type { CaseView } from '@/lib/applications/types/case-view';

type Offer = { readonly code: string; readonly text: string; readonly isDue: (view: CaseView) => boolean };

/** Letters that only tell something and are no step of their own. */
const OFFERS: readonly Offer[] = [
  {
    code: 'L00',
    text: '收到申请确认函（L00）',
    isDue: ({ facts }) => facts.state === 'submitted' || facts.state === 'unconfirmed',
  },
  {
    code: 'L01',
    text: '登记回执（L01）',
    isDue: ({ facts }) => facts.state === 'registered' || facts.state === 'in_hand',
  },
  {
    code: 'L07',
    text: '征求意见告知书，致申请人（L07）',
    isDue: ({ consultations, facts }) =>
      facts.state === 'in_hand' && consultations.some(({ sentOn }) => sentOn !== null),
  },
  {
    code: 'L09',
    text: '公开决定告知书，致第三方（L09）',
    isDue: ({ consultations, facts }) =>
      !['replied', 'archived'].includes(facts.state) &&
      consultations.some(({ opinion }) => opinion === 'refuse_with_reason'),
  },
];

/** Where a letter that tells something is begun, beside the letters of the case. */
export function OtherLetters({ view, mayWrite }: { view: CaseView; mayWrite: boolean }) {
  const due = OFFERS.filter(
    ({ isDue, code }) => isDue(view) && !view.letters.some((one) => isAlready(one, code)),
  );
  if (!mayWrite || due.length === 0) return null;
  return (
    <p className="mt-2 flex flex-wrap items-center gap-x-5">
      <span className="text-ink-soft">还可以发：</span>
      {due.map(({ code, text }) => (
        <Link
          key={code}
          prefetch={false}
          href={`/office/applications/${view.facts.id}/letters/new?code=${code}`}
          className="inline-flex min-h-11 items-center text-brand"
        >
          {text}
        </Link>
      ))}
    </p>
  );
}

/** Told once is enough, but for the parties of several consultations. */
function isAlready(letter: CaseView['letters'][number], code: string): boolean {
  return (
    letter.code === code &&
    letter.state !== 'dropped' &&
    letter.state !== 'void' &&
    code !== 'L09' &&
    code !== 'L07'
  );
}
