import { RefusalList } from '@/components/ui/notice';
import type { Refusal } from '@/lib/platform/result';

/** A page of the office that this person's role does not open, with the reason. */
export function NoRightPage({ title, refusals }: { title: string; refusals: readonly Refusal[] }) {
  return (
    <>
      <h1 className="mb-3 text-xl font-semibold">{title}</h1>
      <RefusalList refusals={refusals} title="您不能打开这个页面：" />
    </>
  );
}
