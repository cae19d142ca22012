'use client';

import { Radio } from '@/components/ui/choice';
import type { OutcomeChoice } from '@/lib/applications/letters/types';

/** The results of the one table, grouped as table three of the annual report has them. */
export function OutcomePicker({
  choices,
  chosen,
  onChoose,
}: {
  choices: readonly OutcomeChoice[];
  chosen: string | null;
  onChoose: (key: string) => void;
}) {
  const groups = [...new Set(choices.map(({ group }) => group))];
  return (
    <fieldset className="mb-4 border border-line bg-paper p-4">
      <legend className="sr-only">处理结果</legend>
      <h2 className="text-lg font-semibold">处理结果</h2>
      <p className="mb-2 text-sm text-ink-soft">
        按年度报告表三分组。逾期不补正、逾期不缴费、撤回由专门的步骤产生，不在这里选择。
      </p>
      <div className="grid gap-x-6 md:grid-cols-2">
        {groups.map((group) => (
          <div key={group} className="mb-2 break-inside-avoid">
            <h3 className="mt-2 border-b border-line pb-1 font-semibold">{group}</h3>
            {choices
              .filter((choice) => choice.group === group)
              .map((choice) => (
                <Radio
                  key={choice.key}
                  name="outcome"
                  label={shortLabel(choice)}
                  hint={choice.letter ?? '工作记录结案，不发文书'}
                  checked={choice.key === chosen}
                  onChange={() => onChoose(choice.key)}
                />
              ))}
          </div>
        ))}
      </div>
    </fieldset>
  );
}

/** The label without the name of its group, which stands above it. */
function shortLabel({ label, group }: OutcomeChoice): string {
  const name = group.replace(/^（.）/, '');
  return label.startsWith(`${name}：`) ? label.slice(name.length + 1) : label;
}
