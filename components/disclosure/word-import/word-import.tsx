'use client';

import { useId, useRef, useState } from 'react';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { Notice } from '@/components/ui/notice';
import { isEmptyBody } from '@/lib/disclosure/body/rules';
import { adoptedBody } from '@/lib/documents/rules/word-import/adopted-body';
import type { WordImport as Imported } from '@/lib/documents/types';
import type { ItemEditing } from '../item-editor/use-item-editing';
import { sendWord } from './send-word';
import { type Takes, WordPreview } from './word-preview';

type Step =
  | { readonly at: 'choose'; readonly error: string | null }
  | { readonly at: 'reading'; readonly name: string }
  | {
      readonly at: 'preview';
      readonly name: string;
      readonly imported: Imported;
      readonly error: string | null;
    };

const CHOOSE: Step = { at: 'choose', error: null };

/**
 * “从 Word 导入”: choose a .docx, look at what it becomes and what was repaired, take it over or leave it. Nothing is
 * changed before that.
 */
export function WordImport({ editing }: { editing: ItemEditing }) {
  const { props, content, uploadImage, adoptImport } = editing;
  const [isOpen, setIsOpen] = useState(props.startsWithWord);
  const [step, setStep] = useState<Step>(CHOOSE);
  const [busyText, setBusyText] = useState<string | null>(null);
  const input = useRef<HTMLInputElement>(null);
  const id = useId();

  function end() {
    setBusyText(null);
    setIsOpen(false);
    setStep(CHOOSE);
    // Opened by the address once; not again when the page is loaded anew.
    if (props.startsWithWord) window.history.replaceState(null, '', window.location.pathname);
  }

  function close() {
    if (busyText === null) end();
  }

  async function read(file: File) {
    setStep({ at: 'reading', name: file.name });
    const result = await sendWord(props.filesPath, file);
    // Closed meanwhile: the answer has no one to be shown to.
    setStep((now) => {
      if (now.at !== 'reading' || now.name !== file.name) return now;
      return result.ok
        ? { at: 'preview', name: file.name, imported: result.value, error: null }
        : { at: 'choose', error: result.refusals.map((refusal) => refusal.message).join('') };
    });
  }

  async function adopt(name: string, imported: Imported, takes: Takes) {
    for (const [at, image] of imported.images.entries()) {
      setBusyText(`正在上传图片（${at + 1}/${imported.images.length}）…`);
      const result = await uploadImage(new File([image.bytes], image.name, { type: image.mediaType }));
      if ('error' in result) {
        setBusyText(null);
        setStep({ at: 'preview', name, imported, error: `${result.error}稿件没有改动，可以再点“采用”。` });
        return;
      }
    }
    adoptImport({
      body: adoptedBody(imported, takes),
      ...(takes.title && imported.title ? { title: imported.title.text } : {}),
      ...(takes.docNo && imported.docNo ? { doc_no: imported.docNo.text } : {}),
    });
    end();
  }

  return (
    <>
      <Button look="quiet" onClick={() => setIsOpen(true)}>
        从 Word 导入
      </Button>
      <Dialog
        isOpen={isOpen}
        title="从 Word 导入"
        size={step.at === 'preview' ? 'wide' : 'narrow'}
        onClose={close}
      >
        {step.at === 'preview' ? (
          <>
            {step.error ? <Notice look="error" title={step.error} /> : null}
            <WordPreview
              name={step.name}
              imported={step.imported}
              present={{ title: content.title, docNo: content.doc_no, isEmpty: isEmptyBody(content.body) }}
              isBusy={busyText !== null}
              busyText={busyText ?? ''}
              onAdopt={(takes) => void adopt(step.name, step.imported, takes)}
              onCancel={close}
            />
          </>
        ) : (
          <>
            <p>
              导入标题、文号、正文、表格和图片，并列出修订、批注、隐藏文字和没有导入的内容。看过以后再决定是否采用。
            </p>
            {step.at === 'choose' && step.error ? <Notice look="error" title={step.error} /> : null}
            <label htmlFor={id} className="mt-3 mb-1 block font-semibold">
              Word 文件（.docx，不超过20MB）
            </label>
            <input
              ref={input}
              id={id}
              type="file"
              className="min-h-11 w-full rounded border border-ink-soft bg-paper px-3 py-2"
              disabled={step.at === 'reading'}
              onChange={(event) => {
                const file = event.target.files?.[0];
                // The same file may be chosen again after it was changed.
                event.target.value = '';
                if (file) void read(file);
              }}
            />
            <p role="status" className="mt-2 min-h-6 text-ink-soft wrap-anywhere">
              {step.at === 'reading' ? `正在读“${step.name}”…` : ''}
            </p>
            <div className="mt-2">
              <Button look="quiet" onClick={close}>
                取消
              </Button>
            </div>
          </>
        )}
      </Dialog>
    </>
  );
}
