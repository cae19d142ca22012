'use client';

import { useEffect, useState } from 'react';
import { BodyView } from '@/components/disclosure/body-view';
import { Button } from '@/components/ui/button';
import { Checkbox } from '@/components/ui/choice';
import { isEmptyBody } from '@/lib/disclosure/body/rules';
import { adoptedBody } from '@/lib/documents/rules/word-import/adopted-body';
import type { WordImport } from '@/lib/documents/types';
import { RepairReport } from './repair-report';

/** What the author chose to take over beside the text. */
export type Takes = { readonly title: boolean; readonly docNo: boolean };

/** The document as it would become, with the repair report beside it; the author takes it over or not. */
export function WordPreview({
  name,
  imported,
  present,
  isBusy,
  busyText,
  onAdopt,
  onCancel,
}: {
  name: string;
  imported: WordImport;
  /** What stands in the draft now. */
  present: { readonly title: string; readonly docNo: string; readonly isEmpty: boolean };
  isBusy: boolean;
  busyText: string;
  onAdopt: (takes: Takes) => void;
  onCancel: () => void;
}) {
  const [takes, setTakes] = useState<Takes>({
    title: imported.title !== null,
    docNo: imported.docNo !== null,
  });
  const hrefs = useImageAddresses(imported);
  const body = adoptedBody(imported, takes);
  return (
    <>
      <p className="wrap-anywhere">“{name}”已读好，还没有改动稿件。请先看报告和预览，再决定是否采用。</p>
      <div className="mt-3 grid gap-4 md:grid-cols-[minmax(0,1fr)_minmax(0,1.4fr)]">
        <section aria-label="修复报告" className="min-w-0">
          <h3 className="mb-2 font-semibold">修复报告</h3>
          <RepairReport report={imported.report} />
        </section>
        <section aria-label="预览" className="min-w-0">
          <h3 className="mb-2 font-semibold">预览</h3>
          {imported.title ? (
            <Checkbox
              label={<>标题用“{imported.title.text}”</>}
              hint={
                present.title !== '' && present.title !== imported.title.text
                  ? `会替换现在的标题“${present.title}”。不选则留在正文里。`
                  : '不选则留在正文里。'
              }
              checked={takes.title}
              disabled={isBusy}
              onChange={(event) => setTakes({ ...takes, title: event.target.checked })}
            />
          ) : (
            <p className="text-sm text-ink-soft">没有认出标题，请采用后自己填写。</p>
          )}
          {imported.docNo ? (
            <Checkbox
              label={<>文号用“{imported.docNo.text}”</>}
              hint={
                present.docNo !== '' && present.docNo !== imported.docNo.text
                  ? `会替换现在的文号“${present.docNo}”。不选则留在正文里。`
                  : '不选则留在正文里。'
              }
              checked={takes.docNo}
              disabled={isBusy}
              onChange={(event) => setTakes({ ...takes, docNo: event.target.checked })}
            />
          ) : null}
          <section
            aria-label="导入后的正文"
            // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard.
            tabIndex={0}
            className="mt-2 max-h-[50vh] overflow-y-auto border border-line px-3 py-2"
          >
            {isEmptyBody(body) ? (
              <p className="text-ink-soft">（没有文字）</p>
            ) : (
              <BodyView doc={body} fileHref={(sha256) => hrefs.get(sha256) ?? null} />
            )}
          </section>
        </section>
      </div>
      <div className="sticky bottom-[-1rem] -mx-4 mt-4 border-t border-line bg-paper px-4 py-3 sm:bottom-[-1.5rem] sm:-mx-6 sm:px-6">
        <p className="mb-2 text-sm text-ink-soft">
          {present.isEmpty
            ? '采用后仍可修改；原来的 Word 文件不保存。'
            : '采用会替换现在的正文；现在的文字另存为副本，可以恢复。原来的 Word 文件不保存。'}
        </p>
        <div className="flex flex-wrap gap-3">
          <Button disabled={isBusy} onClick={() => onAdopt(takes)}>
            {isBusy ? busyText : '采用'}
          </Button>
          <Button look="quiet" disabled={isBusy} onClick={onCancel}>
            取消
          </Button>
        </div>
      </div>
    </>
  );
}

/** Addresses of the pictures inside this page, for the preview only. */
function useImageAddresses({ images }: WordImport): ReadonlyMap<string, string> {
  const [hrefs, setHrefs] = useState<ReadonlyMap<string, string>>(new Map());
  useEffect(() => {
    const made = new Map(
      images.map((image) => [
        image.sha256,
        URL.createObjectURL(new Blob([image.bytes], { type: image.mediaType })),
      ]),
    );
    setHrefs(made);
    return () => {
      for (const href of made.values()) URL.revokeObjectURL(href);
    };
  }, [images]);
  return hrefs;
}
