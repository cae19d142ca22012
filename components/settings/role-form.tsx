'use client';

import { useMemo, useState } from 'react';
import { Button } from '@/components/ui/button';
import { Radio } from '@/components/ui/choice';
import { SelectField, TextArea } from '@/components/ui/field';
import { Notice, RefusalList } from '@/components/ui/notice';
import { type Arrangement, staffingLosses } from '@/lib/approvals/rules/staffing-loss';
import { checkRoleGrant } from '@/lib/organs/rules/role-grants';
import { ROLE_NAMES, ROLES, type Role } from '@/lib/organs/types';
import { proposeChangeAction } from '@/lib/settings/actions';
import { lossInWords } from '@/lib/settings/messages';
import type { Colleague } from '@/lib/settings/queries/list-arrangements';
import { StaffingLosses } from './staffing-losses';
import { useAct } from './use-act';

/** Asks for a role to be given or ended; a second person confirms it. */
export function RoleForm({
  people,
  arrangement,
}: {
  people: readonly Colleague[];
  arrangement: Arrangement | null;
}) {
  const [kind, setKind] = useState<'role_grant' | 'role_end'>('role_grant');
  const [personId, setPersonId] = useState('');
  const [role, setRole] = useState('');
  const [reason, setReason] = useState('');
  const [isAccepted, setAccepted] = useState(false);
  const { refusals, setRefusals, pending, done, run, errorOf } = useAct();
  const person = people.find(({ id }) => id === personId);
  const isGrant = kind === 'role_grant';
  const offered: readonly Role[] = isGrant
    ? ROLES.filter((one) => !person?.roles.includes(one))
    : (person?.roles ?? []);
  const chosen = offered.find((one) => one === role);
  const warnings = isGrant && person && chosen ? checkRoleGrant(person.roles, [chosen]) : [];

  const losses = useMemo(() => {
    if (arrangement === null || isGrant || chosen === undefined) return [];
    const after = arrangement.people.map((one) =>
      one.id === personId ? { ...one, roles: one.roles.filter((held) => held !== chosen) } : one,
    );
    return staffingLosses(arrangement, { ...arrangement, people: after }).map(lossInWords);
  }, [arrangement, isGrant, chosen, personId]);

  async function send() {
    if (person === undefined || chosen === undefined) {
      setRefusals([
        ...(person === undefined
          ? [{ code: 'person_missing', message: '请选择人员。', field: 'personId' }]
          : []),
        ...(chosen === undefined ? [{ code: 'role_missing', message: '请选择角色。', field: 'role' }] : []),
      ]);
      return;
    }
    if (await run(() => proposeChangeAction({ kind, personId, role: chosen, reason }))) {
      setRole('');
      setAccepted(false);
      setReason('');
    }
  }

  return (
    <form
      aria-label="申请授予或收回角色"
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      {done ? (
        <Notice look="ok" title="变更已提出">
          <p>由工作机构负责人、分管领导或主要领导确认后立即生效；本人的角色由其他人确认。</p>
        </Notice>
      ) : null}
      <fieldset className="flex flex-wrap gap-x-6">
        <legend className="font-semibold">办理什么</legend>
        <Radio name="kind" label="授予角色" checked={isGrant} onChange={() => setKind('role_grant')} />
        <Radio name="kind" label="收回角色" checked={!isGrant} onChange={() => setKind('role_end')} />
      </fieldset>
      <div className="grid gap-x-4 sm:grid-cols-2">
        <SelectField
          id="role-person"
          label="人员"
          required
          value={personId}
          onChange={(event) => {
            setPersonId(event.target.value);
            setAccepted(false);
          }}
          error={errorOf('personId')}
          options={[
            ['', '请选择'],
            ...people.map(({ id, name, post }) => [id, `${name}（${post}）`] as const),
          ]}
        />
        <SelectField
          id="role-role"
          label="角色"
          required
          value={chosen ?? ''}
          onChange={(event) => {
            setRole(event.target.value);
            setAccepted(false);
          }}
          error={errorOf('role')}
          hint={!isGrant && person && offered.length === 0 ? '这名人员现在没有角色。' : undefined}
          options={[['', '请选择'], ...offered.map((one) => [one, ROLE_NAMES[one]] as const)]}
        />
      </div>
      <TextArea
        id="role-reason"
        label="理由"
        required
        value={reason}
        onChange={(event) => setReason(event.target.value)}
        error={errorOf('reason')}
      />
      {warnings.map((refusal) => (
        <Notice key={refusal.code} look="warn">
          <p>{refusal.message}</p>
        </Notice>
      ))}
      <StaffingLosses losses={losses} isAccepted={isAccepted} onAccept={setAccepted} />
      <RefusalList refusals={refusals} />
      <Button type="submit" disabled={pending || warnings.length > 0 || (losses.length > 0 && !isAccepted)}>
        {pending ? '正在提出…' : '提出变更'}
      </Button>
    </form>
  );
}
