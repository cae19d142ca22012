'use client';

import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { Button, buttonClass } from '@/components/ui/button';
import { Notice, RefusalList } from '@/components/ui/notice';
import { startEditAction } from '@/lib/disclosure/actions';
import type { Refusal } from '@/lib/platform/result';

/** What opening a text for editing does, before it does it. */
export type EditConsequences = {
  /** Of a text under review, approved or scheduled: decisions that become void, in words. */
  readonly voided: readonly string[];
  /** Hour of the planned publication that is taken off, as shown. */
  readonly plan: string | null;
  readonly isUnderReview: boolean;
  /** A public version exists and stays. */
  readonly isPublic: boolean;
  /** The person would become an author of the text, and so could not review it. */
  readonly becomesAuthor: boolean;
};

/** Asks before a text that is not a draft is opened: says what becomes void and what stays. */
export function OpenForEdit({
  itemId,
  itemRevision,
  title,
  consequences,
}: {
  itemId: string;
  itemRevision: number;
  title: string;
  consequences: EditConsequences;
}) {
  const router = useRouter();
  const [refusals, setRefusals] = useState<readonly Refusal[]>([]);
  const [isBusy, setIsBusy] = useState(false);
  const { voided, plan, isUnderReview, isPublic, becomesAuthor } = consequences;
  async function open() {
    setIsBusy(true);
    const result = await startEditAction({ itemId, itemRevision }).catch(() => null);
    if (result?.ok) return router.refresh();
    setIsBusy(false);
    setRefusals(result?.refusals ?? [{ code: 'lost', message: '网络不通，或服务器没有回答。请稍后再试。' }]);
  }
  return (
    <div className="max-w-3xl border border-line bg-paper p-4 sm:p-6">
      <h1 className="mb-3 font-serif text-xl font-bold">{title}</h1>
      <h2 className="text-lg font-semibold">{isUnderReview ? '修改后，现有的审核全部作废' : '开始更正'}</h2>
      <ul className="my-3 list-disc space-y-1 pl-6">
        {isUnderReview ? <li>这一轮审核就此结束。改好后重新提交，从初审重来。</li> : null}
        {voided.length > 0 ? (
          <li>
            作废的意见：
            <ul className="list-[circle] pl-6">
              {voided.map((decision) => (
                <li key={decision}>{decision}</li>
              ))}
            </ul>
          </li>
        ) : isUnderReview ? (
          <li>还没有人作出过意见。</li>
        ) : null}
        {plan ? <li>定于 {plan} 的发布取消。</li> : null}
        {isPublic ? <li>已公开的版本继续公开，直到更正稿审核通过并发布。</li> : null}
        {becomesAuthor ? <li>您修改后就是这一稿的作者之一，不能再审核它。</li> : null}
      </ul>
      <RefusalList refusals={refusals} title="没有打开：" />
      {refusals.some((refusal) => refusal.code === 'stale_item') ? (
        <Notice look="info">
          <button type="button" className="underline" onClick={() => window.location.reload()}>
            刷新后再看
          </button>
        </Notice>
      ) : null}
      <div className="mt-4 flex flex-wrap gap-3">
        <Button look={isUnderReview ? 'danger' : 'primary'} disabled={isBusy} onClick={() => void open()}>
          {isBusy ? '正在打开…' : isUnderReview ? '作废审核并修改' : '开始更正'}
        </Button>
        <Link prefetch={false} href={`/office/items/${itemId}`} className={buttonClass('quiet')}>
          不修改，返回
        </Link>
      </div>
    </div>
  );
}
