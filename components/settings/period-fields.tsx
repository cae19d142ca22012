'use client';

import { TextField } from '@/components/ui/field';

/** From which day to which (the last included), and why: of a delegation and of a leave. */
export function PeriodFields({
  id,
  startsOn,
  endsOn,
  reason,
  min,
  max,
  onStarts,
  onEnds,
  onReason,
  errorOf,
}: {
  /** Before the ids of the fields. */
  id: string;
  startsOn: string;
  endsOn: string;
  reason: string;
  /** Earliest first day. */
  min?: string;
  /** Latest last day. */
  max?: string | undefined;
  onStarts: (date: string) => void;
  onEnds: (date: string) => void;
  onReason: (reason: string) => void;
  errorOf: (field: string) => string | undefined;
}) {
  return (
    <>
      <TextField
        id={`${id}-starts`}
        type="date"
        label="从哪天起"
        required
        min={min}
        value={startsOn}
        onChange={(event) => onStarts(event.target.value)}
        error={errorOf('startsOn')}
      />
      <TextField
        id={`${id}-ends`}
        type="date"
        label="到哪天止（含）"
        required
        min={startsOn}
        max={max}
        value={endsOn}
        onChange={(event) => onEnds(event.target.value)}
        error={errorOf('endsOn')}
      />
      <TextField
        id={`${id}-reason`}
        label="事由"
        required
        value={reason}
        onChange={(event) => onReason(event.target.value)}
        error={errorOf('reason')}
      />
    </>
  );
}
