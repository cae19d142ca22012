import { Card } from '@/components/ui/card';
import type { LoadedRound } from '@/lib/approvals/queries';
import { stepNameIn } from '@/lib/approvals/rules/checklists';
import { STEP_NAMES } from '@/lib/approvals/types';
import type { DecisionNote } from '@/lib/disclosure/queries/get-item-detail';
import { LateOpinionForm } from './late-opinion-form';

/** The written opinions that this person owes for their own passes in the emergency lane (TR-11); nothing where none. */
export function OwedOpinions({
  rounds,
  notes,
  personId,
}: {
  rounds: readonly LoadedRound[];
  notes: ReadonlyMap<string, DecisionNote>;
  personId: string;
}) {
  const own = rounds.flatMap((round) =>
    round.decisions.flatMap((decision) => {
      const owed = notes.get(decision.id)?.owed;
      if (!owed || decision.personId !== personId) return [];
      const step = round.facts.route.find(({ position }) => position === decision.position);
      const name = step ? stepNameIn(step, round.facts.route) : STEP_NAMES[decision.step];
      return [{ id: decision.id, owed, step: name }];
    }),
  );
  if (own.length === 0) return null;
  return (
    <Card title="补写书面意见">
      {own.map(({ id, step, owed }) => (
        <LateOpinionForm key={id} decisionId={id} step={step} owed={owed} />
      ))}
    </Card>
  );
}
