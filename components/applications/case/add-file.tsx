'use client';

import { useRouter } from 'next/navigation';
import { useId, useState } from 'react';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { SelectField } from '@/components/ui/field';
import { RefusalList } from '@/components/ui/notice';
import { CASE_FILE_KIND_NAMES, type CaseFileKind } from '@/lib/personal-data/types';
import type { Refusal } from '@/lib/platform/result';
import { sendCaseFile } from '../send-case-file';

const KINDS = [
  'request',
  'identity_proof',
  'authorization',
  'supplement',
  'fetched',
  'proof',
  'enclosure',
  'delivery_proof',
  'other',
] as const satisfies readonly CaseFileKind[];

/** Adds files to a case, one after the other; a refusal names the file, and the others are kept. */
export function AddFileButton({ caseId }: { caseId: string }) {
  const id = useId();
  const router = useRouter();
  const [isOpen, setIsOpen] = useState(false);
  const [kind, setKind] = useState<string>('request');
  const [files, setFiles] = useState<readonly File[]>([]);
  const [refusals, setRefusals] = useState<readonly Refusal[]>([]);
  const [pending, setPending] = useState(false);

  async function send() {
    if (files.length === 0) {
      setRefusals([{ code: 'no_file', message: '请先选择文件。' }]);
      return;
    }
    setPending(true);
    const left: File[] = [];
    const said: Refusal[] = [];
    for (const file of files) {
      const result = await sendCaseFile(caseId, file, kind);
      if (result.ok) continue;
      left.push(file);
      said.push(...result.refusals);
    }
    setPending(false);
    setFiles(left);
    setRefusals(said);
    router.refresh();
    if (left.length === 0) setIsOpen(false);
  }

  return (
    <>
      <Button look="quiet" onClick={() => setIsOpen(true)}>
        添加材料
      </Button>
      <Dialog isOpen={isOpen} title="添加材料" onClose={() => setIsOpen(false)}>
        <SelectField
          id={`${id}-kind`}
          label="是什么"
          value={kind}
          options={KINDS.map((one) => [one, CASE_FILE_KIND_NAMES[one]] as const)}
          onChange={(event) => setKind(event.target.value)}
        />
        <label htmlFor={`${id}-file`} className="mb-1 block font-semibold">
          文件
        </label>
        <p id={`${id}-hint`} className="mb-1 text-sm text-ink-soft">
          申请人交来的每个不超过10MB（PDF、图片、Word），其余不超过50MB。加密保存。
        </p>
        <input
          id={`${id}-file`}
          type="file"
          multiple
          aria-describedby={`${id}-hint`}
          className="w-full rounded-md border border-ink-soft bg-paper p-2"
          onChange={(event) => {
            setFiles([...(event.target.files ?? [])]);
            setRefusals([]);
          }}
        />
        {files.length > 1 ? <p className="mt-1 text-sm text-ink-soft">已选{files.length}个文件</p> : null}
        <RefusalList refusals={refusals} title="有材料没有传成：" />
        <div className="mt-4 flex flex-wrap justify-end gap-3">
          <Button look="quiet" disabled={pending} onClick={() => setIsOpen(false)}>
            取消
          </Button>
          <Button disabled={pending} onClick={() => void send()}>
            {pending ? '正在上传…' : '上传'}
          </Button>
        </div>
      </Dialog>
    </>
  );
}
