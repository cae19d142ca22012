'use client';

import { useState } from 'react';
import { attempt } from '@/components/ui/attempt';
import { Button } from '@/components/ui/button';
import { ConfirmButton } from '@/components/ui/confirm-dialog';
import { TextArea } from '@/components/ui/field';
import { Notice, RefusalList } from '@/components/ui/notice';
import { loadHolidayNoticeAction, previewHolidayNoticeAction } from '@/lib/settings/actions';
import type { NoticePreviewView } from '@/lib/settings/commands/holiday-notice';
import { useAct } from '../use-act';
import { NoticePreview } from './notice-preview';

const EXAMPLE = `{
  "year": 2027,
  "number": "国办发明电〔2026〕×号",
  "title": "国务院办公厅关于2027年部分节假日安排的通知",
  "issuedOn": "2026-11-05",
  "days": [
    { "date": "2027-01-01", "kind": "holiday", "name": "元旦" },
    { "date": "2027-01-03", "kind": "makeup_workday", "name": "元旦" }
  ]
}`;

/** Takes a notice, shows what it would move, and loads it once that has been seen. */
export function LoadNoticeForm() {
  const [text, setText] = useState('');
  const [preview, setPreview] = useState<NoticePreviewView | null>(null);
  const [loaded, setLoaded] = useState<string | null>(null);
  const { refusals, setRefusals, pending, run, errorOf } = useAct();

  /** Another text is another notice: its preview is still to be made. */
  function write(next: string) {
    setText(next);
    setPreview(null);
    setLoaded(null);
    setRefusals([]);
  }

  async function look() {
    const result = await attempt(() => previewHolidayNoticeAction({ text }));
    setRefusals(result.ok ? [] : result.refusals);
    setPreview(result.ok ? result.value : null);
  }

  async function load({ seenVersion }: NoticePreviewView): Promise<boolean> {
    let sentence = '';
    const isLoaded = await run(async () => {
      const result = await loadHolidayNoticeAction({ text, seenVersion });
      if (result.ok) {
        const { version, cases, moved } = result.value;
        sentence = `现在是第 ${version} 版。重算了 ${cases} 件在办申请，${moved} 件的期限有变动，都已记录。`;
      }
      return result;
    });
    if (!isLoaded) return false;
    write('');
    setLoaded(sentence);
    return true;
  }

  return (
    <form
      aria-label="载入放假通知"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void look();
      }}
    >
      {loaded === null ? null : (
        <Notice look="ok" title="已载入">
          <p>{loaded}</p>
        </Notice>
      )}
      <TextArea
        id="notice-text"
        label="通知的全部日期（JSON）"
        required
        rows={8}
        spellCheck={false}
        value={text}
        error={errorOf('text')}
        hint={
          <>
            逐日写明放假（holiday，含连休的周末）和调休上班（makeup_workday）的日期。年内调整的通知只写它改变的日子。
            也可以
            <label className="mx-1 inline-flex min-h-11 cursor-pointer items-center font-semibold text-brand underline focus-within:outline-3 focus-within:outline-brand">
              选择文件
              <input
                type="file"
                accept=".json,application/json"
                className="sr-only"
                onChange={(event) => void event.target.files?.[0]?.text().then(write)}
              />
            </label>
            。
          </>
        }
        onChange={(event) => write(event.target.value)}
      />
      <details className="mb-3">
        <summary className="min-h-11 cursor-pointer py-2 text-brand">样例</summary>
        <pre className="border border-line bg-ground p-3 text-sm break-all whitespace-pre-wrap">
          {EXAMPLE}
        </pre>
      </details>
      <RefusalList refusals={refusals} />
      {preview === null ? (
        <Button type="submit" disabled={pending}>
          预览变动
        </Button>
      ) : (
        <>
          <NoticePreview preview={preview} />
          <ConfirmButton
            label="载入这份通知"
            title={`载入${preview.notice.number}`}
            confirmLabel="核对无误，载入"
            look="primary"
            pending={pending}
            onConfirm={() => load(preview)}
          >
            <p>
              载入后不能撤销：日历成为新的一版，{preview.cases} 件在办申请全部重算，其中 {preview.moved}{' '}
              件的期限变动，原日期、新日期和理由都留下记录。请先与国务院办公厅的通知原文逐日核对。
            </p>
          </ConfirmButton>
        </>
      )}
    </form>
  );
}
