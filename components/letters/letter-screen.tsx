import Link from 'next/link';
import type { ReactNode } from 'react';
import { buttonClass } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { Notice } from '@/components/ui/notice';
import { Tag } from '@/components/ui/tag';
import type { LetterPage } from '@/lib/applications/letters/queries/letter-page';
import { LETTER_STATE_NAMES } from '@/lib/letters/types/letters';
import { withBasePath } from '@/lib/platform/base-path';
import { formatDate, formatMinute } from '@/lib/platform/dates';
import { DraftEditor } from './draft-editor';
import { Enclosures } from './enclosures';
import { EndLetter } from './end-letter';
import { IssueLetter } from './issue-letter';
import { LetterDecision } from './letter-decision';
import { LETTER_LOOKS } from './letter-looks';
import { LetterPaper } from './letter-paper';
import { RouteProgress } from './route-progress';
import { ServiceRecords } from './service-records';

/** Id of the part where the person has something to do; the bar on a phone leads to it. */
const TASK_ID = 'letter-task';

/** A letter with what waits for the person: finish it, decide on it, send it; one thing at a time. */
export function LetterScreen({ page }: { page: LetterPage }) {
  const { view } = page;
  const returned = page.route.find(({ state }) => state === 'returned');
  const head = (
    <>
      <LetterHead page={page} />
      {view.state === 'draft' && returned ? (
        <Notice look="warn" title={`${returned.name}（${returned.people.join('、')}）退回：`}>
          <p className="wrap-anywhere whitespace-pre-wrap">{returned.opinion}</p>
        </Notice>
      ) : null}
      {page.isToDecideAgain ? (
        <Notice look="info" title="申请已经回到办理中">
          <p>请重新作出处理决定：上次填写的内容会带过去，可以改，也可以换一种结果；这份草稿随之放弃。</p>
          {page.may.serve ? (
            <p className="mt-2">
              <Link
                prefetch={false}
                href={`/office/applications/${view.applicationId}/decide`}
                className={buttonClass('primary')}
              >
                重新作出处理决定
              </Link>
            </p>
          ) : null}
        </Notice>
      ) : null}
      {view.endedReason ? (
        <Notice look="warn">
          {LETTER_STATE_NAMES[view.state]}：{view.endedReason}
          {view.number === null ? '' : '。文号保留在登记簿里。'}
        </Notice>
      ) : null}
    </>
  );
  const enclosures = <Enclosures page={page} />;
  if (page.may.write && view.document !== null) {
    return (
      <>
        {head}
        <DraftEditor
          letterId={view.id}
          revision={view.revision}
          fields={page.fields.filter(({ isGiven }) => isGiven !== true)}
          values={view.fields}
          ownWords={view.ownWords}
          isSealedAtOnce={view.code === 'L00' || view.code === 'L01'}
          present={{ document: view.document, problems: view.problems }}
          enclosures={enclosures}
        />
        <EndLetter letterId={view.id} what="drop" isReply={page.outcome !== null} />
      </>
    );
  }
  const task = taskOf(page);
  return (
    <>
      {head}
      <div className="grid gap-6 lg:grid-cols-[minmax(0,1fr)_minmax(0,24rem)] lg:items-start">
        <div className="min-w-0">
          {view.document === null ? null : (
            <LetterPaper
              document={view.document}
              seal={
                view.number !== null && view.sealedOn !== null
                  ? { number: view.number, date: view.sealedOn }
                  : null
              }
            />
          )}
          <div className="mt-4">{enclosures}</div>
        </div>
        <div className="min-w-0">
          {page.outcome ? <OutcomeCard outcome={page.outcome} /> : null}
          <RouteProgress route={page.route} />
          <SealCard page={page} />
          {task === null ? null : (
            <div id={TASK_ID} className="scroll-mt-4">
              {task.content}
            </div>
          )}
          <ServiceRecords page={page} />
          <Endings page={page} />
        </div>
      </div>
      {task === null ? null : (
        <div className="sticky bottom-0 z-10 -mx-4 mt-4 border-t border-line bg-paper px-4 py-2 shadow-[0_-2px_6px_rgb(0_0_0/0.12)] lg:hidden print:hidden">
          <a
            href={`#${TASK_ID}`}
            className="flex min-h-12 items-center justify-center rounded-md bg-brand font-semibold text-white no-underline"
          >
            {task.label}
          </a>
        </div>
      )}
    </>
  );
}

