/** One bar: its label, its length and the number as people write it. */
export type Bar = { readonly label: string; readonly value: number | null; readonly text: string };

/**
 * A small figure of bars. The numbers stand beside the bars as text, so that nothing is said by length or colour alone;
 * the longest bar fills the width unless `full` says what a whole bar is.
 */
export function BarFigure({
  title,
  note,
  bars,
  full,
}: {
  title: string;
  note: string;
  bars: readonly Bar[];
  /** What a whole bar stands for, e.g. 1 for shares. */
  full?: number;
}) {
  const most = full ?? Math.max(0, ...bars.map(({ value }) => value ?? 0));
  return (
    <figure className="border border-line bg-paper p-4 break-inside-avoid">
      <figcaption>
        <span className="block font-semibold">{title}</span>
        <span className="block text-sm text-ink-soft">{note}</span>
      </figcaption>
      <ul className="mt-2 grid gap-1.5">
        {bars.map(({ label, value, text }) => (
          <li key={label} className="grid grid-cols-[6.5rem_1fr_5rem] items-center gap-2 text-sm">
            <span>{label}</span>
            <svg
              viewBox="0 0 100 10"
              preserveAspectRatio="none"
              aria-hidden="true"
              className="h-3 w-full bg-ground print:border print:border-line"
            >
              <rect
                width={most > 0 ? (100 * (value ?? 0)) / most : 0}
                height="10"
                className="fill-brand [print-color-adjust:exact]"
              />
            </svg>
            <span className="text-right tabular-nums">{text}</span>
          </li>
        ))}
      </ul>
    </figure>
  );
}
