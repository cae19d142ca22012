'use client';

import { useState } from 'react';
import { Tag } from '@/components/ui/tag';
import type { ReviewFinding, ReviewProof } from '@/lib/disclosure/queries/get-proof';
import { FINDING_KIND_NAMES, HANDLING_ACT_NAMES, SEVERITY_NAMES } from '@/lib/proofreading/messages';
import { isFinalStep } from '@/lib/proofreading/rules/handling';
import { SEVERITIES } from '@/lib/proofreading/types';
import { waitingText } from './findings-words';
import { HandleFinding } from './handle-finding';
import type { ProofSeat } from './proof-seat';

const SEVERITY_LOOKS = { blocking: 'late', warning: 'warn', hint: 'quiet' } as const;
const STANDING_NAMES = { open: '未处理', escalated: '待决定', done: '' } as const;

/** The findings of a version with all that was said about them: first what waits, then the rest by severity. */
export function FindingsPanel({
  proof,
  seat,
  onShow,
}: {
  proof: Pick<ReviewProof, 'findings' | 'fixed' | 'remarks'>;
  seat: ProofSeat | null;
  onShow: (finding: ReviewFinding) => boolean;
}) {
  const { findings, fixed, remarks } = proof;
  const waiting = findings.filter((finding) => finding.standing !== 'done');
  const done = findings.filter((finding) => finding.standing === 'done');
  const list = (some: readonly ReviewFinding[]) => (
    <ul className="divide-y divide-line">
      {some.map((finding) => (
        <FindingRow key={finding.id} finding={finding} seat={seat} onShow={onShow} />
      ))}
    </ul>
  );
  return (
    <section aria-label="校对发现">
      <p>
        {findings.length === 0
          ? '机器没有发现问题，审核人也没有提出校对意见。'
          : `共 ${findings.length} 处校对发现。${waitingText(waiting) || '都已有处理，不认可的请写明意见或退回。'}`}
      </p>
      {waiting.length > 0 ? (
        <>
          <p className="text-sm text-ink-soft">
            {seat && isFinalStep(seat.step)
              ? '待决定的要写明结论才能通过；需要修改的请退回。'
              : '未处理的要处理才能通过；待决定的由终审人决定。'}
          </p>
          {list(waiting)}
        </>
      ) : null}
      {SEVERITIES.map((severity) => {
        const some = done.filter((finding) => finding.severity === severity);
        return some.length > 0 ? (
          <details key={severity} className="mt-2">
            <summary className="min-h-9 cursor-pointer font-semibold">
              已处理：{SEVERITY_NAMES[severity]}（{some.length}）
            </summary>
            {list(some)}
          </details>
        ) : null;
      })}
      {fixed.length > 0 ? (
        <details className="mt-2">
          <summary className="min-h-9 cursor-pointer font-semibold text-ok">
            上一稿的发现，这一稿已改正（{fixed.length}）
          </summary>
          <ul className="list-disc pl-5">
            {fixed.map((finding) => (
              <li key={finding.id} className="wrap-anywhere">
                {finding.message}
              </li>
            ))}
          </ul>
        </details>
      ) : null}
      {remarks.length > 0 ? (
        <details className="mt-2" open>
          <summary className="min-h-9 cursor-pointer font-semibold">
            上一稿的校对意见（{remarks.length}）
          </summary>
          <ul className="divide-y divide-line">
            {remarks.map((remark) => (
              <li key={remark.id} className="py-2 wrap-anywhere">
                <Tag look={remark.isChanged ? 'ok' : 'warn'}>
                  {remark.isChanged ? '文字已改' : '文字未改'}
                </Tag>{' '}
                “{remark.place.excerpt}”：{remark.message}
                <span className="text-ink-soft">　{remark.by}</span>
              </li>
            ))}
          </ul>
        </details>
      ) : null}
    </section>
  );
}

function FindingRow({
  finding,
  seat,
  onShow,
}: {
  finding: ReviewFinding;
  seat: ProofSeat | null;
  onShow: (finding: ReviewFinding) => boolean;
}) {
  const [isElsewhere, setIsElsewhere] = useState(false);
  const { kind, severity, message, where, place, finder, answers, standing, exemptBasis } = finding;
  return (
    <li className="py-3">
      <p className="flex flex-wrap items-center gap-2">
        <Tag look={SEVERITY_LOOKS[severity]}>{SEVERITY_NAMES[severity]}</Tag>
        <Tag look="quiet">{FINDING_KIND_NAMES[kind]}</Tag>
        {standing === 'done' ? null : <Tag look="warn">{STANDING_NAMES[standing]}</Tag>}
        {finder ? <span className="text-sm text-ink-soft">{finder}提出</span> : null}
      </p>
      <p className="mt-1 wrap-anywhere">
        {finder && place.excerpt !== '' ? `“${place.excerpt}”：` : ''}
        {message}
      </p>
      <p className="text-sm">
        <button
          type="button"
          className="min-h-9 text-brand underline underline-offset-4"
          onClick={() => setIsElsewhere(!onShow(finding))}
        >
          {where}
          <span className="sr-only">：在页面上查看</span>
        </button>
        {isElsewhere ? (
          <span className="ml-2 text-ink-soft">不在页面的正文里，请在发布信息或附件中查看。</span>
        ) : null}
      </p>
      {exemptBasis ? <p className="text-sm">公开个人信息的依据：{exemptBasis}</p> : null}
      {answers.map((answer) => (
        <p
          key={answer.at.toISOString() + answer.by}
          className="mt-1 border-l-4 border-line pl-3 text-sm wrap-anywhere"
        >
          {answer.by} {HANDLING_ACT_NAMES[answer.act]}：{answer.reason}
        </p>
      ))}
      {seat ? <HandleFinding finding={finding} seat={seat} /> : null}
    </li>
  );
}
