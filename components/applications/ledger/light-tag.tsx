import { LIGHT_NAMES, type Light } from '@/lib/applications/rules/light';

/** A shape and a colour each; the words beside them say the same. */
const SHAPES: Record<Light, { readonly path: string; readonly look: string }> = {
  red: { path: 'M6 0 12 12H0Z', look: 'bg-seal-wash text-seal' },
  orange: { path: 'M6 0 12 6 6 12 0 6Z', look: 'bg-warn-wash text-warn' },
  yellow: { path: 'M0 0H12V12H0Z', look: 'bg-[#fff6cc] text-[#5c4700]' },
  green: { path: 'M6 0a6 6 0 1 0 0 12A6 6 0 0 0 6 0Z', look: 'bg-ok-wash text-ok' },
};

/** The light of a case with what is left or over, in words. */
export function LightTag({
  light,
  daysLeft,
  overdueDays,
}: {
  light: Light;
  daysLeft: number | null;
  overdueDays: number;
}) {
  const { path, look } = SHAPES[light];
  const words =
    light === 'red' ? `已逾期 ${overdueDays} 天` : daysLeft === 0 ? '今天到期' : `还剩 ${daysLeft} 个工作日`;
  return (
    <span
      className={`inline-flex items-center gap-1.5 rounded px-2 py-0.5 text-[0.8125rem] whitespace-nowrap ${look}`}
    >
      <svg viewBox="0 0 12 12" aria-hidden="true" className="size-2.5 fill-current">
        <path d={path} />
      </svg>
      <span className="sr-only">{LIGHT_NAMES[light]}：</span>
      {words}
    </span>
  );
}
