'use client';

import { FaultNotice } from '@/components/office/fault-notice';
import './office.css';

export default function GlobalError({
  error,
  reset,
}: {
  error: Error & { digest?: string };
  reset: () => void;
}) {
  return (
    <html lang="zh-CN">
      <body className="min-h-dvh bg-ground font-sans text-base text-ink">
        <FaultNotice digest={error.digest} retry={reset} />
      </body>
    </html>
  );
}
