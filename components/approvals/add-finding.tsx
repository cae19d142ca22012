'use client';

import { useRouter } from 'next/navigation';
import { useEffect, useState } from 'react';
import { attempt } from '@/components/ui/attempt';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { SelectField, TextArea, TextField } from '@/components/ui/field';
import { RefusalList } from '@/components/ui/notice';
import { addFindingAction } from '@/lib/disclosure/actions';
import type { PlaceChoice } from '@/lib/disclosure/queries/get-proof';
import type { Refusal } from '@/lib/platform/result';
import { FINDING_KIND_NAMES, SEVERITY_NAMES } from '@/lib/proofreading/messages';
import { REASON_LENGTH, SEVERITIES, type Severity, type StoredFindingKind } from '@/lib/proofreading/types';
import type { MarkedWords } from './page-places';
import type { ProofSeat } from './proof-seat';

/** What a reviewer usually finds, in the order in which it is looked for. */
const KINDS: readonly StoredFindingKind[] = [
  'typo',
  'number',
  'date',
  'protected_name',
  'protected_term',
  'sensitive_term',
  'personal_data',
  'classification',
  'title',
  'attachment',
  'other',
];

/** A reviewer's own finding: at the words marked on the page, or at a place chosen from a list. */
export function AddFinding({
  isOpen,
  seat,
  places,
  marked,
  onClose,
}: {
  isOpen: boolean;
  seat: ProofSeat;
  places: readonly PlaceChoice[];
  marked: MarkedWords | null;
  onClose: () => void;
}) {
  const router = useRouter();
  const [chosen, setChosen] = useState('');
  const [words, setWords] = useState('');
  const [kind, setKind] = useState<StoredFindingKind>('typo');
  const [severity, setSeverity] = useState<Severity>('warning');
  const [message, setMessage] = useState('');
  const [refusals, setRefusals] = useState<readonly Refusal[]>([]);
  const [pending, setPending] = useState(false);
  const options = places.flatMap(({ path, label, lines }) =>
    lines.map(({ line, start }) => {
      const name = lines.length > 1 ? `${label}第${line + 1}段` : label;
      return [`${line}@${path}`, `${name}：${start}`] as const;
    }),
  );
  const first = options[0]?.[0] ?? '';

  useEffect(() => {
    if (!isOpen) return;
    setRefusals([]);
    setWords(marked?.words ?? '');
    setChosen(marked ? `${marked.line}@${marked.path}` : first);
  }, [isOpen, marked, first]);

  async function add() {
    const [line = '0', ...path] = chosen.split('@');
    const isMarked = marked !== null && chosen === `${marked.line}@${marked.path}` && words === marked.words;
    setPending(true);
    const result = await attempt(() =>
      addFindingAction({
        roundId: seat.roundId,
        position: seat.position,
        place: {
          path: path.join('@'),
          line: Number(line),
          from: isMarked ? marked.from : 0,
          to: isMarked ? marked.to : 0,
          words: isMarked ? '' : words,
        },
        kind,
        severity,
        message,
      }),
    );
    setPending(false);
    setRefusals(result.ok ? [] : result.refusals);
    if (!result.ok) return;
    setMessage('');
    onClose();
    router.refresh();
  }

  return (
    <Dialog isOpen={isOpen} title="提出校对意见" onClose={onClose}>
      <SelectField
        id="finding-place"
        label="位置"
        value={chosen}
        options={options}
        onChange={(event) => setChosen(event.target.value)}
      />
      <TextField
        id="finding-words"
        label="有问题的文字"
        hint="照原文填写；不填是指整段。"
        maxLength={200}
        value={words}
        onChange={(event) => setWords(event.target.value)}
      />
      <div className="grid gap-x-4 sm:grid-cols-2">
        <SelectField
          id="finding-kind"
          label="种类"
          value={kind}
          options={KINDS.map((one) => [one, FINDING_KIND_NAMES[one]] as const)}
          onChange={(event) => setKind(KINDS.find((one) => one === event.target.value) ?? 'other')}
        />
        <SelectField
          id="finding-severity"
          label="处理要求"
          value={severity}
          options={SEVERITIES.map((one) => [one, SEVERITY_NAMES[one]] as const)}
          onChange={(event) => setSeverity(SEVERITIES.find((one) => one === event.target.value) ?? 'warning')}
        />
      </div>
      <TextArea
        id="finding-message"
        label="意见"
        hint="写明哪里不对、应当怎样。不要抄写身份证号等个人信息。"
        required
        maxLength={REASON_LENGTH}
        value={message}
        onChange={(event) => setMessage(event.target.value)}
      />
      <RefusalList refusals={refusals} />
      <div className="mt-4 flex flex-wrap justify-end gap-3">
        <Button look="quiet" disabled={pending} onClick={onClose}>
          取消
        </Button>
        <Button disabled={pending} onClick={() => void add()}>
          {pending ? '正在记录…' : '记录意见'}
        </Button>
      </div>
    </Dialog>
  );
}
