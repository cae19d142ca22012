'use client';

import { useId, useRef, useState } from 'react';
import { Button } from '@/components/ui/button';
import { Notice } from '@/components/ui/notice';
import { FILE_KINDS, MAX_FILE_BYTES } from '@/lib/disclosure/rules/file-kinds';
import { fileNameSchema } from '@/lib/disclosure/schema';
import type { ContentAttachment } from '@/lib/disclosure/types';
import { uniqueName } from './content-parts';
import { sendFile } from './upload-file';

/** What the server found worth saying about a file that it took. */
type FileNotes = { readonly sha256: string; readonly name: string; readonly sentences: readonly string[] };
type Upload = { id: number; name: string; share: number; error: string | null };

const SMALL =
  'min-h-11 rounded-md border border-line bg-paper px-3 text-sm text-brand disabled:text-ink-soft disabled:opacity-60';

function sizeText(bytes: number): string {
  return bytes < 1024 * 1024
    ? `${Math.max(1, Math.round(bytes / 1024))} KB`
    : `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}

/** The ending stays, since it says what the file is: only what stands before it can be renamed. */
function splitName(name: string): [stem: string, ending: string] {
  const dot = name.lastIndexOf('.');
  return dot > 0 ? [name.slice(0, dot), name.slice(dot)] : [name, ''];
}

/** The listed attachments in their order: upload with progress, rename, move, remove. `change` gets the newest list. */
export function AttachmentList({
  files,
  filesPath,
  errors,
  change,
  onUploaded,
}: {
  files: readonly ContentAttachment[];
  filesPath: string;
  errors: readonly string[];
  change: (edit: (files: readonly ContentAttachment[]) => readonly ContentAttachment[]) => void;
  onUploaded: (file: ContentAttachment) => void;
}) {
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const counter = useRef(0);
  const [uploads, setUploads] = useState<readonly Upload[]>([]);
  const [said, setSaid] = useState('');
  const [notes, setNotes] = useState<readonly FileNotes[]>([]);

  const update = (uploadId: number, next: Partial<Upload>) =>
    setUploads((known) => known.map((one) => (one.id === uploadId ? { ...one, ...next } : one)));

  async function send(file: File) {
    counter.current += 1;
    const uploadId = counter.current;
    setUploads((known) => [...known, { id: uploadId, name: file.name, share: 0, error: null }]);
    if (file.size > MAX_FILE_BYTES) {
      return update(uploadId, { error: `“${file.name}”超过50MB，请压缩或拆分后再上传。` });
    }
    const result = await sendFile(filesPath, file, {
      inline: false,
      onProgress: (share) => update(uploadId, { share }),
    });
    if (!result.ok) {
      return update(uploadId, { error: result.refusals.map((refusal) => refusal.message).join('') });
    }
    setUploads((known) => known.filter((one) => one.id !== uploadId));
    const { notes: sentences, ...taken } = result.value;
    onUploaded(taken);
    change((known) => {
      const name = uniqueName(taken.name, new Set(known.map((one) => one.name)));
      return [...known, { ...taken, name, inline: false }];
    });
    if (sentences.length > 0) {
      setNotes((known) => [...known, { sha256: taken.sha256, name: file.name, sentences }]);
    }
    setSaid(`“${file.name}”已上传。`);
  }

  async function sendAll(list: readonly File[]) {
    // One after another: the order in which they were chosen is the order in which they are listed.
    for (const file of list) await send(file);
  }

  function move(from: number, by: -1 | 1) {
    const moved = files[from];
    change((known) => {
      const next = [...known];
      const [file] = next.splice(from, 1);
      if (file) next.splice(from + by, 0, file);
      return next;
    });
    if (moved) setSaid(`“${moved.name}”现在是第 ${from + by + 1} 个附件。`);
  }

  return (
    <div id="f-attachments" tabIndex={-1}>
      {errors.map((error) => (
        <p key={error} className="mb-2 font-semibold text-seal">
          {error}
        </p>
      ))}
      {files.length === 0 ? <p className="text-ink-soft">还没有附件。</p> : null}
      <ol className="grid gap-2">
        {files.map((file, at) => (
          <AttachmentRow
            // The same bytes may be listed twice, under two names.
            key={`${file.sha256}-${files.slice(0, at).filter((other) => other.sha256 === file.sha256).length}`}
            file={file}
            number={at + 1}
            count={files.length}
            href={`${filesPath}/${file.sha256}`}
            takenNames={files.filter((_, other) => other !== at).map((other) => other.name)}
            onRename={(name) =>
              change((known) => known.map((one, other) => (other === at ? { ...one, name } : one)))
            }
            onMove={(by) => move(at, by)}
            onRemove={() => {
              change((known) => known.filter((_, other) => other !== at));
              setSaid(`“${file.name}”已移除。`);
            }}
          />
        ))}
      </ol>
      <ul className="mt-2 grid gap-2">
        {uploads.map((upload) => (
          <li key={upload.id} className="border border-line px-3 py-2">
            {upload.error === null ? (
              <label className="block">
                正在上传“{upload.name}”
                <progress className="ml-2 align-middle accent-brand" max={1} value={upload.share}>
                  {Math.round(upload.share * 100)}%
                </progress>
                <span className="ml-2 tabular-nums">{Math.round(upload.share * 100)}%</span>
              </label>
            ) : (
              <div className="flex flex-wrap items-center gap-3">
                <p role="alert" className="min-w-0 flex-1 text-seal wrap-anywhere">
                  {upload.error}
                </p>
                <button
                  type="button"
                  className={SMALL}
                  onClick={() => setUploads((known) => known.filter((one) => one.id !== upload.id))}
                >
                  知道了
                </button>
              </div>
            )}
          </li>
        ))}
      </ul>
      {notes
        .filter((note) => files.some((file) => file.sha256 === note.sha256))
        .map((note) => (
          <Notice key={note.sha256} look="warn" title={`“${note.name}”已上传，请注意：`}>
            {note.sentences.map((sentence) => (
              <p key={sentence}>{sentence}</p>
            ))}
          </Notice>
        ))}
      <p role="status" className="sr-only">
        {said}
      </p>
      <label htmlFor={id} className="sr-only">
        选择要上传的附件
      </label>
      <input
        ref={input}
        id={id}
        type="file"
        multiple
        tabIndex={-1}
        className="sr-only"
        accept={Object.keys(FILE_KINDS)
          .map((ending) => `.${ending}`)
          .join(',')}
        onChange={(event) => {
          const chosen = [...(event.target.files ?? [])];
          event.target.value = '';
          void sendAll(chosen);
        }}
      />
      <div className="mt-3">
        <Button look="quiet" onClick={() => input.current?.click()}>
          上传附件
        </Button>
        <p className="mt-1 text-sm text-ink-soft">
          单个文件不超过 50MB；可一次选择多个。名称会公开，请写清内容。
        </p>
      </div>
    </div>
  );
}

function AttachmentRow({
  file,
  number,
  count,
  href,
  takenNames,
  onRename,
  onMove,
  onRemove,
}: {
  file: ContentAttachment;
  number: number;
  count: number;
  href: string;
  takenNames: readonly string[];
  onRename: (name: string) => void;
  onMove: (by: -1 | 1) => void;
  onRemove: () => void;
}) {
  const id = useId();
  const [stem, ending] = splitName(file.name);
  const [typed, setTyped] = useState<string | null>(null);
  const wanted = `${(typed ?? stem).trim()}${ending}`;
  const check = fileNameSchema.safeParse(wanted);
  const error =
    typed === null
      ? null
      : typed.trim() === ''
        ? '文件名不能为空。'
        : takenNames.includes(wanted)
          ? '已有同名附件，请换一个名称。'
          : check.success
            ? null
            : (check.error.issues[0]?.message ?? '文件名不允许。');
  return (
    <li className="border border-line px-3 py-2">
      <div className="flex flex-wrap items-center gap-2">
        <span className="w-8 shrink-0 text-ink-soft tabular-nums">{number}.</span>
        <label htmlFor={id} className="sr-only">
          第 {number} 个附件的名称
        </label>
        <input
          id={id}
          className="min-h-11 min-w-40 flex-1 rounded-md border border-ink-soft px-3 aria-invalid:border-2 aria-invalid:border-seal"
          value={typed ?? stem}
          aria-invalid={error ? true : undefined}
          aria-describedby={error ? `${id}-error` : undefined}
          onChange={(event) => {
            const text = event.target.value;
            const name = `${text.trim()}${ending}`;
            setTyped(text);
            if (text.trim() !== '' && !takenNames.includes(name) && fileNameSchema.safeParse(name).success)
              onRename(name);
          }}
          onBlur={() => {
            if (error === null) setTyped(null);
          }}
        />
        <span className="text-sm whitespace-nowrap text-ink-soft">
          {ending}　{sizeText(file.size)}
        </span>
      </div>
      {error ? (
        <p id={`${id}-error`} className="mt-1 text-sm font-semibold text-seal">
          {error}改好之前仍用原名“{file.name}”。
        </p>
      ) : null}
      <div className="mt-2 flex flex-wrap gap-2">
        <button type="button" className={SMALL} disabled={number === 1} onClick={() => onMove(-1)}>
          上移<span className="sr-only">“{file.name}”</span>
        </button>
        <button type="button" className={SMALL} disabled={number === count} onClick={() => onMove(1)}>
          下移<span className="sr-only">“{file.name}”</span>
        </button>
        <a
          href={href}
          target="_blank"
          rel="noopener"
          className={`${SMALL} inline-flex items-center no-underline`}
        >
          打开<span className="sr-only">“{file.name}”（新窗口）</span>
        </a>
        <button type="button" className={SMALL} onClick={onRemove}>
          移除<span className="sr-only">“{file.name}”</span>
        </button>
      </div>
    </li>
  );
}
