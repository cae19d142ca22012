'use client';

import { Card } from '@/components/ui/card';
import { TextArea, TextField } from '@/components/ui/field';
import { Notice } from '@/components/ui/notice';
import type { LetterPreview } from '@/lib/applications/letters/types';
import { FEE_BASIS, FEE_SCALE_NAMES } from '@/lib/applications/rules/fees';
import { moneyText } from '@/lib/applications/rules/money-text';
import type { Needs } from './needs';

/** Both amounts beside each other, how each is computed, and a reasoned choice of one. */
export function FeeChoice({
  needs,
  preview,
  errorOf,
  onChange,
}: {
  needs: Needs;
  preview: LetterPreview | null;
  errorOf: (key: string) => string | undefined;
  onChange: (needs: Needs) => void;
}) {
  const { fee } = needs;
  if (fee === undefined) return null;
  const set = (changes: Partial<typeof fee>) => onChange({ ...needs, fee: { ...fee, ...changes } });
  const offer = preview?.fee ?? null;
  return (
    <Card title="收费">
      <p className="text-sm text-ink-soft">依据：{FEE_BASIS}。按件、按量只能选一种。</p>
      {offer !== null && !offer.isIdentityKnown ? (
        <Notice look="warn">没有登记证件号码，只能算这一件是当月第1件。</Notice>
      ) : null}
      {offer?.choices.every(({ isPossible }) => !isPossible) ? (
        <Notice look="warn">按哪一种都不收费，不需要这份通知书；按量计收的请先填写页数。</Notice>
      ) : null}
      <TextField
        id="pages"
        label="提供的页数"
        hint="A4及以下单面为1页，A3单面为2页；不提供页的留空"
        inputMode="numeric"
        error={errorOf('pages')}
        value={fee.pages === null ? '' : String(fee.pages)}
        onChange={(event) => {
          const digits = event.target.value.replace(/\D/g, '').slice(0, 6);
          set({ pages: digits === '' || Number(digits) === 0 ? null : Number(digits) });
        }}
      />
      <fieldset className="my-3">
        <legend className="mb-1 font-semibold">按哪一种计收（必填）</legend>
        {errorOf('scale') ? <p className="text-sm font-semibold text-seal">{errorOf('scale')}</p> : null}
        <div className="grid gap-3">
          {(offer?.choices ?? []).map(({ scale, amountFen, isPossible, whyNot, steps }) => (
            <label
              key={scale}
              className={`block rounded-md border p-3 ${fee.scale === scale ? 'border-brand bg-brand-wash' : 'border-line'} ${isPossible ? 'cursor-pointer' : 'text-ink-soft'}`}
            >
              <span className="flex items-center gap-3">
                <input
                  type="radio"
                  name="fee-scale"
                  className="size-5 accent-brand"
                  disabled={!isPossible}
                  checked={fee.scale === scale}
                  onChange={() => set({ scale })}
                />
                <span className="font-semibold">{FEE_SCALE_NAMES[scale]}</span>
                <span className="ml-auto text-lg font-semibold">
                  {amountFen === null ? '—' : moneyText(amountFen)}
                </span>
              </span>
              <span className="mt-1 block text-sm">{isPossible ? steps.join('') : whyNot}</span>
            </label>
          ))}
        </div>
        {offer === null ? <p className="text-ink-soft">正在计算…</p> : null}
      </fieldset>
      <TextArea
        id="reason"
        label="选择这种标准的理由"
        required
        error={errorOf('reason')}
        value={fee.reason}
        onChange={(event) => set({ reason: event.target.value })}
      />
      <p className="text-sm text-ink-soft">通知发出的次日起答复期限停止计算；缴费次日起重新计算。</p>
    </Card>
  );
}