/** The one thing the person may do now. */
function taskOf(page: LetterPage): { label: string; content: ReactNode } | null {
  const { view } = page;
  const { open, frozen } = view;
  if (open !== null && frozen !== null && open.whyNot.length === 0) {
    return {
      label: `去${open.name}`,
      content: (
        <LetterDecision
          letterId={view.id}
          step={open.step}
          name={open.name}
          onBehalfOf={open.onBehalfOf}
          contentHash={frozen.round.contentHash}
          decisionsSeen={frozen.round.decisions.length}
          isLast={page.route.filter(({ state }) => state === 'open' || state === 'coming').length === 1}
        />
      ),
    };
  }
  const isToSend = view.state === 'sealed' || (view.state === 'served' && view.isReturned);
  if (page.may.serve && isToSend) {
    return {
      label: view.isReturned ? '再次送达' : '登记送达',
      content: (
        <IssueLetter
          caseId={view.applicationId}
          letterId={view.id}
          today={page.today}
          sealedOn={view.sealedOn ?? page.today}
          isElectronic={view.isElectronic}
          isAgain={view.isReturned}
          proofs={page.files}
        />
      ),
    };
  }
  return null;
}

function LetterHead({ page: { view, caseNo } }: { page: LetterPage }) {
  const base = `/office/applications/${view.applicationId}/letters/${view.id}`;
  return (
    <div className="mb-4">
      <h1 className="text-2xl font-semibold">{view.name}</h1>
      <p className="mt-1 flex flex-wrap items-center gap-x-4 gap-y-1">
        <Tag look={LETTER_LOOKS[view.state]}>{LETTER_STATE_NAMES[view.state]}</Tag>
        {view.isReturned ? <Tag look="late">被退回，须再次送达</Tag> : null}
        {view.number ? <span>{view.number}</span> : null}
        <span className="text-ink-soft">致{view.recipient.name}</span>
        <span className="text-ink-soft">申请 {caseNo}</span>
      </p>
      {view.document === null ? null : (
        <p className="mt-2 flex flex-wrap gap-x-5">
          <Link
            prefetch={false}
            href={`${base}/print`}
            className="inline-flex min-h-11 items-center text-brand"
          >
            打印
          </Link>
          {view.frozen === null ? null : (
            <a href={withBasePath(`${base}/docx`)} className="inline-flex min-h-11 items-center text-brand">
              下载 Word
            </a>
          )}
        </p>
      )}
    </div>
  );
}

function OutcomeCard({ outcome }: { outcome: NonNullable<LetterPage['outcome']> }) {
  return (
    <Card title="处理结果">
      <p className="font-semibold">{outcome.label}</p>
      <p>{outcome.basis}</p>
      <p className="text-sm text-ink-soft">
        {outcome.cell === null ? '不计入年度报告表三' : `年度报告表三计入“${outcome.cell}”`}
      </p>
      {outcome.publicInterest ? (
        <p className="mt-2 wrap-anywhere whitespace-pre-wrap">公共利益的理由：{outcome.publicInterest}</p>
      ) : null}
    </Card>
  );
}

/** What the seal fixes: number, day, and the hash of the words that were approved. */
function SealCard({ page: { view } }: { page: LetterPage }) {
  if (view.number === null || view.sealedOn === null) return null;
  return (
    <Card title="编号盖章">
      <dl className="grid grid-cols-[4.5rem_1fr] gap-x-3 gap-y-1">
        <dt className="text-ink-soft">文号</dt>
        <dd className="font-semibold">{view.number}</dd>
        <dt className="text-ink-soft">日期</dt>
        <dd>
          {formatDate(view.sealedOn)}
          {view.sealedAt === null ? '' : `（${formatMinute(view.sealedAt)}）`}
        </dd>
        <dt className="text-ink-soft">校验码</dt>
        <dd className="font-mono text-xs break-all">{view.frozen?.round.contentHash}</dd>
        <dt className="text-ink-soft">文件</dt>
        <dd className="font-mono text-xs break-all">{view.fileSha256}</dd>
      </dl>
      <p className="mt-2 text-sm text-ink-soft">审批通过的正是这段文字；盖章后不能再改。</p>
    </Card>
  );
}

function Endings({ page }: { page: LetterPage }) {
  const { view, may } = page;
  const isReply = page.outcome !== null;
  if (view.state === 'sealed' && may.void)
    return <EndLetter letterId={view.id} what="void" isReply={isReply} />;
  if (view.state === 'in_route' && may.serve)
    return <EndLetter letterId={view.id} what="drop" isReply={isReply} />;
  return null;
}
