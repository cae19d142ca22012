import { Tag, type TagLook } from '@/components/ui/tag';
import {
  DRAFT_STATE_NAMES,
  type DraftState,
  type ItemStatus,
  PUBLIC_STATE_NAMES,
  type PublicState,
} from '@/lib/disclosure/types';
import { formatMinute } from '@/lib/platform/dates';

const DRAFT_LOOKS: Record<DraftState, TagLook> = {
  none: 'quiet',
  draft: 'plain',
  in_review: 'plain',
  secrecy_referred: 'warn',
  returned: 'warn',
  approved: 'ok',
  scheduled: 'ok',
  cancelled: 'quiet',
};
const PUBLIC_LOOKS: Record<PublicState, TagLook> = {
  unpublished: 'quiet',
  published: 'ok',
  hidden: 'late',
  withdrawn: 'late',
  archived: 'quiet',
};

/** The three facts of an item, apart: draft state, public state, plan. */
export function ItemStatusLine({ status, detail }: { status: ItemStatus; detail?: string }) {
  return (
    <dl className="flex flex-wrap gap-x-5 gap-y-1 text-sm [&>div]:flex [&>div]:items-center [&>div]:gap-2 [&_dt]:text-ink-soft">
      <div>
        <dt>稿件</dt>
        <dd>
          <Tag look={DRAFT_LOOKS[status.draftState]}>{DRAFT_STATE_NAMES[status.draftState]}</Tag>
          {detail && status.draftState !== 'none' ? <span className="ml-1">{detail}</span> : null}
        </dd>
      </div>
      <div>
        <dt>公开状态</dt>
        <dd>
          <Tag look={PUBLIC_LOOKS[status.publicState]}>{PUBLIC_STATE_NAMES[status.publicState]}</Tag>
        </dd>
      </div>
      <div>
        <dt>拟发布</dt>
        <dd>{status.plannedFor ? formatMinute(status.plannedFor) : '未定'}</dd>
      </div>
    </dl>
  );
}
