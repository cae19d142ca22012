'use client';

import { Button } from '@/components/ui/button';

/** The pass button of the form, which the bar presses for who reads on a phone. */
export const PASS_BUTTON_ID = 'decide-pass';

/**
 * On a phone: the conclusion within reach of the thumb while the text is read. It stands before the
 * form and gives way to it; it acts through the form, so what that asks is asked here too. A level or 保密审查 has lists to go through first: there the bar only leads to
 * them.
 */
export function DecideBar({ passLabel }: { passLabel: string | null }) {
  function goToForm(pressesPass: boolean) {
    document.getElementById('decision-title')?.scrollIntoView({ block: 'start' });
    if (pressesPass) document.getElementById(PASS_BUTTON_ID)?.click();
  }
  return (
    <div className="sticky bottom-0 z-10 -mx-4 mb-4 grid grid-cols-[2fr_1fr] gap-2 border-t border-line bg-paper px-4 py-2 shadow-[0_-2px_6px_rgb(0_0_0/0.12)] sm:hidden print:hidden">
      {passLabel === null ? (
        <Button className="col-span-2" onClick={() => goToForm(false)}>
          去作结论
        </Button>
      ) : (
        <>
          <Button onClick={() => goToForm(true)}>{passLabel}</Button>
          <Button look="danger" onClick={() => goToForm(false)}>
            不同意
          </Button>
        </>
      )}
    </div>
  );
}
