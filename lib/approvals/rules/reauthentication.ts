import type { Conclusion, ContentClass, RouteStep } from '../types';

/** How long a password given again speaks for the person at the screen. */
export const REAUTHENTICATION_MS = 10 * 60_000;

/**
 * Whether a decision needs the password again: signing what is of class C, the one act after which a sensitive text can
 * go out. A return needs none.
 */
export function needsReauthentication(
  contentClass: ContentClass,
  step: Pick<RouteStep, 'step'>,
  conclusion: Conclusion,
): boolean {
  return contentClass === 'c' && step.step === 'sign_off' && conclusion === 'pass';
}
