'use client';

import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { SelectField, TextField } from '@/components/ui/field';
import { RefusalList } from '@/components/ui/notice';
import { recordConsultationAction } from '@/lib/disclosure/after-publication/actions';
import { useAct } from './use-act';

type Known = {
  readonly organName: string;
  readonly askedOn: string;
  readonly confirmedOn: string | null;
  readonly document: string;
};

/** Records the reply of another organ to the text in hand; what it said of an earlier text is proposed again. */
export function ConsultationForm({
  itemId,
  contentHash,
  organs,
  known,
  today,
}: {
  itemId: string;
  contentHash: string;
  /** Organs that have not confirmed this text. */
  organs: readonly string[];
  /** Replies to earlier texts, newest first. */
  known: readonly Known[];
  today: string;
}) {
  const { pending, refusals, errorOf, run } = useAct();
  const first = organs[0] ?? '';
  const before = (name: string) => known.find((one) => one.organName === name);
  const [organName, setOrganName] = useState(first);
  const [askedOn, setAskedOn] = useState(before(first)?.askedOn ?? today);
  const [confirmedOn, setConfirmedOn] = useState(before(first)?.confirmedOn ?? '');
  const [document, setDocument] = useState(before(first)?.document ?? '');
  const [note, setNote] = useState('');
  const choose = (name: string) => {
    setOrganName(name);
    setAskedOn(before(name)?.askedOn ?? today);
    setConfirmedOn(before(name)?.confirmedOn ?? '');
    setDocument(before(name)?.document ?? '');
  };
  const earlier = before(organName);
  return (
    <form
      className="mt-3 border-t border-line pt-2"
      onSubmit={(event) => {
        event.preventDefault();
        void run(() =>
          recordConsultationAction({
            itemId,
            contentHash,
            organName,
            askedOn,
            confirmedOn: confirmedOn === '' ? null : confirmedOn,
            document,
            note,
          }),
        );
      }}
    >
      {earlier?.confirmedOn ? (
        <p className="text-sm text-warn">
          {earlier.organName}
          确认的是以前的一稿。确认它的答复仍然适用于现在这一稿的，核对后登记；不适用的，请重新征求意见。
        </p>
      ) : null}
      <RefusalList refusals={refusals} />
      <SelectField
        id="consult-organ"
        label="机关"
        options={organs.map((name) => [name, name] as const)}
        value={organName}
        error={errorOf('organName')}
        onChange={(event) => choose(event.target.value)}
      />
      <div className="grid gap-x-4 sm:grid-cols-2">
        <TextField
          id="consult-asked"
          type="date"
          label="征求意见日期"
          required
          max={today}
          value={askedOn}
          onChange={(event) => setAskedOn(event.target.value)}
        />
        <TextField
          id="consult-confirmed"
          type="date"
          label="对方确认日期"
          hint="还没有答复的先不填。"
          max={today}
          value={confirmedOn}
          error={errorOf('confirmedOn')}
          onChange={(event) => setConfirmedOn(event.target.value)}
        />
      </div>
      <TextField
        id="consult-document"
        label="确认的文号或方式"
        value={document}
        error={errorOf('document')}
        onChange={(event) => setDocument(event.target.value)}
      />
      <TextField
        id="consult-note"
        label="备注"
        value={note}
        onChange={(event) => setNote(event.target.value)}
      />
      <Button type="submit" disabled={pending}>
        {pending ? '正在登记…' : '登记协商确认'}
      </Button>
    </form>
  );
}
