import Link from 'next/link';
import { Tag } from '@/components/ui/tag';
import { PROPOSAL_SOURCE_NAMES, type Proposal } from '@/lib/applications/types/knowledge';
import { formatMinute } from '@/lib/platform/dates';
import { DecideProposal } from './decide-proposal';

/** What several people asked for, or somebody proposed to make public for all (条例44). */
export function ProposalsPage({
  proposals,
  mayDecide,
  writers,
}: {
  proposals: readonly Proposal[];
  mayDecide: boolean;
  writers: readonly { readonly id: string; readonly name: string }[];
}) {
  return (
    <>
      <h2 className="mb-1 text-lg font-semibold">主动公开建议</h2>
      <p className="mb-3 text-ink-soft">
        多个申请人申请同一信息、可以公开的，可以转为主动公开；申请人建议的，应当审核（《条例》第四十四条）。采纳后生成草稿，照常经过三审三校。
      </p>
      {proposals.length === 0 ? (
        <p className="border border-line bg-paper p-6 text-ink-soft">
          还没有建议。在申请里确认“申请的是同一信息”，或者点“建议主动公开”，就会列在这里。
        </p>
      ) : (
        <ul className="divide-y divide-line border border-line bg-paper">
          {proposals.map((proposal) => (
            <li key={proposal.id} className="px-4 py-3">
              <h3 className="font-semibold wrap-anywhere">{proposal.title}</h3>
              <p className="mt-1 flex flex-wrap items-center gap-x-3 gap-y-1 text-sm text-ink-soft">
                <Tag>{PROPOSAL_SOURCE_NAMES[proposal.source]}</Tag>
                <span>
                  {proposal.proposedBy}，{formatMinute(proposal.proposedAt)}
                </span>
                <Cases proposal={proposal} />
              </p>
              <p className="mt-1 wrap-anywhere whitespace-pre-line">{proposal.reason}</p>
              <Outcome proposal={proposal} />
              {proposal.decision === null && mayDecide ? (
                proposal.isOwn ? (
                  <p className="mt-2 text-sm text-ink-soft">自己提出的建议，由别的负责人决定。</p>
                ) : (
                  <DecideProposal proposalId={proposal.id} title={proposal.title} writers={writers} />
                )
              ) : null}
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

function Cases({ proposal: { cases, caseCount } }: { proposal: Proposal }) {
  const hidden = caseCount - cases.length;
  return (
    <span className="flex flex-wrap gap-x-2">
      {cases.map(({ id, no }) => (
        <Link key={id} prefetch={false} href={`/office/applications/${id}`} className="text-brand">
          {no}
        </Link>
      ))}
      {hidden > 0 ? <span>另有 {hidden} 件限制查看</span> : null}
    </span>
  );
}

function Outcome({ proposal: { decision } }: { proposal: Proposal }) {
  if (decision === null) {
    return (
      <p className="mt-2">
        <Tag look="warn">等待决定</Tag>
      </p>
    );
  }
  const { conclusion, itemId, targetDate, isPublished, isOverdue, reason, decidedBy, decidedAt } = decision;
  return (
    <div className="mt-2 text-sm">
      <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
        {conclusion === 'declined' ? (
          <Tag look="quiet">不采纳</Tag>
        ) : isPublished ? (
          <Tag look="ok">已经公开</Tag>
        ) : isOverdue ? (
          <Tag look="late">超过公开期限</Tag>
        ) : (
          <Tag look="plain">已采纳，待公开</Tag>
        )}
        <span className="text-ink-soft">
          {decidedBy}，{formatMinute(decidedAt)}
        </span>
        {targetDate === null || isPublished ? null : <span>应在 {targetDate}（含当日）前公开</span>}
        {itemId === null ? null : (
          <Link prefetch={false} href={`/office/items/${itemId}`} className="text-brand">
            查看稿件
          </Link>
        )}
      </p>
      {reason === '' ? null : <p className="mt-1 wrap-anywhere whitespace-pre-line">理由：{reason}</p>}
    </div>
  );
}
