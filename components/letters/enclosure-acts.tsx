'use client';

import { useState } from 'react';
import { sendCaseFile } from '@/components/applications/send-case-file';
import { useAct } from '@/components/settings/use-act';
import { Button } from '@/components/ui/button';
import { ConfirmButton } from '@/components/ui/confirm-dialog';
import { SelectField, TextArea } from '@/components/ui/field';
import { RefusalList } from '@/components/ui/notice';
import {
  checkEnclosuresAction,
  encloseFileAction,
  takeOutFileAction,
} from '@/lib/applications/letters/actions';
import type { FileChoice } from '@/lib/applications/letters/types';
import { CASE_FILE_KIND_NAMES } from '@/lib/personal-data/types';
import { ok } from '@/lib/platform/result';

/** Encloses a file of the case, or one brought now; of a severed copy the words that were removed from it. */
export function AddEnclosure({
  caseId,
  letterId,
  files,
}: {
  caseId: string;
  letterId: string;
  files: readonly FileChoice[];
}) {
  // What was brought to be enclosed is offered first.
  const [fileId, setFileId] = useState(
    files.find(({ kind }) => kind === CASE_FILE_KIND_NAMES.enclosure)?.id ?? '',
  );
  const [removedWords, setRemovedWords] = useState('');
  const [brought, setBrought] = useState<readonly FileChoice[]>([]);
  const { refusals, setRefusals, pending, run } = useAct();
  const known = new Set(files.map(({ id }) => id));
  const choices = [...files, ...brought.filter(({ id }) => !known.has(id))];

  async function upload(file: File) {
    await run(async () => {
      const sent = await sendCaseFile(caseId, file, 'enclosure');
      if (!sent.ok) return sent;
      setBrought((present) => [
        ...present,
        { id: sent.value.fileId, name: file.name, kind: '随答复提供的材料' },
      ]);
      setFileId(sent.value.fileId);
      return ok(null);
    });
  }

  return (
    <ConfirmButton
      label="添加附件"
      title="添加随文书提供的附件"
      confirmLabel="添加并检查"
      pending={pending}
      barred={fileId === ''}
      onOpen={() => setRefusals([])}
      onConfirm={async () => {
        const isDone = await run(() => encloseFileAction({ letterId, fileId, removedWords }));
        if (isDone) {
          setFileId('');
          setRemovedWords('');
        }
        return isDone;
      }}
    >
      <SelectField
        id="enclose-file"
        label="从案卷选取"
        value={fileId}
        options={[
          ['', choices.length === 0 ? '案卷里没有可以选的材料' : '请选择'],
          ...choices.map(({ id, name, kind }) => [id, `${name}（${kind}）`] as const),
        ]}
        onChange={(event) => setFileId(event.target.value)}
      />
      <label htmlFor="enclose-upload" className="mb-1 block">
        或者现在上传
      </label>
      <input
        id="enclose-upload"
        type="file"
        disabled={pending}
        className="block w-full rounded-md border border-ink-soft bg-paper p-2 text-sm"
        onChange={(event) => {
          const [file] = event.target.files ?? [];
          event.target.value = '';
          if (file) void upload(file);
        }}
      />
      <TextArea
        id="removed-words"
        label="去除了哪些文字（作过区分处理的填写）"
        hint="每行一个词语，至少两个字。系统逐个查找，确认已经删净；词语加密保存，不写入日志。"
        value={removedWords}
        onChange={(event) => setRemovedWords(event.target.value)}
      />
      <RefusalList refusals={refusals} />
    </ConfirmButton>
  );
}

/** Takes a file out of a draft. */
export function TakeOut({
  letterId,
  enclosureId,
  name,
}: {
  letterId: string;
  enclosureId: string;
  name: string;
}) {
  const { refusals, pending, run } = useAct();
  return (
    <div className="mt-2">
      <Button
        look="quiet"
        disabled={pending}
        aria-label={`取出附件“${name}”`}
        onClick={() => void run(() => takeOutFileAction({ letterId, enclosureId }))}
      >
        {pending ? '正在取出…' : '取出'}
      </Button>
      <RefusalList refusals={refusals} />
    </div>
  );
}

/** Checks every enclosure anew. */
export function CheckAgain({ letterId }: { letterId: string }) {
  const { refusals, pending, run } = useAct();
  return (
    <div>
      <Button
        look="quiet"
        disabled={pending}
        onClick={() => void run(() => checkEnclosuresAction({ letterId }))}
      >
        {pending ? '正在检查…' : '重新检查全部附件'}
      </Button>
      <RefusalList refusals={refusals} />
    </div>
  );
}
