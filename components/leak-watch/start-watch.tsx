'use client';

import { useRouter } from 'next/navigation';
import { useEffect, useState } from 'react';
import { attempt } from '@/components/ui/attempt';
import { Button } from '@/components/ui/button';
import { RefusalList } from '@/components/ui/notice';
import { Progress } from '@/components/ui/progress';
import { startLeakWatchAction } from '@/lib/leak-watch/actions';
import type { Refusal } from '@/lib/platform/result';

/** Pause between two looks at a run that goes on, milliseconds. */
const LOOK_MS = 2_000;

/** The button that asks for a run, and how far the present one has come. */
export function StartWatch({ open }: { open: { asked: number; planned: number; begun: boolean } | null }) {
  const router = useRouter();
  const [refusals, setRefusals] = useState<readonly Refusal[]>([]);
  const [isPending, setPending] = useState(false);
  const isOpen = open !== null;

  useEffect(() => {
    if (!isOpen) return;
    const timer = setInterval(() => router.refresh(), LOOK_MS);
    return () => clearInterval(timer);
  }, [isOpen, router]);

  async function start() {
    setPending(true);
    const result = await attempt(() => startLeakWatchAction({}));
    setRefusals(result.ok ? [] : result.refusals);
    router.refresh();
    setPending(false);
  }

  return (
    <div className="mb-4">
      <Button onClick={start} disabled={isPending || isOpen}>
        {isOpen ? '正在检测…' : '立即检测'}
      </Button>
      {open ? (
        <Progress
          id="watch-progress"
          label={
            open.begun
              ? `已问 ${open.asked} 次${open.planned > 0 ? `，最多 ${open.planned} 次` : ''}。约需一分钟，可以离开这个页面。`
              : '等待后台任务开始，一般只要几秒。'
          }
          value={open.asked}
          max={open.planned}
        />
      ) : null}
      <RefusalList refusals={refusals} title="没有开始，原因如下：" />
    </div>
  );
}
