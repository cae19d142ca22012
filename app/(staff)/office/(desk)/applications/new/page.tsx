import { randomUUID } from 'node:crypto';
import { TakeInForm } from '@/components/applications/intake/take-in-form';
import { RefusalList } from '@/components/ui/notice';
import { whyNotTakeIn } from '@/lib/applications/policy';
import { getPageSignedIn } from '@/lib/organs/staff-gate';
import { currentTime } from '@/lib/platform/clock';
import { civilDate } from '@/lib/platform/dates';

export const metadata = { title: '录入收到的申请' };

export default async function NewApplicationPage() {
  const { actor } = await getPageSignedIn();
  const refusals = whyNotTakeIn(actor);
  return (
    <>
      <h1 className="mb-4 text-2xl font-semibold">录入收到的申请</h1>
      {refusals.length > 0 ? (
        <RefusalList refusals={refusals} title="您不能录入申请：" />
      ) : (
        <TakeInForm submissionKey={randomUUID()} today={civilDate(currentTime())} me={actor.name} />
      )}
    </>
  );
}
