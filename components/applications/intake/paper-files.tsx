'use client';

import { useRef } from 'react';
import { Button } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { SelectField } from '@/components/ui/field';
import { CASE_FILE_KIND_NAMES, type CaseFileKind } from '@/lib/personal-data/types';

/** A file that was chosen for a case, and what became of it. */
export type PaperFile = {
  readonly key: string;
  readonly file: File;
  readonly kind: CaseFileKind;
  readonly status: 'chosen' | 'sending' | 'sent' | 'failed';
  readonly problem: string;
};

const KINDS = [
  'request',
  'identity_proof',
  'authorization',
  'other',
] as const satisfies readonly CaseFileKind[];
const MEBIBYTE = 1024 * 1024;

/** What can be said of a file before it is sent; the server looks at what is in it. */
export function problemOf(file: File): string {
  if (file.size === 0) return `“${file.name}”是空文件，请重新选择。`;
  if (file.size > 10 * MEBIBYTE) return `“${file.name}”超过10MB，请压缩或者拆成几个文件。`;
  return '';
}

/** The scan of the paper and the copies of identity papers, sent when the application is filed. */
export function PaperFiles({
  files,
  onChange,
}: {
  files: readonly PaperFile[];
  onChange: (files: readonly PaperFile[]) => void;
}) {
  const input = useRef<HTMLInputElement>(null);
  const change = (key: string, more: Partial<PaperFile>) =>
    onChange(files.map((one) => (one.key === key ? { ...one, ...more } : one)));
  return (
    <Card title="6. 材料">
      <p className="text-ink-soft">
        申请书的扫描件、身份证明的复印件、授权委托书。PDF、图片或者
        Word，每个不超过10MB，加密保存；也可以登记以后再补。
      </p>
      <input
        ref={input}
        type="file"
        multiple
        aria-label="选择材料"
        accept=".pdf,.jpg,.jpeg,.png,.docx"
        className="sr-only"
        tabIndex={-1}
        onChange={(event) => {
          const chosen = [...(event.target.files ?? [])].map(
            (file): PaperFile => ({
              key: `${file.name}-${file.size}-${file.lastModified}-${files.length}`,
              file,
              kind: 'request',
              status: problemOf(file) === '' ? 'chosen' : 'failed',
              problem: problemOf(file),
            }),
          );
          onChange([...files, ...chosen]);
          event.target.value = '';
        }}
      />
      <Button look="quiet" className="mt-2" onClick={() => input.current?.click()}>
        选择文件
      </Button>
      <ul className="mt-2">
        {files.map((one, at) => (
          <li key={one.key} className="border-t border-line py-2">
            <div className="flex flex-wrap items-end gap-x-4 gap-y-1">
              <p className="min-w-0 flex-1 basis-48 wrap-anywhere sm:pb-5">
                {one.file.name}
                <span className="ml-2 text-sm text-ink-soft">
                  {Math.max(1, Math.round(one.file.size / 1024))} KB
                </span>
              </p>
              <div className="basis-44">
                <SelectField
                  id={`paper-${at}`}
                  label="是什么"
                  value={one.kind}
                  disabled={one.status === 'sent'}
                  options={KINDS.map((kind) => [kind, CASE_FILE_KIND_NAMES[kind]] as const)}
                  onChange={(event) => {
                    const kind = KINDS.find((known) => known === event.target.value);
                    if (kind !== undefined) change(one.key, { kind });
                  }}
                />
              </div>
              {one.status === 'sent' ? (
                <p className="py-5 text-ok">已上传</p>
              ) : (
                <Button
                  look="quiet"
                  className="mb-3"
                  aria-label={`去掉“${one.file.name}”`}
                  onClick={() => onChange(files.filter(({ key }) => key !== one.key))}
                >
                  去掉
                </Button>
              )}
            </div>
            {one.problem === '' ? null : (
              <p role="alert" className="font-semibold text-seal">
                {one.problem}
              </p>
            )}
          </li>
        ))}
      </ul>
    </Card>
  );
}
