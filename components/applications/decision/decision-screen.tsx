'use client';

import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { type Answers, AskedFields } from '@/components/letters/asked-fields';
import { attempt } from '@/components/ui/attempt';
import { Button } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { ConfirmButton } from '@/components/ui/confirm-dialog';
import { TextArea } from '@/components/ui/field';
import { Notice, RefusalList } from '@/components/ui/notice';
import { decideCaseAction } from '@/lib/applications/letters/actions';
import type { DecisionForm, OutcomeChoice } from '@/lib/applications/letters/types';
import type { Refusal } from '@/lib/platform/result';
import { linesIn } from '../procedure/needs';
import { Consequences, consequenceWords } from './consequences';
import { EarlierReply } from './earlier-reply';
import { EvidenceList } from './evidence-list';
import { OutcomePicker } from './outcome-picker';
import { draftsOf, type PartDraft, partsOf, WithheldParts } from './withheld-parts';

/** Chooses how a case ends, with all that follows from it shown before it is confirmed. */
export function DecisionScreen({ form }: { form: DecisionForm }) {
  const router = useRouter();
  const { former } = form;
  const [chosen, setChosen] = useState<string | null>(former?.key ?? null);
  /** Answers of every row that was tried, so that going back loses nothing. */
  const [answers, setAnswers] = useState<Readonly<Record<string, Answers>>>(() =>
    former === null ? {} : { [former.key]: asAnswers(former.grounds) },
  );
  const [files, setFiles] = useState(form.files);
  const [evidence, setEvidence] = useState<Readonly<Record<string, string>>>(former?.evidenceFiles ?? {});
  const [parts, setParts] = useState<readonly PartDraft[]>(() => draftsOf(former?.partialGrounds ?? []));
  const [publicInterest, setPublicInterest] = useState(former?.publicInterest ?? '');
  const [ownWords, setOwnWords] = useState(former?.ownWords.join('\n') ?? '');
  const [refusals, setRefusals] = useState<readonly Refusal[]>([]);
  const [pending, setPending] = useState(false);
  const choice = form.choices.find(({ key }) => key === chosen) ?? null;
  const own = choice === null ? {} : { ...asAnswers(choice.known), ...answers[choice.key] };
  const isGiven = choice?.outcome === 'public' || choice?.outcome === 'partial';
  const isStale = refusals.some(({ code }) => code === 'stale_case');

  async function decide(): Promise<boolean> {
    if (choice === null) return false;
    setPending(true);
    const wanted = choice.evidence.filter(({ by }) => by === 'file').map(({ key }) => key);
    const result = await attempt(() =>
      decideCaseAction({
        caseId: form.caseId,
        seenSeq: form.seenSeq,
        outcome: choice.outcome,
        subOutcome: choice.subOutcome,
        grounds: own,
        partialGrounds: choice.outcome === 'partial' ? partsOf(parts) : [],
        evidenceFiles: Object.fromEntries(
          Object.entries(evidence).filter(([key, id]) => wanted.includes(key) && id !== ''),
        ),
        publicInterest: isGiven && form.hasObjection ? publicInterest : '',
        ownWords: linesIn(ownWords),
      }),
    );
    setPending(false);
    setRefusals(result.ok ? [] : result.refusals);
    if (result.ok) {
      const { letterId } = result.value;
      const base = `/office/applications/${form.caseId}`;
      router.push(letterId === null ? `${base}/decide` : `${base}/letters/${letterId}`);
      if (letterId === null) router.refresh();
    }
    // Refused or done, the dialog closes: why stands in the form.
    return true;
  }

  return (
    <div className="grid gap-6 lg:grid-cols-[minmax(0,1fr)_minmax(0,22rem)] lg:items-start">
      <div className="min-w-0">
        {form.warnings.map(({ code, message }) => (
          <Notice key={code} look="warn">
            {message}
          </Notice>
        ))}
        {former === null ? null : (
          <Notice look="warn" title="上次的决定被退回或者放弃，填写的内容都在下面：">
            {former.opinion ? (
              <p className="wrap-anywhere whitespace-pre-wrap">退回的理由：{former.opinion}</p>
            ) : null}
          </Notice>
        )}
        {form.merged.length > 0 ? (
          <Notice look="info">这份答复同时答复合并的申请：{form.merged.join('、')}。</Notice>
        ) : null}
        <Card title="申请内容">
          <p className="wrap-anywhere whitespace-pre-wrap">{form.request}</p>
        </Card>
        <OutcomePicker
          choices={form.choices}
          chosen={chosen}
          onChoose={(key) => {
            setChosen(key);
            setRefusals([]);
          }}
        />
        {choice === null ? null : (
          <>
            <div className="lg:hidden">
              <Consequences choice={choice} parts={parts} form={form} />
            </div>
            <EvidenceList
              caseId={form.caseId}
              choice={choice}
              files={files}
              picked={evidence}
              searches={form.searches}
              consultations={form.consultations}
              onPick={(key, id) => setEvidence((present) => ({ ...present, [key]: id }))}
              onUploaded={(file) => {
                setFiles((present) => [...present, file]);
                // The file is an act on the case: the form goes on from the case as it is now.
                router.refresh();
              }}
            />
            {choice.evidence.some(({ key }) => key === 'earlier_reply') ? (
              <EarlierReply caseId={form.caseId} earlier={form.earlier} />
            ) : null}
            {choice.grounds.length > 0 ? (
              <Card title="写明理由和事实">
                <AskedFields
                  at="ground"
                  fields={choice.grounds}
                  answers={own}
                  onChange={(key, value) =>
                    setAnswers((present) => ({ ...present, [choice.key]: { ...own, [key]: value } }))
                  }
                />
              </Card>
            ) : null}
            {choice.outcome === 'partial' ? (
              <WithheldParts grounds={form.withheld} parts={parts} onChange={setParts} />
            ) : null}
            {isGiven && form.hasObjection ? (
              <Card title="第三方以合理理由不同意公开">
                <TextArea
                  id="public-interest"
                  label="不公开可能对公共利益造成的重大影响"
                  hint="《条例》第三十二条；答复发出以前，还要先向第三方送达公开决定告知书（L09）。"
                  required
                  value={publicInterest}
                  onChange={(event) => setPublicInterest(event.target.value)}
                />
              </Card>
            ) : null}
            {choice.letter === null ? null : (
              <Card title="补充说明">
                <TextArea
                  id="own-words"
                  label="自己的话（可不填）"
                  hint="每行一段，写在答复正文后面；救济告知由系统写入，不要另写。"
                  value={ownWords}
                  onChange={(event) => setOwnWords(event.target.value)}
                />
              </Card>
            )}
            <RefusalList refusals={refusals} title="还不能作出决定，您填写的内容都还在：" />
            {isStale ? (
              <Button look="quiet" className="mb-3" onClick={() => router.refresh()}>
                查看最新内容
              </Button>
            ) : null}
            <ConfirmButton
              wide
              look="primary"
              label={choice.letter === null ? '作出决定' : '作出决定，起草答复'}
              title="请核对这样选择的后果"
              confirmLabel="确认"
              pending={pending}
              onConfirm={decide}
            >
              <p className="font-semibold">{choice.label}</p>
              <p className="mt-2">{consequenceWords(choice, parts, form)}</p>
            </ConfirmButton>
          </>
        )}
      </div>
      <aside className="max-lg:hidden lg:sticky lg:top-4">
        {choice === null ? (
          <p className="border border-line bg-paper p-4 text-ink-soft">
            选定处理结果后，这里显示依据、文书、审批环节、救济告知和年度报告表三的格子。
          </p>
        ) : (
          <Consequences choice={choice} parts={parts} form={form} />
        )}
      </aside>
    </div>
  );
}

/** Answers as a form holds them: lists as lines. */
function asAnswers(grounds: OutcomeChoice['known']): Answers {
  return Object.fromEntries(
    Object.entries(grounds).map(([key, value]) => [
      key,
      typeof value === 'string' || typeof value === 'boolean' ? value : value.join('\n'),
    ]),
  );
}
