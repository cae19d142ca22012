import type { Metadata } from 'next';
import type { ReactNode } from 'react';
import './office.css';

export const metadata: Metadata = {
  title: { default: '公开 · 办公', template: '%s · 公开' },
  robots: { index: false, follow: false },
};

/** Layout of the office pages; the public pages are static HTML of their own (docs/decisions/0005). */
export default function RootLayout({ children }: { children: ReactNode }) {
  return (
    <html lang="zh-CN">
      <body className="min-h-dvh bg-ground font-sans text-base text-ink">{children}</body>
    </html>
  );
}
