import Link from 'next/link';
import type { ReactNode } from 'react';
import { buttonClass } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import type { CaseView } from '@/lib/applications/types/case-view';
import { stepFacts } from '../steps/step-facts';
import { StepPanel } from '../steps/step-panel';
import { DayStrip } from '../strip/day-strip';
import { CaseHead } from './case-head';
import { Documents } from './documents';
import { People } from './people';
import { RelatedCases } from './related-cases';
import { RequestTexts } from './request-texts';
import { Timeline } from './timeline';

/** Whether the applicant has withdrawn and L13 is still to be written. */
function awaitsConfirmation({ facts, letters }: CaseView): boolean {
  const isWithdrawn = facts.state === 'deciding' && facts.subOutcome === 'withdrawn';
  return isWithdrawn && !letters.some(({ code, state }) => code === 'L13' && state !== 'dropped');
}

/** One case: how it stands, its days, what can be done, and everything in its file. */
export function CasePage({ view, addFile }: { view: CaseView; addFile: ReactNode }) {
  return (
    <>
      <CaseHead view={view} />
      {awaitsConfirmation(view) ? (
        <p className="mt-4 border-l-4 border-warn bg-warn-wash px-4 py-3">
          申请人已经撤回。
          <Link
            prefetch={false}
            href={`/office/applications/${view.facts.id}/decide`}
            className={buttonClass('primary')}
          >
            起草撤回申请确认书（L13）
          </Link>
        </p>
      ) : null}
      <div className="mt-4">
        <Card title="期限的每一天">
          <DayStrip strip={view.strip} />
          {view.strip.segments.length > 0 ? (
            <p className="mt-2">
              <Link
                prefetch={false}
                href={`/office/applications/${view.facts.id}/proof`}
                className={buttonClass('quiet')}
              >
                为什么是这一天
              </Link>
            </p>
          ) : null}
        </Card>
      </div>
      <div className="grid items-start gap-x-4 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
        {/* On a phone the next steps come first. */}
        <div className="min-w-0 lg:sticky lg:top-4 lg:order-2 lg:max-h-[calc(100dvh-2rem)] lg:overflow-y-auto">
          <StepPanel offers={view.offers} facts={stepFacts(view)} />
        </div>
        <div className="min-w-0 lg:order-1">
          <RequestTexts texts={view.texts} />
          <People view={view} />
          <Documents view={view} addFile={addFile} />
          <RelatedCases view={view} />
          <Card title="办理记录">
            <Timeline entries={view.timeline} />
          </Card>
        </div>
      </div>
    </>
  );
}
