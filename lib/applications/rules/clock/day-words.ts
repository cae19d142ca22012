import type { CaseClock, ClockDay, Stop } from './case-clock';
import { REPLY_WORKING_DAYS } from './periods';

const STOP_WORDS: Record<Stop['what'], string> = {
  third_party: '征求第三方意见期间，不计入',
  organ: '征求其他机关意见期间，不计入',
  joint_maker: '征求共同制作机关意见期间，不计入',
  payment: '收费通知期间（通知后已取消），不计入',
};

/** In words why a day counts or does not: the holiday, the make-up day, the pause; and the article by which. */
export function dayWords(clock: CaseClock, day: ClockDay): { why: string; law: string | null } {
  if (!day.isWorking) return { why: day.why, law: null };
  if (day.stop !== null) {
    return { why: STOP_WORDS[day.stop.what], law: day.stop.what === 'payment' ? '条例42' : '条例33-3' };
  }
  const beyond = (day.n ?? 0) > REPLY_WORKING_DAYS + clock.extension;
  if (clock.deferredUntil !== null && beyond) return { why: `${day.why}，延迟答复期间`, law: '条例35' };
  return { why: day.why, law: '条例33-2' };
}
