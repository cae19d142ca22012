'use client';

import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { TextArea, TextField } from '@/components/ui/field';
import { RefusalList } from '@/components/ui/notice';
import { recordLiveCheckAction, reportLeakAction } from '@/lib/disclosure/after-publication/actions';
import { useAct } from './use-act';

/** 发布后核查: what a person saw on the live page. */
export function LiveCheckForm({ itemId, publicationId }: { itemId: string; publicationId: string }) {
  const { pending, refusals, errorOf, run } = useAct();
  const [note, setNote] = useState('');
  const record = (result: 'ok' | 'problem') =>
    run(() => recordLiveCheckAction({ itemId, publicationId, result, note }));
  return (
    <div className="mt-2">
      <RefusalList refusals={refusals} />
      <TextArea
        id="live-check-note"
        label="核查情况"
        hint="打开公开页面通读，点开附件和链接。发现问题的写明是什么问题。"
        value={note}
        error={errorOf('note')}
        onChange={(event) => setNote(event.target.value)}
      />
      <div className="flex flex-wrap gap-3">
        <Button disabled={pending} onClick={() => void record('ok')}>
          核查无误
        </Button>
        <Button look="danger" disabled={pending} onClick={() => void record('problem')}>
          发现问题
        </Button>
      </div>
    </div>
  );
}

/** TR-16: the report to the 保密行政管理部门. */
export function LeakReportForm({
  itemId,
  eventId,
  today,
}: {
  itemId: string;
  eventId: string;
  today: string;
}) {
  const { pending, refusals, errorOf, run } = useAct();
  const [reportedTo, setReportedTo] = useState('');
  const [reportedOn, setReportedOn] = useState(today);
  const [evidence, setEvidence] = useState('');
  return (
    <form
      className="mt-2"
      onSubmit={(event) => {
        event.preventDefault();
        void run(() => reportLeakAction({ itemId, eventId, reportedTo, reportedOn, evidence }));
      }}
    >
      <RefusalList refusals={refusals} />
      <div className="grid gap-x-4 sm:grid-cols-2">
        <TextField
          id="leak-to"
          label="报告的保密行政管理部门"
          required
          value={reportedTo}
          error={errorOf('reportedTo')}
          onChange={(event) => setReportedTo(event.target.value)}
        />
        <TextField
          id="leak-on"
          type="date"
          max={today}
          label="报告日期"
          required
          value={reportedOn}
          error={errorOf('reportedOn')}
          onChange={(event) => setReportedOn(event.target.value)}
        />
      </div>
      <TextArea
        id="leak-evidence"
        label="保全的证据"
        hint="写明保全了什么、由谁保管；不要在这里写涉密内容。"
        value={evidence}
        error={errorOf('evidence')}
        onChange={(event) => setEvidence(event.target.value)}
      />
      <Button type="submit" disabled={pending}>
        {pending ? '正在登记…' : '登记报告'}
      </Button>
    </form>
  );
}
