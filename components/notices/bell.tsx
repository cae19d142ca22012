import Link from 'next/link';

/** The way to one's notices, with how many are unread in words and number. */
export function Bell({ unread }: { unread: number }) {
  const shown = unread > 99 ? '99+' : String(unread);
  return (
    <Link prefetch={false} href="/office/notices" className="inline-flex items-center gap-1.5 text-white">
      <svg viewBox="0 0 20 20" aria-hidden="true" className="size-4.5 fill-none stroke-current stroke-[1.6]">
        <path d="M10 2.5a5 5 0 0 0-5 5v3.2L3.5 14h13L15 10.7V7.5a5 5 0 0 0-5-5Z" strokeLinejoin="round" />
        <path d="M8 16.5a2 2 0 0 0 4 0" strokeLinecap="round" />
      </svg>
      通知
      {unread > 0 ? (
        <span className="rounded-full bg-paper px-1.5 text-[0.8125rem] leading-5 font-semibold text-brand-deep">
          <span className="sr-only">，未读 {unread} 条</span>
          <span aria-hidden="true">{shown}</span>
        </span>
      ) : (
        <span className="sr-only">，没有未读</span>
      )}
    </Link>
  );
}
