import Link from 'next/link';
import { waited } from '@/components/approvals/waited';
import { Tag, type TagLook } from '@/components/ui/tag';
import type { LetterTask, TemplateTask } from '@/lib/applications/letters/queries/letter-lists';
import { formatMinute } from '@/lib/platform/dates';

const WHAT: Record<LetterTask['what'], readonly [text: string, look: TagLook]> = {
  decide: ['待审批', 'plain'],
  serve: ['待送达', 'warn'],
  resend: ['被退回，再次送达', 'late'],
  revise: ['按退回意见修改', 'warn'],
  finish: ['继续起草', 'quiet'],
};

/** Letters and templates that wait for the person; part of 待办. */
export function LetterTasks({
  letters,
  templates,
  now,
}: {
  letters: readonly LetterTask[];
  templates: readonly TemplateTask[];
  now: Date;
}) {
  const count = letters.length + templates.length;
  if (count === 0) return null;
  return (
    <section aria-labelledby="tasks-letters" className="mb-7">
      <h2 id="tasks-letters" className="mb-2 text-lg font-semibold">
        依申请公开的文书（{count}）
      </h2>
      <ul className="divide-y divide-line border border-line bg-paper">
        {letters.map((letter) => (
          <li key={letter.id}>
            <LetterTaskRow letter={letter} now={now} />
          </li>
        ))}
        {templates.map(({ id, code, name, reason }) => (
          <li key={id}>
            <Link
              prefetch={false}
              href={`/office/settings/letters?code=${code}`}
              className="block px-4 py-3 text-ink no-underline hover:bg-brand-wash"
            >
              <span className="flex flex-wrap items-baseline justify-between gap-x-4">
                <span className="min-w-0 text-[1.0625rem] font-semibold text-brand">
                  文书模板：{code} {name}
                </span>
                <Tag>待您确认</Tag>
              </span>
              <span className="mt-1 block text-sm text-ink-soft">{reason}</span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}

function LetterTaskRow({ letter, now }: { letter: LetterTask; now: Date }) {
  const { id, applicationId, name, number, recipientName, caseNo, what, waitsFor, since, onBehalfOf } =
    letter;
  const [text, look] = WHAT[what];
  return (
    <Link
      prefetch={false}
      href={`/office/applications/${applicationId}/letters/${id}`}
      className="block px-4 py-3 text-ink no-underline hover:bg-brand-wash"
    >
      <span className="flex flex-wrap items-baseline justify-between gap-x-4">
        <span className="min-w-0 text-[1.0625rem] font-semibold text-brand">{name}</span>
        <Tag look={look}>
          {what === 'decide' && waitsFor !== null ? waitsFor : text}
          {onBehalfOf === null ? '' : `（代${onBehalfOf}）`}
        </Tag>
      </span>
      <span className="mt-1 flex flex-wrap gap-x-4 text-sm text-ink-soft">
        <span>申请 {caseNo}</span>
        {number === null ? null : <span>{number}</span>}
        <span>致{recipientName}</span>
        <time dateTime={since.toISOString()}>
          {formatMinute(since)}（{waited(since, now)}）
        </time>
      </span>
    </Link>
  );
}
