/** A civil date of Asia/Shanghai as `YYYY-MM-DD` (CAL-9). */
export type CivilDate = string & { readonly __civilDate?: never };

const dateParts = new Intl.DateTimeFormat('en-CA', {
  timeZone: 'Asia/Shanghai',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
});
const minuteParts = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Asia/Shanghai',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
});

/** The civil date of an instant in Asia/Shanghai. @rule CAL-9 */
export function civilDate(instant: Date): CivilDate {
  return dateParts.format(instant);
}

/** `2026-03-02 14:05`, Asia/Shanghai: how times are shown (design.md §10). */
export function formatMinute(instant: Date): string {
  return minuteParts.format(instant);
}

/** `2026年3月2日`: how dates are written in text. Gives back what is no date unchanged. */
export function formatDate(date: CivilDate): string {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(date);
  return match ? `${match[1]}年${Number(match[2])}月${Number(match[3])}日` : date;
}

/** Whether the text is a date that exists, `YYYY-MM-DD`. */
export function isCivilDate(text: string): text is CivilDate {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (!match) return false;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}

/** The instant of a civil date and a time of day `HH:MM` in Asia/Shanghai, which has had no summer time since 1991. */
export function shanghaiInstant(date: CivilDate, time = '00:00'): Date {
  return new Date(`${date}T${time}:00+08:00`);
}

/** The next 09:00 in Asia/Shanghai after an instant, as the fields of a form. */
export function nextMorning(after: Date): { date: CivilDate; time: string } {
  const today = civilDate(after);
  const day = shanghaiInstant(today, '09:00') > after ? after : new Date(after.getTime() + 86_400_000);
  return { date: civilDate(day), time: '09:00' };
}
