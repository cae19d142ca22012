'use client';

import { useMemo, useRef, useState } from 'react';
import { Button } from '@/components/ui/button';
import { Notice, RefusalList } from '@/components/ui/notice';
import { type Arrangement, staffingLosses } from '@/lib/approvals/rules/staffing-loss';
import type { RouteSettings } from '@/lib/approvals/types';
import { proposeChangeAction } from '@/lib/settings/actions';
import { lossInWords } from '@/lib/settings/messages';
import { changedParts } from '@/lib/settings/rules/values';
import { SETTING_NAMES, type SettingKey } from '@/lib/settings/types';
import { ProposeFields } from './propose-fields';
import { SettingPreview } from './setting-preview';
import { type ColumnChoice, SettingValue } from './setting-value';
import { StaffingLosses } from './staffing-losses';
import { useAct } from './use-act';

/** Asks for a change of one setting; shows what would follow before it is sent. */
export function ProposeSetting({
  settingKey,
  present,
  settings,
  arrangement = null,
  columns,
  today,
}: {
  settingKey: SettingKey;
  present: unknown;
  settings: RouteSettings | null;
  /** Today's people, to say what would come to a halt; null where that can't be. */
  arrangement?: Arrangement | null;
  columns: readonly ColumnChoice[];
  today: string;
}) {
  const [value, setValue] = useState(present);
  const [date, setDate] = useState(today);
  const [reason, setReason] = useState('');
  const [isAccepted, setAccepted] = useState(false);
  const { refusals, pending, done, run, errorOf } = useAct();
  const details = useRef<HTMLDetailsElement>(null);
  const names = new Map(columns.map(({ id, path }) => [id, path]));
  const losses = useMemo(() => {
    if (arrangement === null) return [];
    const { people, settings: now } = arrangement;
    return staffingLosses(arrangement, { people, settings: { ...now, [settingKey]: value } }).map(
      lossInWords,
    );
  }, [arrangement, settingKey, value]);
  const isSame = changedParts(settingKey, present, value, names).length === 0;

  async function send() {
    const sent = await run(() =>
      proposeChangeAction({ kind: 'setting', key: settingKey, value, effectiveFrom: date, reason }),
    );
    if (!sent) return;
    setValue(present);
    setReason('');
    if (details.current) details.current.open = false;
  }

  return (
    <>
      {done ? (
        <Notice look="ok" title="变更已提出">
          <p>由另一人确认后才生效，可在“变更”中查看。</p>
        </Notice>
      ) : null}
      <details ref={details} className="mt-2">
        <summary className="inline-flex min-h-11 cursor-pointer items-center font-semibold text-brand">
          提出变更
        </summary>
        <form
          aria-label={`变更：${SETTING_NAMES[settingKey]}`}
          className="border-l-4 border-brand-wash pl-4"
          onSubmit={(event) => {
            event.preventDefault();
            void send();
          }}
        >
          <SettingValue
            settingKey={settingKey}
            present={present}
            value={value}
            columns={columns}
            onChange={(next) => {
              setValue(next);
              setAccepted(false);
            }}
          />
          <SettingPreview
            settingKey={settingKey}
            present={present}
            value={value}
            settings={settings}
            columns={names}
          />
          <StaffingLosses losses={losses} isAccepted={isAccepted} onAccept={setAccepted} />
          <ProposeFields
            id={settingKey}
            today={today}
            date={date}
            reason={reason}
            onDate={setDate}
            onReason={setReason}
            errorOf={errorOf}
          />
          <RefusalList refusals={refusals} />
          <Button type="submit" disabled={pending || isSame || (losses.length > 0 && !isAccepted)}>
            {pending ? '正在提出…' : '提出变更'}
          </Button>
          {isSame ? <p className="mt-1 text-sm text-ink-soft">与现行设置相同，不需要变更。</p> : null}
        </form>
      </details>
    </>
  );
}
