'use client';

import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { attempt } from '@/components/ui/attempt';
import { buttonClass } from '@/components/ui/button';
import { ConfirmButton } from '@/components/ui/confirm-dialog';
import { SelectField, TextArea, TextField } from '@/components/ui/field';
import { RefusalList } from '@/components/ui/notice';
import {
  archiveItemAction,
  cancelDraftAction,
  hideItemAction,
  publishItemAction,
  restoreItemAction,
  returnApprovedItemAction,
  schedulePublicationAction,
  unschedulePublicationAction,
  withdrawItemAction,
} from '@/lib/disclosure/actions';
import { HIDE_REASON_NAMES, HIDE_REASONS, type HideReason } from '@/lib/disclosure/after-publication/types';
import { isCivilDate, shanghaiInstant } from '@/lib/platform/dates';
import type { Refusal, Result } from '@/lib/platform/result';

/** An act on the item and, where it is not possible, why. */
export type OfferedAct = {
  readonly key: keyof typeof ACTS;
  readonly refusals: readonly Refusal[];
};

type Input = {
  itemId: string;
  itemRevision: number;
  draftRevision: number;
  reason: string;
  reasonKind: HideReason;
  date: string;
  time: string;
};
type Act = {
  label: string;
  title: string;
  text: string;
  look: 'primary' | 'quiet' | 'danger';
  /** `hide`: a reason, and its kind. */
  needs: 'nothing' | 'reason' | 'hide' | 'time';
  run: (input: Input) => Promise<Result<unknown>>;
};

const plain = ({ itemId, itemRevision }: Input) => ({ itemId, itemRevision });
const withReason = ({ itemId, itemRevision, reason }: Input) => ({ itemId, itemRevision, reason });

const ACTS = {
  publish: {
    label: '立即发布',
    title: '立即发布？',
    text: '审定的这一稿将马上公开，并记录发布时间。发布后请打开公开页面核对。',
    look: 'primary',
    needs: 'nothing',
    run: (input) => publishItemAction(plain(input)),
  },
  schedule: {
    label: '定时发布',
    title: '定时发布',
    text: '到时将再次核对审批，只发布审定的这一稿；期间如有修改，定时自动取消。',
    look: 'quiet',
    needs: 'time',
    run: (input) =>
      schedulePublicationAction({
        ...plain(input),
        publishAt: shanghaiInstant(input.date, input.time).toISOString(),
      }),
  },
  unschedule: {
    label: '取消定时',
    title: '取消定时发布？',
    text: '审批仍然有效，可以重新定时或立即发布。',
    look: 'quiet',
    needs: 'nothing',
    run: (input) => unschedulePublicationAction(plain(input)),
  },
  returnApproved: {
    label: '退回拟稿人',
    title: '退回拟稿人',
    text: '本轮审批作废。拟稿人修改后须重新走完三审三校。',
    look: 'danger',
    needs: 'reason',
    run: (input) => returnApprovedItemAction(withReason(input)),
  },
  hide: {
    label: '立即隐藏',
    title: '立即从公开网站隐藏',
    text: '页面、列表、附件马上不可访问，定时发布一并取消；须在1个工作日内由终审人或签发人确认撤回或恢复。',
    look: 'danger',
    needs: 'hide',
    run: (input) => hideItemAction({ ...withReason(input), reasonKind: input.reasonKind }),
  },
  withdraw_item: {
    label: '确认撤回',
    title: '确认撤回',
    text: '原网址将答复“已撤回”，不再恢复这一版本。',
    look: 'danger',
    needs: 'reason',
    run: (input) => withdrawItemAction(withReason(input)),
  },
  restore: {
    label: '恢复公开',
    title: '恢复公开',
    text: '重新公开被隐藏的同一版本。',
    look: 'quiet',
    needs: 'reason',
    run: (input) => restoreItemAction(withReason(input)),
  },
  archive: {
    label: '归档',
    title: '归档',
    text: '页面继续公开，并标明“已归档”。',
    look: 'quiet',
    needs: 'reason',
    run: (input) => archiveItemAction(withReason(input)),
  },
  cancel: {
    label: '放弃这一稿',
    title: '放弃这一稿？',
    text: '从未公开的信息将作废（文字仍保留备查）；已公开信息的更正稿将被放弃，公开版本不变。',
    look: 'danger',
    needs: 'nothing',
    run: (input) => cancelDraftAction({ ...plain(input), draftRevision: input.draftRevision }),
  },
} as const satisfies Record<string, Act>;

