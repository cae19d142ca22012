import { Checkbox } from '@/components/ui/choice';
import { TextArea } from '@/components/ui/field';
import type { ContentClass } from '@/lib/approvals/types';

/** What a submission says of its lane; nothing where it takes the usual one. */
export type LaneChoiceValue = { readonly isEmergency: boolean; readonly reason: string };

/**
 * 应急流程, offered for class C and otherwise explained: the three first reviews at once, none left out (TR-11).
 */
export function LaneChoice({
  contentClass,
  value,
  error,
  onChange,
}: {
  contentClass: ContentClass;
  value: LaneChoiceValue;
  /** What was refused of the reason. */
  error?: string | undefined;
  onChange: (value: LaneChoiceValue) => void;
}) {
  if (contentClass !== 'c') {
    return (
      <p className="mt-2 text-sm text-ink-soft">
        突发事件、澄清虚假信息可以走应急流程：请先把内容等级定为 C。
      </p>
    );
  }
  return (
    <fieldset className="mt-3 border-t border-line pt-2">
      <legend className="sr-only">流程</legend>
      <Checkbox
        label="走应急流程"
        hint="只用于突发事件和澄清虚假信息。环节一个不少：初审、复审、保密审查同时办理，再终审，由主要领导签发；书面意见可以在一个工作日内补写。"
        checked={value.isEmergency}
        onChange={(event) => onChange({ ...value, isEmergency: event.target.checked })}
      />
      {value.isEmergency ? (
        <TextArea
          id="lane-reason"
          label="应急理由"
          hint="写明是什么突发事件，或者要澄清什么。理由随这一稿留存，审核人都能看到。"
          required
          maxLength={500}
          error={error}
          value={value.reason}
          onChange={(event) => onChange({ ...value, reason: event.target.value })}
        />
      ) : null}
    </fieldset>
  );
}
