'use client';

import { FaultNotice } from '@/components/office/fault-notice';

export default function OfficeError({
  error,
  reset,
}: {
  error: Error & { digest?: string };
  reset: () => void;
}) {
  return <FaultNotice digest={error.digest} retry={reset} />;
}
