'use client';

import { useEffect, useRef, useState } from 'react';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { RefusalList } from '@/components/ui/notice';
import { stepNameIn } from '@/lib/approvals/rules/checklists';
import { routeFor } from '@/lib/approvals/rules/route';
import { CLASS_NAMES, type RouteStep } from '@/lib/approvals/types';
import { refusedAnswers } from './answers';
import { FindingAnswers } from './finding-answers';
import { LaneChoice, type LaneChoiceValue } from './lane-choice';
import type { ItemEditing } from './use-item-editing';

/** The steps of a route that follow one another, those that are open together on one line. */
function stagesOf(route: readonly RouteStep[]): RouteStep[][] {
  return [...new Set(route.map(({ stage }) => stage))].map((stage) =>
    route.filter((step) => step.stage === stage),
  );
}

const isOfLane = ({ field }: { field?: string }) => field === 'laneReason';

/** Names the route that follows, then submits. */
export function SubmitDialog({ editing }: { editing: ItemEditing }) {
  const { contentClass, isAsking, setIsAsking, isBusy, submit, proofreading, answerRefusals } = editing;
  const [laneChoice, setLaneChoice] = useState<LaneChoiceValue>({ isEmergency: false, reason: '' });
  // The class may have been lowered since the emergency was ticked; a corrected typing error has a lane of its own.
  const isEmergency = laneChoice.isEmergency && contentClass === 'c';
  const lane = isEmergency ? 'emergency' : editing.lane;
  const route = routeFor(contentClass, lane, editing.props.routeSettings);
  const findings = proofreading.result?.findings ?? [];
  const refused = refusedAnswers(answerRefusals, findings, proofreading.answers);
  const laneRefusal = laneChoice.reason.trim() === '' ? answerRefusals.find(isOfLane) : undefined;
  // What is mended meanwhile is said no more.
  const stands = answerRefusals.filter((refusal) =>
    refusal.field?.startsWith('handlings.')
      ? [...refused.values()].includes(refusal.message)
      : !isOfLane(refusal) || laneRefusal !== undefined,
  );
  const fields = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (answerRefusals.length > 0)
      fields.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [answerRefusals]);
  const isMarked = findings.some((finding) => finding.kind === 'classification');
  return (
    <Dialog
      isOpen={isAsking}
      title="提交审核？"
      size={findings.length > 0 ? 'wide' : 'narrow'}
      onClose={() => setIsAsking(false)}
    >
      <p>提交后这一稿冻结，依次经过：</p>
      <ol className="my-2 list-decimal pl-6">
        {stagesOf(route).map((steps) => (
          <li key={steps[0]?.stage}>
            {steps.map((step) => stepNameIn(step, route)).join('、')}
            {steps.length > 1 ? <span className="text-ink-soft">（同时办理，不分先后）</span> : null}
          </li>
        ))}
        <li>发布</li>
      </ol>
      <p className="text-ink-soft">
        内容等级：{CLASS_NAMES[contentClass]}。提交后再修改，已有的审核意见作废，从初审重来。
      </p>
      <div ref={fields}>
        <LaneChoice
          contentClass={contentClass}
          value={laneChoice}
          error={laneRefusal?.message}
          onChange={setLaneChoice}
        />
        {proofreading.failure ? (
          <p className="mt-2 text-warn">没有校对成：{proofreading.failure}</p>
        ) : (
          <FindingAnswers editing={editing} refused={refused} />
        )}
      </div>
      <RefusalList
        refusals={stands}
        title={refused.size > 0 ? `还不能提交：有 ${refused.size} 条要补写，已在上面标出。` : '还不能提交：'}
      />
      <div className="mt-5 flex flex-wrap justify-end gap-3">
        <Button look="quiet" disabled={isBusy} onClick={() => setIsAsking(false)}>
          再看看
        </Button>
        <Button
          disabled={isBusy || isMarked}
          onClick={() =>
            void submit({
              lane: isEmergency ? 'emergency' : 'normal',
              laneReason: isEmergency ? laneChoice.reason : '',
            })
          }
        >
          {isBusy ? '正在提交…' : '确认提交'}
        </Button>
      </div>
    </Dialog>
  );
}
