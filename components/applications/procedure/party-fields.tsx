'use client';

import { Card } from '@/components/ui/card';
import { Checkbox, Radio } from '@/components/ui/choice';
import { TextArea, TextField } from '@/components/ui/field';
import type { ProcedureForm } from '@/lib/applications/letters/types';
import type { Needs, PartyDraft } from './needs';

const INTERESTS = [
  ['trade_secret', '商业秘密'],
  ['personal_privacy', '个人隐私'],
  ['other', '其他合法权益'],
] as const;

type Kind = {
  readonly value: string;
  readonly text: string;
  readonly hint: string;
  readonly changes: Partial<PartyDraft>;
};
const ORGANS: readonly Kind[] = [
  {
    value: 'joint_maker',
    text: '共同制作的机关',
    hint: '15个工作日，逾期未提出意见的视为同意公开（《条例》第三十四条）',
    changes: { kind: 'joint_maker', purpose: 'opinion' },
  },
  {
    value: 'organ',
    text: '其他机关',
    hint: '由本机关定一个函复期限',
    changes: { kind: 'organ', purpose: 'opinion' },
  },
  {
    value: 'secrecy',
    text: '报请主管部门或者保密行政管理部门确定',
    hint: '不能确定是否可以公开的（《条例》第十七条第三款）',
    changes: { kind: 'organ', purpose: 'secrecy' },
  },
];

/** Whom to ask for an opinion, and about what. */
export function ConsultedPartyFields({
  form,
  needs,
  errorOf,
  onChange,
}: {
  form: ProcedureForm;
  needs: Needs;
  errorOf: (key: string) => string | undefined;
  onChange: (needs: Needs) => void;
}) {
  const { party } = needs;
  if (party === undefined) return null;
  const set = (changes: Partial<PartyDraft>) => onChange({ ...needs, party: { ...party, ...changes } });
  const isThird = form.code === 'L06';
  return (
    <Card title={isThird ? '征求哪一个第三方' : '征求哪一个机关'}>
      {isThird ? null : (
        <fieldset className="my-3">
          <legend className="mb-1 font-semibold">征求谁的意见（必填）</legend>
          {ORGANS.map(({ value, text, hint, changes }) => (
            <Radio
              key={value}
              name="organ-kind"
              label={text}
              hint={hint}
              checked={party.kind === changes.kind && party.purpose === changes.purpose}
              onChange={() => set(changes)}
            />
          ))}
        </fieldset>
      )}
      <TextField
        id="name"
        label={isThird ? '第三方的姓名或者名称' : '机关名称'}
        required
        error={errorOf('name')}
        value={party.name}
        onChange={(event) => set({ name: event.target.value })}
      />
      {isThird ? (
        <Checkbox
          label="是自然人（文书称“您”）"
          checked={party.isPerson}
          onChange={(event) => set({ isPerson: event.target.checked })}
        />
      ) : null}
      <TextField
        id="address"
        label="送达地址"
        hint="只用于送达，不写进文书"
        error={errorOf('address')}
        value={party.address}
        onChange={(event) => set({ address: event.target.value })}
      />
      <TextField
        id="phone"
        label="联系电话（可不填）"
        value={party.phone}
        onChange={(event) => set({ phone: event.target.value })}
      />
      <TextArea
        id="about"
        label={isThird ? '可能公开的、涉及对方的内容' : '信息名称'}
        hint="写进文书；不写申请人是谁"
        required
        error={errorOf('about')}
        value={party.about}
        onChange={(event) => set({ about: event.target.value })}
      />
      {isThird ? (
        <fieldset className="my-3">
          <legend className="mb-1 font-semibold">涉及对方的什么（必填）</legend>
          {INTERESTS.map(([value, text]) => (
            <Radio
              key={value}
              name="interest"
              label={text}
              checked={party.interest === value}
              onChange={() => set({ interest: value })}
            />
          ))}
        </fieldset>
      ) : null}
      {!isThird && party.kind === 'organ' ? (
        <TextField
          id="dueDate"
          label="请对方在哪一天以前函复"
          type="date"
          min={form.today}
          required
          error={errorOf('dueDate')}
          value={needs.dueDate ?? ''}
          onChange={(event) => onChange({ ...needs, dueDate: event.target.value })}
        />
      ) : null}
      <p className="text-sm text-ink-soft">
        文书发出的次日起答复期限停止计算，收到意见之日恢复（《条例》第三十三条第三款）。
      </p>
    </Card>
  );
}
