'use client';

import { useState } from 'react';
import { useAct } from '@/components/settings/use-act';
import { Button } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { TextArea } from '@/components/ui/field';
import { Notice, RefusalList } from '@/components/ui/notice';
import { previewTemplateAction, writeTemplateAction } from '@/lib/letters/actions';
import type { TemplatePreview } from '@/lib/letters/queries/preview-template';
import type { LetterCode } from '@/lib/letters/types/letters';
import type { TemplateTexts } from '@/lib/letters/types/templates';
import { LetterPaper } from '../letter-paper';
import { usePreview } from '../use-preview';

/** The words of a template, with the fields that may stand in them, and the letter with made-up answers beside. */
export function TemplateEditor({
  code,
  shipped,
  inForce,
  mayWrite,
}: {
  code: LetterCode;
  shipped: TemplateTexts;
  inForce: TemplateTexts;
  mayWrite: boolean;
}) {
  const [texts, setTexts] = useState<TemplateTexts>(inForce);
  const [reason, setReason] = useState('');
  const { refusals, pending, done, run, errorOf } = useAct();
  const answer = usePreview<TemplatePreview>(JSON.stringify(texts), () =>
    previewTemplateAction({ code, texts }),
  );
  const preview = answer?.ok ? answer.value : null;
  const isChanged = Object.entries(inForce).some(([key, text]) => texts[key] !== text);
  const problemOf = (key: string) =>
    errorOf(`texts.${key}`) ?? preview?.refusals.find(({ field }) => field === `texts.${key}`)?.message;
  const keys = Object.keys(shipped);
  return (
    <div className="grid gap-6 lg:grid-cols-2 lg:items-start">
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void run(() => writeTemplateAction({ code, texts: changedFrom(shipped, texts), reason })).then(
            (isDone) => isDone && setReason(''),
          );
        }}
      >
        <Card title="模板文字">
          <p className="text-sm text-ink-soft">
            花括号里是合并字段，发文时由系统换成案卷里的内容。首段、清单、救济告知和落款由系统写入，不在这里。
          </p>
          {keys.map((key, at) => (
            <div key={key}>
              <TextArea
                id={`template-${key}`}
                label={`第${at + 1}段`}
                rows={6}
                disabled={!mayWrite}
                error={problemOf(key)}
                value={texts[key] ?? ''}
                onChange={(event) => setTexts((present) => ({ ...present, [key]: event.target.value }))}
              />
              {texts[key] === shipped[key] || !mayWrite ? null : (
                <Button
                  look="quiet"
                  onClick={() => setTexts((present) => ({ ...present, [key]: shipped[key] ?? '' }))}
                >
                  恢复系统自带的文字
                </Button>
              )}
            </div>
          ))}
          {preview === null ? null : (
            <details className="my-3">
              <summary className="cursor-pointer font-semibold">
                可以使用的合并字段（{preview.names.length}个）
              </summary>
              <ul className="mt-2 flex flex-wrap gap-2">
                {preview.names.map((name) => (
                  <li key={name} className="rounded bg-ground px-2 py-1 font-mono text-sm">
                    {`{${name}}`}
                  </li>
                ))}
              </ul>
            </details>
          )}
          {mayWrite ? (
            <TextArea
              id="template-reason"
              label="修改理由"
              required
              rows={2}
              error={errorOf('reason')}
              value={reason}
              onChange={(event) => setReason(event.target.value)}
            />
          ) : (
            <Notice look="info">由承办人、法制审核人或者工作机构负责人修改。</Notice>
          )}
          <RefusalList
            refusals={refusals.filter(({ field }) => !field?.startsWith('texts.') && field !== 'reason')}
          />
          {done ? (
            <Notice look="ok">已提交，由另一人（工作机构负责人或者法制审核人）确认后生效。</Notice>
          ) : null}
          {mayWrite ? (
            <Button type="submit" wide disabled={pending || !isChanged}>
              {pending ? '正在提交…' : isChanged ? '提交新的一版' : '文字没有变化'}
            </Button>
          ) : null}
        </Card>
      </form>
      <section aria-label="用编造的例子预览">
        <h2 className="mb-2 text-lg font-semibold">预览（例子是编造的）</h2>
        {preview === null ? (
          <p role="status" className="border border-line bg-paper p-6 text-ink-soft">
            {answer?.ok === false ? answer.refusals.map(({ message }) => message).join(' ') : '正在生成预览…'}
          </p>
        ) : (
          <LetterPaper document={preview.document} seal={null} />
        )}
      </section>
    </div>
  );
}

/** Only what differs from the shipped words is the organ's own. */
function changedFrom(shipped: TemplateTexts, texts: TemplateTexts): TemplateTexts {
  return Object.fromEntries(Object.entries(texts).filter(([key, text]) => text !== shipped[key]));
}
