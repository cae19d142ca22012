'use client';

import { Button } from '@/components/ui/button';

/** Opens the print dialog of the browser. */
export function PrintButton() {
  return <Button onClick={() => window.print()}>打印</Button>;
}
