/** How long something has waited, in words. */
export function waited(since: Date, now: Date): string {
  const hours = Math.floor((now.getTime() - since.getTime()) / 3_600_000);
  if (hours < 1) return '不到1小时';
  return hours < 48 ? `已等${hours}小时` : `已等${Math.floor(hours / 24)}天`;
}
