'use client';

import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { SelectField } from '@/components/ui/field';
import { Notice, RefusalList } from '@/components/ui/notice';
import { enterLeaveAction } from '@/lib/organs/actions';
import type { Colleague } from '@/lib/settings/queries/list-arrangements';
import { PeriodFields } from './period-fields';
import { useAct } from './use-act';

/** Enters a leave. */
export function LeaveForm({ people, today }: { people: readonly Colleague[]; today: string }) {
  const [personId, setPersonId] = useState('');
  const [startsOn, setStartsOn] = useState(today);
  const [endsOn, setEndsOn] = useState(today);
  const [reason, setReason] = useState('');
  const { refusals, pending, done, run, errorOf } = useAct();

  async function send() {
    const sent = await run(() => enterLeaveAction({ personId, startsOn, endsOn, reason }));
    if (!sent) return;
    setPersonId('');
    setReason('');
  }

  return (
    <form
      aria-label="登记请假"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      {done ? (
        <Notice look="ok" title="请假已登记">
          <p>由领导确认。人员配备检查从现在起就把这些日子算作请假。</p>
        </Notice>
      ) : null}
      <div className="grid gap-x-4 sm:grid-cols-2 lg:grid-cols-4">
        <SelectField
          id="leave-person"
          label="人员"
          required
          value={personId}
          onChange={(event) => setPersonId(event.target.value)}
          error={errorOf('personId')}
          options={[
            ['', '请选择'],
            ...people.map(({ id, name, post }) => [id, `${name}（${post}）`] as const),
          ]}
        />
        <PeriodFields
          id="leave"
          startsOn={startsOn}
          endsOn={endsOn}
          reason={reason}
          onStarts={setStartsOn}
          onEnds={setEndsOn}
          onReason={setReason}
          errorOf={errorOf}
        />
      </div>
      <RefusalList refusals={refusals} />
      <Button type="submit" disabled={pending}>
        {pending ? '正在登记…' : '登记请假'}
      </Button>
    </form>
  );
}
