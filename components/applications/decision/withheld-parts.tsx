'use client';

import { type Answers, AskedFields } from '@/components/letters/asked-fields';
import { Button } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { SelectField, TextArea } from '@/components/ui/field';
import type { WithheldGround } from '@/lib/applications/letters/types';
import type { PartialGround } from '@/lib/applications/types/outcomes';

/** A part of the information that is withheld, as it is filled in. */
export type PartDraft = {
  readonly id: string;
  readonly outcome: string;
  readonly withheld: string;
  readonly reason: string;
  readonly grounds: Answers;
};

/** A part that nothing is written of yet; ids only tell the parts of one form apart. */
function emptyPart(id: number): PartDraft {
  return { id: `part-${id}`, outcome: '', withheld: '', reason: '', grounds: {} };
}

/** Parts as a form holds them; at least one. */
export function draftsOf(parts: readonly PartialGround[]): readonly PartDraft[] {
  if (parts.length === 0) return [emptyPart(1)];
  return parts.map(({ outcome, withheld, reason, grounds }, at) => ({
    id: `part-${at + 1}`,
    outcome,
    withheld,
    reason,
    grounds: Object.fromEntries(
      Object.entries(grounds).map(([key, value]) => [
        key,
        typeof value === 'string' || typeof value === 'boolean' ? value : value.join('\n'),
      ]),
    ),
  }));
}

/** The parts as the decision takes them. */
export function partsOf(parts: readonly PartDraft[]) {
  return parts.map(({ outcome, withheld, reason, grounds }) => ({ outcome, withheld, reason, grounds }));
}

/** 不予公开的部分: each with what is withheld, on which ground, and why (条例37). */
export function WithheldParts({
  grounds,
  parts,
  onChange,
}: {
  grounds: readonly WithheldGround[];
  parts: readonly PartDraft[];
  onChange: (parts: readonly PartDraft[]) => void;
}) {
  const set = (id: string, changes: Partial<PartDraft>) =>
    onChange(parts.map((part) => (part.id === id ? { ...part, ...changes } : part)));
  return (
    <Card title="不予公开的部分">
      {parts.map((part, at) => {
        const ground = grounds.find(({ outcome }) => outcome === part.outcome);
        return (
          <fieldset key={part.id} className="mb-3 border-l-4 border-line pl-4">
            <legend className="font-semibold">第{at + 1}项</legend>
            <TextArea
              id={`${part.id}-withheld`}
              label="不予公开的内容"
              hint="写进答复；说明是哪一部分，不写出内容本身"
              required
              rows={2}
              value={part.withheld}
              onChange={(event) => set(part.id, { withheld: event.target.value })}
            />
            <SelectField
              id={`${part.id}-outcome`}
              label="依据"
              required
              value={part.outcome}
              options={[
                ['', '请选择'],
                ...grounds.map(({ outcome, label, basis }) => [outcome, `${label}（${basis}）`] as const),
              ]}
              onChange={(event) => set(part.id, { outcome: event.target.value, grounds: {} })}
            />
            {ground === undefined ? null : (
              <AskedFields
                at={part.id}
                fields={ground.grounds}
                answers={part.grounds}
                onChange={(key, value) => set(part.id, { grounds: { ...part.grounds, [key]: value } })}
              />
            )}
            <TextArea
              id={`${part.id}-reason`}
              label="理由"
              required
              rows={2}
              value={part.reason}
              onChange={(event) => set(part.id, { reason: event.target.value })}
            />
            {parts.length > 1 ? (
              <Button look="quiet" onClick={() => onChange(parts.filter(({ id }) => id !== part.id))}>
                去掉第{at + 1}项
              </Button>
            ) : null}
          </fieldset>
        );
      })}
      <Button
        look="quiet"
        onClick={() =>
          onChange([...parts, emptyPart(1 + Math.max(...parts.map(({ id }) => Number(id.slice(5)))))])
        }
      >
        再加一项
      </Button>
    </Card>
  );
}
