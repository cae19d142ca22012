'use client';

import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { Notice, RefusalList } from '@/components/ui/notice';
import { Progress as ProgressBar } from '@/components/ui/progress';
import { withBasePath } from '@/lib/platform/base-path';
import type { Refusal } from '@/lib/platform/result';

type Progress = { walked: number; total: number };
type Verified = { isWhole: boolean; rows: number; records: number; found: number; findings: string[] };
type Line = Partial<Progress & Verified> & { fault?: string };
type State = { progress: Progress | null; verified: Verified | null; refusals: readonly Refusal[] };

const IDLE: State = { progress: null, verified: null, refusals: [] };
const OFFLINE: Refusal = {
  code: 'offline',
  message: '网络不通，或服务器没有回答完。请刷新页面，看上次核验的结果，再决定是否重新核验。',
};

/** Hands on each line of JSON as it comes. */
async function readLines(response: Response, take: (line: Line) => void): Promise<void> {
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  let rest = '';
  for (;;) {
    const { value, done } = (await reader?.read()) ?? { value: undefined, done: true };
    rest += value ?? '';
    const lines = rest.split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) if (line !== '') take(JSON.parse(line) as Line);
    if (done) return;
  }
}

/** Verifies the log now, shows how far it has come, and says clearly what came out. */
export function VerifyButton() {
  const router = useRouter();
  const [state, setState] = useState<State>(IDLE);
  const isRunning = state.progress !== null;

  async function verify() {
    setState({ ...IDLE, progress: { walked: 0, total: 0 } });
    let end: State = { ...IDLE, refusals: [OFFLINE] };
    try {
      const response = await fetch(withBasePath('/office/audit/verify'), { method: 'POST' });
      if (!response.ok) {
        const { refusals } = (await response.json()) as { refusals: Refusal[] };
        end = { ...IDLE, refusals };
      } else {
        await readLines(response, (line) => {
          if (line.fault !== undefined) end = { ...IDLE, refusals: [{ code: 'fault', message: line.fault }] };
          else if (line.isWhole !== undefined) end = { ...IDLE, verified: line as Verified };
          else setState({ ...IDLE, progress: line as Progress });
        });
      }
    } catch {
      // Said by OFFLINE.
    }
    setState(end);
    router.refresh();
  }

  const { progress, verified } = state;
  return (
    <div className="w-full">
      <Button onClick={verify} disabled={isRunning}>
        {isRunning ? '正在核验…' : '立即核验'}
      </Button>
      {progress ? (
        <ProgressBar
          id="verify-progress"
          label={`已核对 ${progress.walked} 行${progress.total > 0 ? `，共 ${progress.total} 行` : ''}`}
          value={progress.walked}
          max={progress.total}
        />
      ) : null}
      <RefusalList refusals={state.refusals} title="没有核验完，原因如下：" />
      {verified?.isWhole === true ? (
        <Notice
          look="ok"
          title={`核验完毕：${verified.rows} 行首尾相连，与 ${verified.records} 条审批、发布等记录一致。`}
        />
      ) : null}
      {verified?.isWhole === false ? (
        <Notice look="error" title={`核验完毕：日志不完整，发现 ${verified.found} 处问题`}>
          <ul className="list-disc pl-5">
            {verified.findings.map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ul>
        </Notice>
      ) : null}
    </div>
  );
}
