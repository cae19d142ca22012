import { DiffView } from '@/components/disclosure/diff-view';
import { Card } from '@/components/ui/card';
import { Tag } from '@/components/ui/tag';
import type { FollowUpView } from '@/lib/disclosure/after-publication/queries/find-follow-up';
import { bodyFromText } from '@/lib/disclosure/body/rules';
import { CORRECTION_KIND_NAMES, type ItemContent } from '@/lib/disclosure/types';
import { diffBodies } from '@/lib/disclosure/what-changed/rules/diff-bodies';
import { formatDate, formatMinute } from '@/lib/platform/dates';
import { ConsultationForm } from './consultation-form';
import { ReprintForm } from './reprint-form';

/** Whether a text declares anything that reviewers are to judge beside its words. */
function declares({
  correction,
  reprint,
  touches_organs,
  personal_data_basis,
  needs_interpretation,
}: ItemContent) {
  return (
    correction !== null ||
    reprint !== null ||
    touches_organs.length > 0 ||
    personal_data_basis !== '' ||
    needs_interpretation
  );
}

/** 申报事项 as a reviewer judges them: correction, reprint with its comparison, other organs, personal data, 解读. */
export function DeclarationsCard({
  content,
  view,
  today,
  mayConsult,
  mayPaste,
}: {
  content: ItemContent;
  view: FollowUpView;
  today: string;
  mayConsult: boolean;
  mayPaste: boolean;
}) {
  if (!declares(content)) return null;
  const { correction, reprint } = content;
  return (
    <Card title="申报事项">
      <dl className="space-y-3 [&_dt]:font-semibold">
        {correction ? (
          <div>
            <dt>更正</dt>
            <dd>
              {CORRECTION_KIND_NAMES[correction.kind]}
              {correction.note === '' ? null : (
                <p className="whitespace-pre-line">
                  {correction.kind === 'factual' ? '更正说明（将公开）：' : '改动：'}
                  {correction.note}
                </p>
              )}
            </dd>
          </div>
        ) : null}
        {reprint ? (
          <div>
            <dt>转载</dt>
            <dd>
              来源：{reprint.source_name}，
              <a href={reprint.source_url} target="_blank" rel="noreferrer" className="wrap-anywhere">
                {reprint.source_url}
              </a>
              ，
              {reprint.original_date === null
                ? '原文日期未填'
                : `原文发布于${formatDate(reprint.original_date)}`}
              ；{reprint.cuts === '' ? '没有删节，文字应与原文一致。' : `删节：${reprint.cuts}`}
            </dd>
          </div>
        ) : null}
        {content.needs_interpretation ? (
          <div>
            <dt>需要解读</dt>
            <dd>
              {view.relations.some((relation) => relation.kind === 'interpretation' && !relation.isReverse)
                ? '已关联解读。'
                : '还没有关联解读；最迟在文件公开后 3 个工作日内公开。'}
            </dd>
          </div>
        ) : null}
        {content.personal_data_basis === '' ? null : (
          <div>
            <dt>公开个人信息的依据</dt>
            <dd className="whitespace-pre-line">{content.personal_data_basis}</dd>
          </div>
        )}
        {content.touches_organs.length > 0 ? (
          <div>
            <dt>涉及的其他机关（终审前须确认）</dt>
            <dd>
              <ul>
                {content.touches_organs.map((name) => (
                  <li key={name} className="py-0.5">
                    {name}　
                    {view.unconfirmed.includes(name) ? (
                      <Tag look="warn">这一稿还没有确认</Tag>
                    ) : (
                      <Tag look="ok">已确认这一稿</Tag>
                    )}
                  </li>
                ))}
              </ul>
            </dd>
          </div>
        ) : null}
      </dl>
      {view.consultations.length > 0 ? (
        <details className="mt-2">
          <summary className="min-h-11 cursor-pointer py-2 text-brand">
            协商确认记录（{view.consultations.length}）
          </summary>
          <ul className="divide-y divide-line">
            {view.consultations.map((row) => (
              <li key={row.at.toISOString()} className="py-2 text-sm">
                {row.organName}：{row.askedOn} 征求意见，
                {row.confirmedOn === null ? '尚未答复' : `${row.confirmedOn} 确认（${row.document}）`}
                {row.contentHash === view.contentHash ? '' : '，确认的是以前的一稿'}
                {row.note === '' ? null : <p>{row.note}</p>}
                <p className="text-ink-soft">
                  {formatMinute(row.at)} {row.by} 登记
                </p>
              </li>
            ))}
          </ul>
        </details>
      ) : null}
      {mayConsult && view.unconfirmed.length > 0 ? (
        <ConsultationForm
          key={`${view.contentHash} ${view.unconfirmed.join()}`}
          itemId={view.itemId}
          contentHash={view.contentHash}
          organs={view.unconfirmed}
          known={view.consultations}
          today={today}
        />
      ) : null}
      {reprint ? <ReprintDifferences content={content} view={view} mayPaste={mayPaste} /> : null}
    </Card>
  );
}

function ReprintDifferences({
  content,
  view,
  mayPaste,
}: {
  content: ItemContent;
  view: FollowUpView;
  mayPaste: boolean;
}) {
  const { comparison } = view;
  const changes = comparison ? diffBodies(bodyFromText(comparison.sourceText), content.body) : [];
  const isSame = changes.every((change) => change.kind === 'same');
  return (
    <div className="mt-3 border-t border-line pt-2">
      <h3 className="font-semibold">与原文对照</h3>
      {comparison === null ? (
        <p className="text-warn">还没有粘贴原文，不能自动对照。请按原文网址逐字核对。</p>
      ) : (
        <p className="text-sm text-ink-soft">
          原文由 {comparison.by} 于 {formatMinute(comparison.at)} 粘贴；请抽查它与原文网址一致。
        </p>
      )}
      {comparison && isSame ? <p className="text-ok">正文与粘贴的原文一致。</p> : null}
      {comparison && !isSame ? (
        <DiffView
          diff={{
            fields: [],
            attachments: [],
            cells: [],
            bodies: [{ path: 'body', label: '正文（原文 → 本稿）', changes }],
          }}
        />
      ) : null}
      {mayPaste ? (
        <details>
          <summary className="min-h-11 cursor-pointer py-2 text-brand">
            {comparison ? '重新粘贴原文' : '粘贴原文'}
          </summary>
          <ReprintForm itemId={view.itemId} known={comparison?.sourceText ?? ''} />
        </details>
      ) : null}
    </div>
  );
}
