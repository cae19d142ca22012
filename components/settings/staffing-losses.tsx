import { Checkbox } from '@/components/ui/choice';

/** What a change would bring to a halt; it is asked for or confirmed all the same only with a tick. */
export function StaffingLosses({
  losses,
  isAccepted,
  onAccept,
}: {
  losses: readonly string[];
  isAccepted: boolean;
  onAccept: (isAccepted: boolean) => void;
}) {
  if (losses.length === 0) return null;
  return (
    <div role="alert" className="my-3 border-l-4 border-seal bg-seal-wash px-4 py-3 text-seal">
      <p className="font-semibold">这项变更会使审批办不下去</p>
      <ul className="list-disc pl-5">
        {losses.map((loss) => (
          <li key={loss}>{loss}</li>
        ))}
      </ul>
      <p className="mt-1 text-sm">按所有人都在岗、没有代理推算。请先补足人员，再作变更。</p>
      <Checkbox
        label="我已知道办不下去的后果，仍要继续"
        checked={isAccepted}
        onChange={(event) => onAccept(event.target.checked)}
      />
    </div>
  );
}
