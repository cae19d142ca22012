import Link from 'next/link';

/** What staff see for what does not exist, and for what they may not see: both alike. */
export default function NotFound() {
  return (
    <main className="mx-auto max-w-xl px-4 py-10">
      <h1 className="mb-2 text-xl font-semibold">没有找到这个页面</h1>
      <p>这条信息不存在，或者您无权查看。请检查网址，或回到待办列表。</p>
      <p className="mt-4">
        <Link href="/office" className="text-brand">
          回到待办
        </Link>
      </p>
    </main>
  );
}
