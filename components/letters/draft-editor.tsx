'use client';

import { useRouter } from 'next/navigation';
import { type ReactNode, useState } from 'react';
import { attempt } from '@/components/ui/attempt';
import { Button } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { TextArea } from '@/components/ui/field';
import { Notice, RefusalList } from '@/components/ui/notice';
import {
  previewDraftAction,
  saveCaseLetterAction,
  submitCaseLetterAction,
} from '@/lib/applications/letters/actions';
import type { LetterDocument, LetterFields } from '@/lib/letters/types/letters';
import type { FieldDefinition } from '@/lib/letters/types/templates';
import type { Refusal } from '@/lib/platform/result';
import { type Answers, AskedFields } from './asked-fields';
import { PreviewPane } from './preview-pane';
import { usePreview } from './use-preview';

const linesIn = (text: string) =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');

/** The words of a draft beside the letter as it will read. Submitting saves first, so that nothing typed is left out. */
export function DraftEditor({
  letterId,
  revision,
  fields,
  values,
  ownWords: kept,
  isSealedAtOnce,
  present,
  enclosures,
}: {
  letterId: string;
  revision: number;
  fields: readonly FieldDefinition[];
  values: LetterFields;
  ownWords: readonly string[];
  isSealedAtOnce: boolean;
  present: { readonly document: LetterDocument; readonly problems: readonly Refusal[] };
  enclosures: ReactNode;
}) {
  const router = useRouter();
  const [answers, setAnswers] = useState<Answers>(() => asAnswers(fields, values));
  const [ownWords, setOwnWords] = useState(kept.join('\n'));
  const [refusals, setRefusals] = useState<readonly Refusal[]>([]);
  const [said, setSaid] = useState('');
  const [pending, setPending] = useState(false);
  const words = { fields: typedFields(answers), ownWords: linesIn(ownWords) };
  const stored = JSON.stringify({ fields: typedFields(asAnswers(fields, values)), ownWords: kept });
  const isChanged = JSON.stringify(words) !== stored;
  const answer = usePreview(JSON.stringify(words), () =>
    isChanged ? previewDraftAction({ letterId, ...words }) : null,
  );
  const isStale = refusals.some(({ code }) => code === 'stale_letter');

  /** The revision the letter has once what is typed is saved; null where saving was refused. */
  async function save(): Promise<number | null> {
    if (!isChanged) return revision;
    const result = await attempt(() => saveCaseLetterAction({ letterId, revision, ...words }));
    setRefusals(result.ok ? [] : result.refusals);
    return result.ok ? result.value.revision : null;
  }

  async function keep() {
    setPending(true);
    const saved = await save();
    setPending(false);
    if (saved === null) return;
    setSaid('已保存');
    router.refresh();
  }

  async function submit() {
    setPending(true);
    setSaid('');
    const saved = await save();
    if (saved !== null) {
      const result = await attempt(() => submitCaseLetterAction({ letterId, revision: saved }));
      setRefusals(result.ok ? [] : result.refusals);
      router.refresh();
      if (result.ok) window.scrollTo({ top: 0 });
    }
    setPending(false);
  }

  return (
    <div className="grid gap-6 lg:grid-cols-[minmax(0,26rem)_minmax(0,1fr)] lg:items-start">
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <Card title="文书内容">
          <AskedFields
            at="draft"
            fields={fields.map(({ name, ...rest }) => ({ ...rest, label: name }))}
            answers={answers}
            onChange={(key, value) => {
              setSaid('');
              setAnswers((now) => ({ ...now, [key]: value }));
            }}
          />
          <TextArea
            id="draft-own-words"
            label="自己的话（可不填）"
            hint="每行一段，写在正文后面；救济告知由系统写入，不要另写。"
            rows={4}
            value={ownWords}
            onChange={(event) => setOwnWords(event.target.value)}
          />
        </Card>
        {enclosures}
        <RefusalList refusals={refusals} title="没有提交，您填写的内容都还在：" />
        {isStale ? (
          <Notice look="info">
            <Button look="quiet" onClick={() => router.refresh()}>
              查看最新内容
            </Button>
          </Notice>
        ) : null}
        <p role="status" className="text-ok">
          {said}
        </p>
        <div className="grid gap-3">
          <Button type="submit" wide disabled={pending}>
            {pending ? '正在办理…' : isSealedAtOnce ? '编号盖章' : '提交审批'}
          </Button>
          <Button look="quiet" wide disabled={pending || !isChanged} onClick={() => void keep()}>
            {isChanged ? '先保存，以后再提交' : '没有改动'}
          </Button>
        </div>
      </form>
      <PreviewPane answer={isChanged ? answer : null} fallback={present} />
    </div>
  );
}

function asAnswers(fields: readonly FieldDefinition[], values: LetterFields): Answers {
  return Object.fromEntries(
    fields.map(({ key }) => {
      const value = values[key] ?? '';
      return [key, typeof value === 'string' ? value : value.join('\n')];
    }),
  );
}

function typedFields(answers: Answers): Record<string, string> {
  return Object.fromEntries(
    Object.entries(answers).flatMap(([key, value]) => (typeof value === 'string' ? [[key, value]] : [])),
  );
}
