import Link from 'next/link';
import type { ReactNode } from 'react';
import { KeptOpinion } from '@/components/approvals/kept-opinion';
import { RoundOpinions, RoundSteps, roundTitle } from '@/components/approvals/round-progress';
import { Card } from '@/components/ui/card';
import { Notice } from '@/components/ui/notice';
import { CLASS_NAMES } from '@/lib/approvals/types';
import { hasSheet } from '@/lib/disclosure/approval-form/rules/has-sheet';
import type { ItemDetail } from '@/lib/disclosure/queries/get-item-detail';
import { KIND_NAMES } from '@/lib/disclosure/types';
import { formatMinute } from '@/lib/platform/dates';
import { VersionLinks } from './compare/version-links';
import { ItemStatusLine } from './item-status';

const EVENT_WORDS: Record<string, string> = {
  hide: '隐藏',
  withdraw: '确认撤回',
  restore: '恢复公开',
  archive: '归档',
};

/** An item with its three facts, what can be done, and its whole history. */
export function ItemPage({
  detail,
  actions,
  followUp = null,
  columnNames,
}: {
  detail: ItemDetail;
  actions: ReactNode;
  /** What the text declares, and what is done after its publication. */
  followUp?: ReactNode;
  columnNames: string;
}) {
  const { item, rounds, versions, saves, publications, events, people } = detail;
  const [current] = rounds;
  const name = (id: string) => people.get(id)?.name ?? '';
  return (
    <>
      <p className="text-sm text-ink-soft">
        {KIND_NAMES[item.kind]} · {CLASS_NAMES[item.contentClass]}
      </p>
      <h1 className="mb-2 font-serif text-2xl font-bold">{item.draft.content.title || '（未填标题）'}</h1>
      <ItemStatusLine
        status={{
          draftState: item.draftState,
          publicState: item.publicState,
          plannedFor: item.plan?.publishAt ?? null,
        }}
        {...(versions[0] ? { detail: `第 ${versions[0].number} 稿` } : {})}
      />
      <KeptOpinion itemId={item.id} />
      {item.refusedPlan ? (
        <Notice look="error" title={`定于 ${formatMinute(item.refusedPlan.publishAt)} 的发布没有成功`}>
          <p>{item.refusedPlan.refusal}</p>
        </Notice>
      ) : null}
      {item.publicState === 'hidden' ? (
        <Notice look="error" title="已隐藏，等待终审人或签发人确认">
          <p>确认撤回或恢复公开之前，公众看不到这条信息。</p>
        </Notice>
      ) : null}
      <div className="mt-4 grid gap-4 lg:grid-cols-[1fr_20rem] lg:items-start">
        <div className="min-w-0 lg:order-2">
          <Card title="可以办理">{actions}</Card>
        </div>
        <div className="min-w-0">
          {current ? (
            <Card title={`审批：${roundTitle(current)}`}>
              <RoundSteps round={current} people={people} waitingFor={detail.waitingFor} late={detail.late} />
            </Card>
          ) : null}
          {followUp}
          <Card title="基本情况">
            <dl className="grid grid-cols-[6em_1fr] gap-x-4 gap-y-1 [&_dt]:text-ink-soft">
              <dt>栏目</dt>
              <dd>{columnNames || '未选'}</dd>
              <dt>拟稿人</dt>
              <dd>{name(item.createdBy)}</dd>
              <dt>最近修改</dt>
              <dd>
                {formatMinute(item.draft.savedAt)} {name(item.draft.savedBy)}
              </dd>
              {item.live ? (
                <>
                  <dt>索引号</dt>
                  <dd>{item.live.indexNo}</dd>
                  <dt>首次公开</dt>
                  <dd>{formatMinute(item.live.firstPublishedAt)}</dd>
                </>
              ) : null}
            </dl>
          </Card>
          {rounds.map((round) => (
            <Card key={round.id} title={`意见：${roundTitle(round)}`}>
              <RoundOpinions round={round} people={people} notes={detail.notes} />
              {hasSheet(round.facts) ? (
                <p className="mt-2">
                  <Link
                    prefetch={false}
                    className="text-brand"
                    href={`/office/items/${item.id}/sheet?version=${round.versionNumber}`}
                  >
                    信息发布审批表
                  </Link>
                </p>
              ) : null}
            </Card>
          ))}
          <Card title="发布和撤回记录">
            {publications.length + events.length === 0 ? (
              <p className="text-ink-soft">还没有公开过。</p>
            ) : null}
            <ul className="divide-y divide-line">
              {[
                ...publications.map((row) => ({
                  at: row.publishedAt,
                  text: `发布第 ${versions.find((version) => version.id === row.versionId)?.number} 稿`,
                  who: name(row.publisherId),
                  reason: '',
                })),
                ...events.map((row) => ({
                  at: row.at,
                  text: EVENT_WORDS[row.kind] ?? row.kind,
                  who: name(row.personId),
                  reason: row.reason,
                })),
              ]
                .sort((a, b) => b.at.getTime() - a.at.getTime())
                .map((row) => (
                  <li key={row.at.toISOString() + row.text} className="py-2">
                    <span className="text-ink-soft">{formatMinute(row.at)}</span>　{row.text}　{row.who}
                    {row.reason ? <p className="text-ink-soft">理由：{row.reason}</p> : null}
                  </li>
                ))}
            </ul>
          </Card>
          {versions.length > 0 ? (
            <Card title="各稿">
              <ul className="divide-y divide-line">
                {versions.map((version) => (
                  <li key={version.id} className="py-2">
                    <Link
                      prefetch={false}
                      className="text-brand"
                      href={`/office/items/${item.id}/preview?version=${version.number}`}
                    >
                      第 {version.number} 稿
                    </Link>
                    　{formatMinute(version.frozenAt)}　{name(version.frozenBy)}
                    <VersionLinks detail={detail} version={version} />
                    <span className="block text-sm wrap-anywhere text-ink-soft">
                      内容校验值 {version.contentHash}
                    </span>
                  </li>
                ))}
              </ul>
            </Card>
          ) : null}
          {saves.length > 1 ? (
            <details className="mb-4 border border-line bg-paper p-4">
              <summary className="cursor-pointer text-lg font-semibold">
                保存记录（最近 {saves.length} 次）
              </summary>
              <ul className="mt-2 divide-y divide-line">
                {saves.map((save) => (
                  <li key={save.revision} className="py-1.5">
                    <Link
                      prefetch={false}
                      className="text-brand"
                      href={`/office/items/${item.id}/preview?draft=${save.revision}`}
                    >
                      第 {save.revision} 次保存
                    </Link>
                    　{formatMinute(save.savedAt)}　{name(save.savedBy)}
                  </li>
                ))}
              </ul>
            </details>
          ) : null}
        </div>
      </div>
    </>
  );
}
