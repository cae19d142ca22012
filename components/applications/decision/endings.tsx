'use client';

import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { attempt } from '@/components/ui/attempt';
import { Button } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { Radio } from '@/components/ui/choice';
import { TextArea } from '@/components/ui/field';
import { Notice, RefusalList } from '@/components/ui/notice';
import {
  closeByNoteAction,
  concludeOverdueAction,
  confirmWithdrawalAction,
} from '@/lib/applications/letters/actions';
import type { EndingForm } from '@/lib/applications/letters/types';
import { formatDate } from '@/lib/platform/dates';
import type { Refusal, Result } from '@/lib/platform/result';

type Ended = { readonly caseId: string; readonly letterId?: string | null };
const WAYS = [
  ['written', '书面'],
  ['oral', '口头，本机关已记录'],
  ['online', '网上'],
] as const;

/** The steps by which a case ends without a choice of the outcome. */
export function EndingScreen({
  caseId,
  seenSeq,
  ending,
}: {
  caseId: string;
  seenSeq: number;
  ending: EndingForm;
}) {
  const router = useRouter();
  const [words, setWords] = useState('');
  const [way, setWay] = useState<(typeof WAYS)[number][0] | ''>('');
  const [refusals, setRefusals] = useState<readonly Refusal[]>([]);
  const [pending, setPending] = useState(false);

  async function end(act: () => Promise<Result<Ended>>) {
    setPending(true);
    const result = await attempt(act);
    setPending(false);
    setRefusals(result.ok ? [] : result.refusals);
    if (!result.ok) return;
    const base = `/office/applications/${caseId}`;
    router.push(result.value.letterId ? `${base}/letters/${result.value.letterId}` : base);
  }

  if (ending.whyNot.length > 0) return <RefusalList refusals={ending.whyNot} title="现在不能办这一步：" />;
  const note = (label: string, hint: string) => (
    <TextArea
      id="ending-note"
      label={label}
      hint={hint}
      required
      rows={4}
      value={words}
      onChange={(event) => setWords(event.target.value)}
    />
  );
  const button = (label: string, act: () => Promise<Result<Ended>>) => (
    <>
      <RefusalList refusals={refusals} />
      <Button wide disabled={pending} onClick={() => void end(act)}>
        {pending ? '正在办理…' : label}
      </Button>
    </>
  );
  switch (ending.kind) {
    case 'overdue': {
      const { what, due } = ending;
      const name = what === 'supplement' ? '补正' : '缴费';
      return (
        <Card title={`申请人逾期不${name}`}>
          <Notice look="info">
            {name}期限：{due === null ? '从送达之日起计算，还没有登记送达' : `${formatDate(due)}（含当日）`}
            。期限届满以后才能办这一步；申请视为放弃，起草不再处理告知书（
            {what === 'supplement' ? 'L11' : 'L12'}）。
          </Notice>
          {note('核对的情况', '怎样送达的，申请人有没有说明正当理由')}
          {button('起草不再处理告知书', () => concludeOverdueAction({ caseId, seenSeq, what, note: words }))}
        </Card>
      );
    }
    case 'withdrawn':
      return (
        <Card title="申请人已经撤回">
          <p>申请人于{formatDate(ending.on)}撤回申请。起草撤回申请确认书（L13），送达后办结。</p>
          <fieldset className="my-3">
            <legend className="mb-1 font-semibold">撤回的方式（必填）</legend>
            {WAYS.map(([value, text]) => (
              <Radio
                key={value}
                name="way"
                label={text}
                checked={way === value}
                onChange={() => setWay(value)}
              />
            ))}
          </fieldset>
          {button('起草撤回申请确认书', () => confirmWithdrawalAction({ caseId, way }))}
        </Card>
      );
    case 'note':
      return (
        <Card title={ending.label}>
          <p>承办人已经作出决定，以工作记录结案，不发文书。</p>
          {note('工作记录', '为什么结案，依据什么材料')}
          {button('以工作记录结案', () => closeByNoteAction({ caseId, seenSeq, note: words }))}
        </Card>
      );
  }
}