/** The acts on an item as buttons; what is not possible is disabled with its reason beside it. */
export function ItemActions({
  itemId,
  itemRevision,
  draftRevision,
  offered,
  today,
  proposed,
}: {
  itemId: string;
  itemRevision: number;
  /** The text the page shows. */
  draftRevision: number;
  offered: readonly OfferedAct[];
  /** Civil date, the earliest day of a planned publication. */
  today: string;
  /** When a planned publication would do, as the form first proposes it. */
  proposed: { readonly date: string; readonly time: string };
}) {
  const router = useRouter();
  const [refusals, setRefusals] = useState<readonly Refusal[]>([]);
  const [pending, setPending] = useState(false);
  const [reason, setReason] = useState('');
  const [reasonKind, setReasonKind] = useState<HideReason>('error');
  const [date, setDate] = useState(proposed.date);
  const [time, setTime] = useState(proposed.time);

  async function run(act: Act): Promise<boolean> {
    if ((act.needs === 'reason' || act.needs === 'hide') && reason.trim() === '') {
      setRefusals([{ code: 'reason_needed', message: '请写明理由。', field: 'reason' }]);
      return false;
    }
    if (act.needs === 'time' && !(isCivilDate(date) && /^\d{2}:\d{2}$/.test(time))) {
      setRefusals([{ code: 'time_needed', message: '请填写发布的日期和时间。', field: 'publishAt' }]);
      return false;
    }
    setPending(true);
    const input = { itemId, itemRevision, draftRevision, reason, reasonKind, date, time };
    const result = await attempt(() => act.run(input));
    setPending(false);
    setRefusals(result.ok ? [] : result.refusals);
    if (result.ok) {
      setReason('');
      router.refresh();
    }
    return result.ok;
  }

  return (
    <ul className="grid gap-3">
      {offered.map(({ key, refusals: why }) => {
        const act: Act = ACTS[key];
        return (
          <li key={key}>
            <ConfirmButton
              label={act.label}
              title={act.title}
              confirmLabel={act.label}
              look={act.look}
              wide
              pending={pending}
              disabled={why.length > 0}
              onConfirm={() => run(act)}
            >
              <p>{act.text}</p>
              <RefusalList refusals={refusals} />
              {act.needs === 'hide' ? (
                <SelectField
                  id={`reason-kind-${key}`}
                  label="原因"
                  hint="隐藏立即生效；选“疑似泄密”或“行政处罚决定”的，页面会提示接下来必须办的事。"
                  options={HIDE_REASONS.map((kind) => [kind, HIDE_REASON_NAMES[kind]] as const)}
                  value={reasonKind}
                  onChange={(event) =>
                    setReasonKind(HIDE_REASONS.find((kind) => kind === event.target.value) ?? 'other')
                  }
                />
              ) : null}
              {act.needs === 'reason' || act.needs === 'hide' ? (
                <TextArea
                  id={`reason-${key}`}
                  label="理由"
                  required
                  value={reason}
                  onChange={(event) => setReason(event.target.value)}
                />
              ) : null}
              {act.needs === 'time' ? (
                <div className="grid grid-cols-2 gap-3">
                  <TextField
                    id="plan-date"
                    type="date"
                    label="日期"
                    min={today}
                    value={date}
                    onChange={(event) => setDate(event.target.value)}
                  />
                  <TextField
                    id="plan-time"
                    type="time"
                    label="时间（北京时间）"
                    value={time}
                    onChange={(event) => setTime(event.target.value)}
                  />
                </div>
              ) : null}
            </ConfirmButton>
            {why.map((refusal) => (
              <p key={refusal.code} className="mt-1 text-sm text-ink-soft">
                {refusal.message}
              </p>
            ))}
          </li>
        );
      })}
    </ul>
  );
}

/** A link to another screen of the item that looks like a button. */
export function ActLink({
  href,
  look = 'primary',
  children,
}: {
  href: string;
  look?: 'primary' | 'quiet';
  children: string;
}) {
  return (
    <Link prefetch={false} href={href} className={buttonClass(look, true)}>
      {children}
    </Link>
  );
}
