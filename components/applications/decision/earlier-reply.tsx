'use client';

import { useState } from 'react';
import { useAct } from '@/components/settings/use-act';
import { Button } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { Radio } from '@/components/ui/choice';
import { RefusalList } from '@/components/ui/notice';
import { linkCaseAction } from '@/lib/applications/actions';
import type { EarlierCase } from '@/lib/applications/letters/types';

/** Which case of the same applicant was answered before: those most alike first. */
export function EarlierReply({ caseId, earlier }: { caseId: string; earlier: readonly EarlierCase[] }) {
  const [otherId, setOtherId] = useState('');
  const { refusals, pending, done, run } = useAct();
  return (
    <Card title="前一件申请">
      {earlier.length === 0 ? (
        <p className="text-ink-soft">同一申请人（按证件号码）没有其他已经答复的申请。</p>
      ) : (
        <fieldset>
          <legend className="text-sm text-ink-soft">
            同一申请人（按证件号码）已经答复的申请，内容相近的在前：
          </legend>
          {earlier.map(({ id, no, note }) => (
            <Radio
              key={id}
              name="earlier"
              label={no}
              hint={note}
              checked={otherId === id}
              onChange={() => setOtherId(id)}
            />
          ))}
          <RefusalList refusals={refusals} />
          <Button
            look="quiet"
            disabled={pending || otherId === ''}
            onClick={() =>
              void run(() => linkCaseAction({ caseId, otherId, kind: 'earlier_reply', note: '' }))
            }
          >
            {pending ? '正在关联…' : '选定为前一件申请'}
          </Button>
          {otherId === '' ? <p className="mt-1 text-sm text-ink-soft">请先选一件。</p> : null}
          {done ? <p role="status">已经关联，填写的内容都还在。</p> : null}
        </fieldset>
      )}
    </Card>
  );
}
