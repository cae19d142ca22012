import type { DraftFile, FileSlot, IntakeProblem } from '@/lib/applications/types/intake';
import { formatSize } from '@/lib/disclosure/public-site/rules/item-facts';
import { FieldNotes, PlainButton, problemOf } from './fields';

/** A place for files: those brought already stay, each with a button that takes it away. */
export function FileSlotInput({
  slot,
  label,
  hint,
  files,
  most,
  problems,
  fileProblems,
  isOptional = false,
}: {
  slot: FileSlot;
  label: string;
  hint: string;
  files: readonly DraftFile[];
  most: number;
  problems: readonly IntakeProblem[];
  fileProblems: readonly { readonly slot: FileSlot; readonly message: string }[];
  isOptional?: boolean;
}) {
  const own = files.filter((file) => file.slot === slot);
  const refused = fileProblems.filter((problem) => problem.slot === slot);
  const problem = refused.length > 0 ? null : problemOf(problems, slot);
  const isFull = own.length >= most;
  return (
    <div className={`my-5 ${problem === null && refused.length === 0 ? '' : 'border-l-4 border-seal pl-3'}`}>
      <label htmlFor={slot} className="mb-0.5 block font-semibold">
        {label}
        {isOptional && <span className="font-normal text-ink-soft">（选填）</span>}
      </label>
      <FieldNotes name={slot} hint={hint} problem={problem} />
      {refused.map(({ message }) => (
        <p key={message} className="mb-1.5 font-semibold text-seal">
          {message}
        </p>
      ))}
      {own.length > 0 && (
        <ul className="mb-2 divide-y divide-line border border-line">
          {own.map((file) => (
            <li key={file.id} className="flex items-center justify-between gap-3 px-3 py-2">
              <span className="min-w-0 wrap-anywhere">
                {file.name}
                <span className="ml-2 text-sm whitespace-nowrap text-ink-soft">
                  {formatSize(file.size)}，已上传
                </span>
              </span>
              <PlainButton name="remove" value={file.id} label={`删除${file.name}`}>
                删除
              </PlainButton>
            </li>
          ))}
        </ul>
      )}
      {isFull ? (
        <p id={slot} className="text-sm text-ink-soft">
          这里最多{most}个文件。要换，请先删除一个。
        </p>
      ) : (
        <div className="flex flex-wrap items-center gap-2">
          <input
            id={slot}
            type="file"
            name={`file-${slot}`}
            multiple={most > 1}
            accept=".jpg,.jpeg,.png,.pdf,.docx"
            aria-invalid={problem === null ? undefined : true}
            aria-describedby={`${slot}-hint`}
            className="max-w-full min-w-0 flex-auto rounded border border-ink-soft bg-paper p-2 text-base file:mr-3 file:min-h-9 file:rounded file:border-0 file:bg-brand-wash file:px-3 file:text-brand"
          />
          <PlainButton name="do" value="upload" label={`上传${label}`}>
            上传
          </PlainButton>
        </div>
      )}
    </div>
  );
}
