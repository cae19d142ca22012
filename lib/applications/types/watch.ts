import type { CivilDate } from '@/lib/platform/dates';
import type { LedgerRow } from './ledger';

/** What must not lie about; a good office reads zero in each. */
export const WATCH_KINDS = [
  'unopened',
  'unconfirmed',
  'unaccepted',
  'unsent',
  'returned',
  'supplement_unconfirmed',
  'supplement_overdue',
  'payment_overdue',
] as const;
export type WatchKind = (typeof WATCH_KINDS)[number];

/** What it is, and what to do about it. */
export const WATCH_NAMES: Record<WatchKind, { readonly title: string; readonly todo: string }> = {
  unopened: { title: '没有人打开过的申请', todo: '请打开看过，联系申请人确认收到。' },
  unconfirmed: {
    title: '超过联系期限还没有确认的申请',
    todo: '请尽快联系申请人确认收到；联系不上的，记下每次联系。',
  },
  unaccepted: { title: '分派后没有人接受的申请', todo: '请催办，或者另行分派。' },
  unsent: { title: '盖了章没有发出的文书', todo: '请在今天发出：邮寄的以交邮之日为准。' },
  returned: { title: '被退回、没有送达的文书', todo: '请核对地址，重新送达。' },
  supplement_unconfirmed: {
    title: '网上补正还没有确认收到的申请',
    todo: '请看过补正材料，与申请人确认，用“收到补正材料”确定收到之日；答复期限从那天起重新计算。',
  },
  supplement_overdue: { title: '逾期没有补正的申请', todo: '请办结（逾期不补正），或者收下迟到的补正。' },
  payment_overdue: { title: '逾期没有缴费的申请', todo: '请办结（逾期未缴费），或者确认已经缴费。' },
};

/** One thing that lies about: the case, and since when. */
export type WatchEntry = { readonly since: CivilDate; readonly row: LedgerRow };
export type WatchGroup = {
  readonly kind: WatchKind;
  readonly total: number;
  /** The oldest, at most 50. */
  readonly entries: readonly WatchEntry[];
};
