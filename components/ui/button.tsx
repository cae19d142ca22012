import type { ButtonHTMLAttributes } from 'react';

const LOOKS = {
  primary: 'border-brand bg-brand text-white hover:bg-brand-deep',
  quiet: 'border-brand bg-paper text-brand hover:bg-brand-wash',
  danger: 'border-seal bg-paper text-seal hover:bg-seal-wash',
} as const;

const BASE =
  'inline-flex min-h-11 items-center justify-center rounded-md border px-4 py-2 text-base font-semibold ' +
  'no-underline disabled:cursor-not-allowed disabled:border-line disabled:bg-ground disabled:text-ink-soft';

/** Classes of a button, for links that look like one. */
export function buttonClass(look: keyof typeof LOOKS = 'primary', wide = false): string {
  return `${BASE} ${LOOKS[look]} ${wide ? 'w-full min-h-12' : ''}`;
}

/** A button that names the act. Disabled buttons say why beside them (`BlockedReason`). */
export function Button({
  look = 'primary',
  wide = false,
  className = '',
  type = 'button',
  ...rest
}: ButtonHTMLAttributes<HTMLButtonElement> & { look?: keyof typeof LOOKS; wide?: boolean }) {
  return <button type={type} className={`${buttonClass(look, wide)} ${className}`} {...rest} />;
}
