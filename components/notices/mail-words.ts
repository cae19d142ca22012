import type { TagLook } from '@/components/ui/tag';
import type { OutboxOverview } from '@/lib/notices/types';

/** How the mail of an organ stands, for the card of the administrator. */
export function mailState({ sendsMail, counts, givenUpThisWeek }: OutboxOverview): {
  look: TagLook;
  text: string;
} {
  if (!sendsMail) return { look: 'quiet', text: '没有配置' };
  if (givenUpThisWeek > 0) return { look: 'late', text: `近 7 天 ${givenUpThisWeek} 封没有发出` };
  return counts.failed > 0
    ? { look: 'warn', text: `${counts.failed} 封在重试` }
    : { look: 'ok', text: '正常' };
}
