import type { NoticeKind, NoticeParams } from '@/lib/platform/notify';

/** A notice as its recipient reads it. */
export type NoticeRow = {
  readonly id: string;
  readonly kind: NoticeKind;
  readonly itemId: string | null;
  /** The case of 依申请公开 it is about. */
  readonly applicationId: string | null;
  readonly params: NoticeParams;
  readonly createdAt: Date;
  readonly readAt: Date | null;
};

/** Notices on one page of the list. */
export const NOTICE_PAGE_ROWS = 20;

export const OUTBOX_STATES = ['pending', 'sent', 'failed', 'given_up'] as const;
export type OutboxState = (typeof OUTBOX_STATES)[number];

export const OUTBOX_STATE_NAMES: Record<OutboxState, string> = {
  pending: '等待发送',
  sent: '已发出',
  failed: '没有发出，将再试',
  given_up: '没有发出，不再试',
};

/** A message that did not go out, as the administrator sees it. */
export type OutboxRow = {
  readonly id: string;
  readonly kind: NoticeKind;
  readonly address: string;
  readonly state: OutboxState;
  readonly attempts: number;
  readonly nextTryAt: Date;
  readonly lastError: string | null;
  readonly createdAt: Date;
};

/** The outbox at a glance. */
export type OutboxOverview = {
  /** Whether this installation sends mail at all. */
  readonly sendsMail: boolean;
  readonly counts: Readonly<Record<OutboxState, number>>;
  /** Given up among those written in the last week: what an administrator should look at. */
  readonly givenUpThisWeek: number;
  /** Newest messages that wait for another try or were given up. */
  readonly troubled: readonly OutboxRow[];
};
