'use client';

import { type ReactNode, useId, useState } from 'react';
import { LINK_REFUSED } from '@/lib/disclosure/body/messages';
import { linkHref } from '@/lib/disclosure/body/normal-form/rules';
import { BODY_LIMITS } from '@/lib/disclosure/body/types';

const fieldLook =
  'min-h-11 w-full rounded border border-line bg-paper px-3 text-base focus-visible:outline-3 focus-visible:outline-brand';
const mainLook =
  'min-h-11 rounded border border-brand bg-brand px-4 font-semibold text-paper focus-visible:outline-3 focus-visible:outline-offset-2 focus-visible:outline-brand disabled:opacity-60';
const quietLook =
  'min-h-11 rounded border border-brand bg-paper px-4 text-brand focus-visible:outline-3 focus-visible:outline-offset-2 focus-visible:outline-brand';

/**
 * A small form inside the editor. Not a `<form>`: the editor itself usually stands in one, and forms can't nest.
 * Enter in a field does what the main button does, Escape closes.
 */
function InlineForm({
  label,
  error,
  onSubmit,
  onClose,
  children,
}: {
  label: string;
  error: string | null;
  onSubmit: () => void;
  onClose: () => void;
  children: ReactNode;
}) {
  return (
    <fieldset
      aria-label={label}
      className="border-b border-line bg-ground p-3"
      onKeyDown={(event) => {
        if (event.key === 'Escape') onClose();
        else if (
          event.key === 'Enter' &&
          event.target instanceof HTMLInputElement &&
          !event.nativeEvent.isComposing
        ) {
          event.preventDefault();
          onSubmit();
        }
      }}
    >
      {children}
      <p role="alert" className="mt-2 text-seal empty:hidden">
        {error}
      </p>
    </fieldset>
  );
}

/** Asks for the address of a link. `href` is the present address, or empty. */
export function LinkForm({
  href,
  onSet,
  onRemove,
  onClose,
}: {
  href: string;
  onSet: (href: string) => void;
  onRemove: () => void;
  onClose: () => void;
}) {
  const id = useId();
  const [address, setAddress] = useState(href);
  const [error, setError] = useState<string | null>(null);
  const submit = () => {
    const typed = address.trim();
    // People type www.gov.cn; with a scheme it is an address.
    const allowed =
      linkHref(typed) ??
      (/^[\w-]+(?:\.[\w-]+)+(?:[/?#:]|$)/.test(typed) ? linkHref(`https://${typed}`) : null);
    if (allowed === null) setError(LINK_REFUSED);
    else onSet(allowed);
  };
  return (
    <InlineForm label="链接" error={error} onSubmit={submit} onClose={onClose}>
      <label htmlFor={id} className="mb-1 block">
        链接地址
      </label>
      <div className="flex flex-col gap-2 sm:flex-row">
        <input
          id={id}
          className={fieldLook}
          // biome-ignore lint/a11y/noAutofocus: the form opens because its button was pressed; typing goes on here.
          autoFocus
          inputMode="url"
          autoComplete="off"
          placeholder="https://"
          value={address}
          onChange={(event) => setAddress(event.target.value)}
        />
        <div className="flex shrink-0 gap-2">
          <button type="button" className={mainLook} onClick={submit}>
            确定
          </button>
          {href !== '' && (
            <button type="button" className={quietLook} onClick={onRemove}>
              去掉链接
            </button>
          )}
          <button type="button" className={quietLook} onClick={onClose}>
            取消
          </button>
        </div>
      </div>
    </InlineForm>
  );
}

export type UploadImage = (file: File) => Promise<{ file: string; alt: string } | { error: string }>;

/** Asks for an image and for the words that stand for it. `initialFile` is one that was pasted or dropped. */
export function ImageForm({
  initialFile,
  onUploadImage,
  onInsert,
  onClose,
}: {
  initialFile: File | null;
  onUploadImage: UploadImage;
  onInsert: (image: { file: string; alt: string }) => void;
  onClose: () => void;
}) {
  const fileId = useId();
  const altId = useId();
  const [file, setFile] = useState<File | null>(initialFile);
  const [alt, setAlt] = useState('');
  const [error, setError] = useState<string | null>(null);
  const [isBusy, setIsBusy] = useState(false);
  const submit = async () => {
    if (isBusy) return;
    if (!file) return setError('请先选择图片。');
    if (alt.trim() === '') return setError('请写一句话说明图片内容，供看不到图片的人了解。');
    setIsBusy(true);
    setError(null);
    try {
      const uploaded = await onUploadImage(file);
      if ('error' in uploaded) setError(uploaded.error);
      else onInsert({ file: uploaded.file, alt: alt.trim() });
    } catch {
      setError('图片没有上传成功，请检查网络后再试。');
    } finally {
      setIsBusy(false);
    }
  };
  return (
    <InlineForm label="图片" error={error} onSubmit={() => void submit()} onClose={onClose}>
      <div className="grid gap-2 sm:grid-cols-2">
        <div>
          <label htmlFor={fileId} className="mb-1 block">
            图片文件（JPG、PNG）
          </label>
          <input
            id={fileId}
            className={`${fieldLook} py-2`}
            // biome-ignore lint/a11y/noAutofocus: the form opens because its button was pressed; choosing goes on here.
            autoFocus
            type="file"
            accept="image/png,image/jpeg"
            onChange={(event) => setFile(event.target.files?.[0] ?? null)}
          />
          {file && initialFile === file && <p className="mt-1 text-sm text-ink-soft">已选：{file.name}</p>}
        </div>
        <div>
          <label htmlFor={altId} className="mb-1 block">
            图片说明（替代文字）
          </label>
          <input
            id={altId}
            className={fieldLook}
            autoComplete="off"
            maxLength={BODY_LIMITS.altLength}
            value={alt}
            onChange={(event) => setAlt(event.target.value)}
          />
        </div>
      </div>
      <div className="mt-2 flex gap-2">
        <button type="button" className={mainLook} disabled={isBusy} onClick={() => void submit()}>
          {isBusy ? '正在上传…' : '上传并插入'}
        </button>
        <button type="button" className={quietLook} onClick={onClose}>
          取消
        </button>
      </div>
    </InlineForm>
  );
}
