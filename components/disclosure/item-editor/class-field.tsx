'use client';

import { useState } from 'react';
import { CLASS_GUIDE } from '@/components/disclosure/kind-guide';
import { routeWords } from '@/components/disclosure/route-words';
import { Radio } from '@/components/ui/choice';
import { RefusalList } from '@/components/ui/notice';
import { isAtLeast } from '@/lib/approvals/rules/route';
import {
  CLASS_NAMES,
  CONTENT_CLASSES,
  type ContentClass,
  type Lane,
  type RouteSettings,
} from '@/lib/approvals/types';
import { type ItemKind, LEAST_CLASS } from '@/lib/disclosure/types';
import type { Refusal } from '@/lib/platform/result';

/** 内容等级: set at once, since it is no part of the text. `onChange` gives the refusals, empty where it is set. */
export function ClassField({
  kind,
  value,
  blocked,
  lane,
  settings,
  onChange,
}: {
  kind: ItemKind;
  value: ContentClass;
  /** The lane the text will take, and what the organ has set: they make the route. */
  lane: Lane;
  settings: RouteSettings;
  /** Why this person may not set it. */
  blocked: readonly Refusal[];
  onChange: (next: ContentClass) => Promise<readonly Refusal[]>;
}) {
  const [refusals, setRefusals] = useState<readonly Refusal[]>([]);
  const [isBusy, setIsBusy] = useState(false);
  return (
    <fieldset id="f-contentClass" tabIndex={-1} disabled={isBusy || blocked.length > 0}>
      <legend className="mb-1 font-semibold">内容等级</legend>
      {CONTENT_CLASSES.filter((candidate) => isAtLeast(candidate, LEAST_CLASS[kind])).map((candidate) => (
        <Radio
          key={candidate}
          name="content_class"
          label={CLASS_NAMES[candidate]}
          hint={
            <>
              {CLASS_GUIDE[candidate]}
              <br />
              审核环节：{routeWords(candidate, lane, settings)}
            </>
          }
          checked={value === candidate}
          onChange={async () => {
            setIsBusy(true);
            setRefusals(await onChange(candidate));
            setIsBusy(false);
          }}
        />
      ))}
      {blocked.map((refusal) => (
        <p key={refusal.code} className="text-sm text-ink-soft">
          {refusal.message}
        </p>
      ))}
      <RefusalList refusals={refusals} title="内容等级没有改成：" />
    </fieldset>
  );
}
