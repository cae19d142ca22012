'use client';

import { useState } from 'react';
import { Card } from '@/components/ui/card';
import { SelectField } from '@/components/ui/field';
import { RefusalList } from '@/components/ui/notice';
import { Tag } from '@/components/ui/tag';
import type { EvidenceLine, FileChoice, OutcomeChoice } from '@/lib/applications/letters/types';
import { CASE_FILE_KIND_NAMES, type CaseFileKind } from '@/lib/personal-data/types';
import type { Refusal } from '@/lib/platform/result';
import { sendCaseFile } from '../send-case-file';

/** Copies that go out with the reply are enclosures; the rest proves something. */
const OUTGOING = ['released_copies', 'severed_copies'];

/** What must be on file before the decision is signed off, and what is there. @rule REG-EV-1 */
export function EvidenceList({
  caseId,
  choice,
  files,
  picked,
  searches,
  consultations,
  onPick,
  onUploaded,
}: {
  caseId: string;
  choice: OutcomeChoice;
  files: readonly FileChoice[];
  picked: Readonly<Record<string, string>>;
  searches: readonly string[];
  consultations: readonly string[];
  onPick: (key: string, fileId: string) => void;
  onUploaded: (file: FileChoice) => void;
}) {
  const records = [
    ...(choice.evidence.some(({ key }) => key === 'search_record') ? searches : []),
    ...(choice.evidence.some(({ key }) => key === 'consultation_record') ? consultations : []),
  ];
  return (
    <Card title="须备材料">
      <ul className="divide-y divide-line">
        {choice.evidence.map((line) => {
          const isThere = line.by === 'file' ? (picked[line.key] ?? '') !== '' : line.isThere;
          return (
            <li key={line.key} className="py-2">
              <p className="flex flex-wrap items-baseline gap-x-3 gap-y-1">
                <Tag look={isThere ? 'ok' : line.by === 'answer' ? 'quiet' : 'warn'}>
                  {isThere ? '✓ 已有' : line.by === 'answer' ? '填写' : '还缺'}
                </Tag>
                <span className="min-w-0 flex-1 basis-56 font-semibold">{line.label}</span>
              </p>
              {line.by === 'file' ? (
                <PickFile
                  caseId={caseId}
                  line={line}
                  files={files}
                  value={picked[line.key] ?? ''}
                  onPick={(id) => onPick(line.key, id)}
                  onUploaded={onUploaded}
                />
              ) : (
                <p className="text-sm text-ink-soft">{line.note}</p>
              )}
            </li>
          );
        })}
      </ul>
      {records.length > 0 ? (
        <ul className="mt-2 list-disc pl-5 text-sm">
          {records.map((text) => (
            <li key={text}>{text}</li>
          ))}
        </ul>
      ) : null}
    </Card>
  );
}

/** One file of the case, picked or brought now. */
function PickFile({
  caseId,
  line,
  files,
  value,
  onPick,
  onUploaded,
}: {
  caseId: string;
  line: EvidenceLine;
  files: readonly FileChoice[];
  value: string;
  onPick: (fileId: string) => void;
  onUploaded: (file: FileChoice) => void;
}) {
  const [refusals, setRefusals] = useState<readonly Refusal[]>([]);
  const [sending, setSending] = useState(false);

  async function upload(file: File) {
    const kind: CaseFileKind = OUTGOING.includes(line.key) ? 'enclosure' : 'proof';
    setSending(true);
    const sent = await sendCaseFile(caseId, file, kind);
    setSending(false);
    setRefusals(sent.ok ? [] : sent.refusals);
    if (!sent.ok) return;
    onUploaded({ id: sent.value.fileId, name: file.name, kind: CASE_FILE_KIND_NAMES[kind] });
    onPick(sent.value.fileId);
  }

  return (
    <div className="grid items-end gap-x-4 sm:grid-cols-2">
      <SelectField
        id={`evidence-${line.key}`}
        label="从案卷选取"
        value={value}
        options={[['', files.length === 0 ? '案卷里还没有材料' : '请选择'], ...files.map(fileOption)]}
        onChange={(event) => onPick(event.target.value)}
      />
      <div className="my-3">
        <label htmlFor={`upload-${line.key}`} className="mb-1 block font-semibold">
          或者现在上传
        </label>
        <input
          id={`upload-${line.key}`}
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
      </div>
      <div className="sm:col-span-2">
        <RefusalList refusals={refusals} title="没有上传成功：" />
      </div>
    </div>
  );
}

function fileOption({ id, name, kind }: FileChoice): readonly [string, string] {
  return [id, `${name}（${kind}）`];
}
