import { sha256Hex } from '@/lib/platform/canonical';

/** The name under which the leak watch writes its canaries and stands in the log. */
export const LEAK_WATCHER_NAME = '系统（泄漏检测）';

/**
 * The person of an organ in whose name the leak watch drafts its canaries. The id is computed, so that every list can
 * leave the canaries out without asking; the database computes the same (`office.leak_watcher_of`) and gives this
 * person neither account nor role nor a review.
 *
 * @param organId UUID of the organ, lower case
 */
export function leakWatcherId(organId: string): string {
  const hex = sha256Hex(`leak-watcher:${organId}`).slice(0, 32);
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
