'use client';

import { useState } from 'react';
import { sendCaseFile } from '@/components/applications/send-case-file';
import { SelectField } from '@/components/ui/field';
import { RefusalList } from '@/components/ui/notice';
import type { FileChoice } from '@/lib/applications/letters/types';
import type { Refusal } from '@/lib/platform/result';

/** The proof of service: a file of the case, picked or brought now. */
export function ProofPicker({
  id,
  caseId,
  files,
  value,
  onPick,
}: {
  id: string;
  caseId: string;
  files: readonly FileChoice[];
  value: string;
  onPick: (fileId: string) => void;
}) {
  const [brought, setBrought] = useState<readonly FileChoice[]>([]);
  const [refusals, setRefusals] = useState<readonly Refusal[]>([]);
  const [sending, setSending] = useState(false);

  async function upload(file: File) {
    setSending(true);
    const sent = await sendCaseFile(caseId, file, 'delivery_proof');
    setSending(false);
    setRefusals(sent.ok ? [] : sent.refusals);
    if (!sent.ok) return;
    setBrought((present) => [...present, { id: sent.value.fileId, name: file.name, kind: '送达凭证' }]);
    onPick(sent.value.fileId);
  }

  return (
    <>
      <SelectField
        id={`${id}-proof`}
        label="送达凭证（可以后补）"
        hint="邮寄收据、回证、发送记录等，存进案卷"
        value={value}
        options={[
          ['', '没有'],
          ...[...files, ...brought].map((one) => [one.id, `${one.name}（${one.kind}）`] as const),
        ]}
        onChange={(event) => onPick(event.target.value)}
      />
      <label htmlFor={`${id}-file`} className="mb-1 block">
        或者现在上传
      </label>
      <input
        id={`${id}-file`}
        type="file"
        disabled={sending}
        className="block w-full rounded-md border border-ink-soft bg-paper p-2 text-sm"
        onChange={(event) => {
          const [file] = event.target.files ?? [];
          event.target.value = '';
          if (file) void upload(file);
        }}
      />
      <p role="status" className="text-sm text-ink-soft">
        {sending ? '正在上传…' : ''}
      </p>
      <RefusalList refusals={refusals} title="没有上传成功：" />
    </>
  );
}
