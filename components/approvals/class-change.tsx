'use client';

import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { attempt } from '@/components/ui/attempt';
import { ConfirmButton } from '@/components/ui/confirm-dialog';
import { SelectField, TextArea } from '@/components/ui/field';
import { RefusalList } from '@/components/ui/notice';
import { CLASS_NAMES, type ContentClass } from '@/lib/approvals/types';
import { changeClassAction } from '@/lib/disclosure/actions';
import type { Refusal } from '@/lib/platform/result';

/** A reviewer raises the class of a text, or 终审 lowers it: what it leads to is said before it is done. */
export function ClassChange({
  itemId,
  itemRevision,
  present,
  choices,
}: {
  itemId: string;
  itemRevision: number;
  present: ContentClass;
  /** The classes this person may choose now; nothing is shown where there is none. */
  choices: readonly ContentClass[];
}) {
  const router = useRouter();
  const [chosen, setChosen] = useState<ContentClass>(choices[0] ?? present);
  const [reason, setReason] = useState('');
  const [refusals, setRefusals] = useState<readonly Refusal[]>([]);
  const [pending, setPending] = useState(false);
  if (choices.length === 0) return null;

  async function change(): Promise<boolean> {
    setPending(true);
    const result = await attempt(() =>
      changeClassAction({ itemId, itemRevision, contentClass: chosen, reason }),
    );
    setPending(false);
    setRefusals(result.ok ? [] : result.refusals);
    if (result.ok) {
      setReason('');
      router.refresh();
    }
    return result.ok;
  }

  return (
    <ConfirmButton
      label="调整内容等级"
      title={`调整内容等级（现为 ${CLASS_NAMES[present]}）`}
      confirmLabel="确认调整"
      wide
      pending={pending}
      onConfirm={change}
    >
      <p>提高等级后，流程末尾会增加相应的签发，已通过的环节仍然有效。降低等级只能由终审人在审核之外办理。</p>
      <SelectField
        id="new-class"
        label="调整为"
        value={chosen}
        onChange={(event) => setChosen(event.target.value as ContentClass)}
        options={choices.map((choice) => [choice, CLASS_NAMES[choice]] as const)}
      />
      <TextArea
        id="class-reason"
        label="理由"
        required
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
      <RefusalList refusals={refusals} />
    </ConfirmButton>
  );
}
