'use client';

import { TextArea, TextField } from '@/components/ui/field';

/** The day and the reason of a change asked for. */
export function ProposeFields({
  id,
  today,
  date,
  reason,
  onDate,
  onReason,
  errorOf,
}: {
  id: string;
  today: string;
  date: string;
  reason: string;
  onDate: (date: string) => void;
  onReason: (reason: string) => void;
  errorOf: (field: string) => string | undefined;
}) {
  return (
    <>
      <div className="max-w-xs">
        <TextField
          id={`${id}-date`}
          type="date"
          label="生效日期"
          required
          min={today}
          value={date}
          onChange={(event) => onDate(event.target.value)}
          error={errorOf('effectiveFrom')}
        />
      </div>
      <TextArea
        id={`${id}-reason`}
        label="理由"
        required
        value={reason}
        onChange={(event) => onReason(event.target.value)}
        error={errorOf('reason')}
      />
    </>
  );
}
