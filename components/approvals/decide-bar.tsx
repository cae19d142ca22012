'use client';

import { Button } from '@/components/ui/button';

/** The buttons of the form, which the bar presses for who reads on a phone. */
export const PASS_BUTTON_ID = 'decide-pass';
export const RETURN_BUTTON_ID = 'decide-return';

/**
 * On a phone: the conclusion within reach of the thumb while the text is read. It stands before the
 * form and gives way to it; it acts through the form, so what that asks is asked here too. A level or 保密审查 has
 * lists to go through first, and a text that was never opened is to be read: there the bar only leads to them.
 */
export function DecideBar({ passLabel }: { passLabel: string | null }) {
  function goToForm(buttonId?: string) {
    document.getElementById('decision-title')?.scrollIntoView({ block: 'start' });
    if (buttonId) document.getElementById(buttonId)?.click();
  }
  return (
    <div className="sticky bottom-0 z-10 -mx-4 mb-4 grid grid-cols-[2fr_1fr] gap-2 border-t border-line bg-paper px-4 py-2 shadow-[0_-2px_6px_rgb(0_0_0/0.12)] sm:hidden print:hidden">
      {passLabel === null ? (
        <Button className="col-span-2" onClick={() => goToForm()}>
          去作结论
        </Button>
      ) : (
        <>
          <Button onClick={() => goToForm(PASS_BUTTON_ID)}>{passLabel}</Button>
          <Button look="danger" onClick={() => goToForm(RETURN_BUTTON_ID)}>
            退回
          </Button>
        </>
      )}
    </div>
  );
}
