import type { ComponentProps } from 'react';
import { Button } from '@/components/ui/button';
import { RefusalList } from '@/components/ui/notice';
import type { Refusal } from '@/lib/platform/result';
import { ChangedParts } from './changed-parts';
import { ProposeFields } from './propose-fields';

/** A working list about to be asked for: what it changes, its day and reason, and the way back. Inside a form. */
export function ProposeParts({
  parts,
  refusals,
  pending,
  onReset,
  ...fields
}: ComponentProps<typeof ProposeFields> &
  ComponentProps<typeof ChangedParts> & {
    refusals: readonly Refusal[];
    pending: boolean;
    onReset: () => void;
  }) {
  return (
    <>
      <ChangedParts parts={parts} />
      <ProposeFields {...fields} />
      <RefusalList refusals={refusals} />
      <div className="flex flex-wrap gap-3">
        <Button type="submit" disabled={pending}>
          {pending ? '正在提出…' : '提出变更'}
        </Button>
        <Button look="quiet" disabled={pending} onClick={onReset}>
          放弃改动
        </Button>
      </div>
    </>
  );
}
