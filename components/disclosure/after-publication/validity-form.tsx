'use client';

import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { SelectField, TextArea, TextField } from '@/components/ui/field';
import { RefusalList } from '@/components/ui/notice';
import { confirmValidityAction, enterValidityAction } from '@/lib/disclosure/after-publication/actions';
import { VALIDITY_STATES, type ValidityState } from '@/lib/disclosure/after-publication/types';
import { useAct } from './use-act';

const STATE_WORDS: Record<ValidityState, string> = {
  in_force: '继续有效',
  amended: '已修改',
  repealed: '废止',
  lapsed: '失效',
};

/** Enters a change of 有效性; another person confirms it. */
export function ValidityForm({
  itemId,
  today,
  lapsedOn,
}: {
  itemId: string;
  today: string;
  /** First day of an automatic lapse nobody has recorded yet; null where there is none. */
  lapsedOn: string | null;
}) {
  const { pending, refusals, errorOf, run } = useAct();
  const [state, setState] = useState<ValidityState>(lapsedOn === null ? 'repealed' : 'lapsed');
  const [fromDate, setFromDate] = useState(lapsedOn ?? today);
  const [actTitle, setActTitle] = useState(lapsedOn === null ? '' : '有效期届满');
  const [actNo, setActNo] = useState('');
  const [actId, setActId] = useState('');
  const [validUntil, setValidUntil] = useState('');
  const [successorId, setSuccessorId] = useState('');
  const [note, setNote] = useState('');
  const hasTerm = state === 'in_force' || state === 'amended';
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void run(() =>
          enterValidityAction({
            itemId,
            state,
            fromDate,
            actTitle,
            actNo,
            actId: actId.trim() === '' ? null : actId.trim(),
            validUntil: hasTerm && validUntil !== '' ? validUntil : null,
            successorId: successorId.trim() === '' ? null : successorId.trim(),
            note,
          }),
        );
      }}
    >
      <RefusalList refusals={refusals} />
      <div className="grid gap-x-4 sm:grid-cols-2">
        <SelectField
          id="validity-state"
          label="有效性"
          options={VALIDITY_STATES.map((value) => [value, STATE_WORDS[value]] as const)}
          value={state}
          onChange={(event) =>
            setState(VALIDITY_STATES.find((known) => known === event.target.value) ?? 'repealed')
          }
        />
        <TextField
          id="validity-from"
          type="date"
          label="起算日期"
          required
          value={fromDate}
          error={errorOf('fromDate')}
          onChange={(event) => setFromDate(event.target.value)}
        />
        <TextField
          id="validity-act"
          label="依据"
          hint="清理决定、修改决定等文件的名称，只在办公系统里看得到。"
          required
          value={actTitle}
          error={errorOf('actTitle')}
          onChange={(event) => setActTitle(event.target.value)}
        />
        <TextField
          id="validity-act-no"
          label="依据的文号"
          hint="会公开。写成 机关代字〔年份〕序号号；没有的不填。"
          value={actNo}
          error={errorOf('actNo')}
          onChange={(event) => setActNo(event.target.value)}
        />
        <TextField
          id="validity-act-id"
          label="依据的信息编号"
          hint="依据已在本站公开的，填公开网址 /items/ 后面的十个字符，页面就写出它的标题并链接；没有的不填。"
          value={actId}
          error={errorOf('actId')}
          onChange={(event) => setActId(event.target.value)}
        />
        {hasTerm ? (
          <TextField
            id="validity-until"
            type="date"
            label="新的有效期至"
            hint="没有重新规定的不填。"
            value={validUntil}
            error={errorOf('validUntil')}
            onChange={(event) => setValidUntil(event.target.value)}
          />
        ) : null}
        <TextField
          id="validity-successor"
          label="接替或修改后的信息编号"
          hint="公开网址 /items/ 后面的十个字符；没有的不填。"
          value={successorId}
          error={errorOf('successorId')}
          onChange={(event) => setSuccessorId(event.target.value)}
        />
      </div>
      <TextArea
        id="validity-note"
        label="备注"
        value={note}
        onChange={(event) => setNote(event.target.value)}
      />
      <Button type="submit" disabled={pending}>
        {pending ? '正在登记…' : '登记，交另一人确认'}
      </Button>
    </form>
  );
}

/** The second person's answer to an entry. */
export function ValidityConfirm({ itemId, eventId }: { itemId: string; eventId: string }) {
  const { pending, refusals, errorOf, run } = useAct();
  const [note, setNote] = useState('');
  const answer = (conclusion: 'confirmed' | 'rejected') =>
    run(() => confirmValidityAction({ itemId, eventId, conclusion, note }));
  return (
    <div className="mt-2">
      <RefusalList refusals={refusals} />
      <TextField
        id={`confirm-${eventId}`}
        label="意见"
        hint="不予确认的必须写明理由。"
        value={note}
        error={errorOf('note')}
        onChange={(event) => setNote(event.target.value)}
      />
      <div className="flex flex-wrap gap-3">
        <Button disabled={pending} onClick={() => void answer('confirmed')}>
          确认属实
        </Button>
        <Button look="danger" disabled={pending} onClick={() => void answer('rejected')}>
          不予确认
        </Button>
      </div>
    </div>
  );
}
