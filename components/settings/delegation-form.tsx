'use client';

import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { Checkbox, Radio } from '@/components/ui/choice';
import { SelectField } from '@/components/ui/field';
import { Notice, RefusalList } from '@/components/ui/notice';
import { addDays } from '@/lib/calendar/rules/civil-dates';
import { delegateAction } from '@/lib/organs/actions';
import { besides, deputyFitness, isDutyLeader, PHONE_DAYS } from '@/lib/organs/rules/delegation';
import { ADMIN_ROLES, DELEGABLE_ROLES, type DelegableRole, ROLE_NAMES, type Role } from '@/lib/organs/types';
import type { Colleague, DelegationLine } from '@/lib/settings/queries/list-arrangements';
import { PeriodFields } from './period-fields';
import { useAct } from './use-act';

/** The person at the form. */
export type Me = { readonly personId: string; readonly roles: readonly Role[] };

const delegable = (roles: readonly Role[]): DelegableRole[] =>
  DELEGABLE_ROLES.filter((role) => roles.includes(role));

/** A delegation as the rule wants it, and in words. */
function asOther(line: DelegationLine) {
  const { principalId, deputyId, deputy, principal, role, startsOn, endsOn, revokedAt } = line;
  const words = `${deputy}代${principal}办理“${ROLE_NAMES[role]}”，${startsOn} 至 ${endsOn}`;
  const held = role as DelegableRole;
  return { principalId, deputyId, role: held, startsOn, endsOn, isRevoked: revokedAt !== null, words };
}

/** Appoints a deputy: for oneself, or as the head of the office on an order by telephone. */
export function DelegationForm({
  me,
  people,
  standing,
  today,
}: {
  me: Me;
  people: readonly Colleague[];
  /** Delegations that run or are to come. */
  standing: readonly DelegationLine[];
  today: string;
}) {
  const isOfficeHead = me.roles.includes('office_head');
  const hasOwn = delegable(me.roles).length > 0;
  const [byPhone, setByPhone] = useState(!hasOwn);
  const [principalId, setPrincipalId] = useState('');
  const [role, setRole] = useState('');
  const [deputyId, setDeputyId] = useState('');
  const [startsOn, setStartsOn] = useState(today);
  const [endsOn, setEndsOn] = useState(today);
  const [reason, setReason] = useState('');
  /** What was shown when the person said to go on beside another deputy. */
  const [accepted, setAccepted] = useState('');
  const { refusals, setRefusals, pending, done, run, errorOf } = useAct();
  if (!hasOwn && !isOfficeHead) {
    return (
      <p className="text-ink-soft">
        您没有可以委托他人代理的审核职责。审核人、保密审查人、工作机构负责人、法制审核人和领导可以在这里指定代理人；主要领导电话授权的，由工作机构负责人登记。
      </p>
    );
  }
  const principal = byPhone ? principalId : me.personId;
  // By telephone only 主要领导 orders (TR-11).
  const principals = people.filter(({ id, roles }) => id !== me.personId && roles.includes('head_of_organ'));
  const roles: readonly DelegableRole[] = byPhone ? ['head_of_organ'] : delegable(me.roles);
  const chosen = roles.find((one) => one === role) ?? (roles.length === 1 ? roles[0] : undefined);
  const deputies = people.filter(
    ({ id, roles: held }) =>
      id !== principal &&
      (!byPhone || (id !== me.personId && isDutyLeader(held))) &&
      !ADMIN_ROLES.some((admin) => held.includes(admin)),
  );
  const ofFitness = (wanted: ReturnType<typeof deputyFitness>) =>
    deputies.filter((person) => deputyFitness(person.roles) === wanted);
  const offered = [
    ...[...ofFitness('reviews'), ...ofFitness('other')].map(
      ({ id, name, post }) => [id, `${name}（${post}）`] as const,
    ),
    ...ofFitness('writes_only').map(
      ({ id, name, post }) => [id, `${name}（${post}；拟稿人，不能办理自己写的稿件）`] as const,
    ),
  ];
  const others =
    chosen === undefined
      ? []
      : besides({ principalId: principal, role: chosen, startsOn, endsOn }, standing.map(asOther));
  const same = others.find((other) => other.deputyId === deputyId);
  const beside = others.map(({ words }) => words).join('；');
  const mustAccept = same === undefined && beside !== '' && accepted !== beside;

  async function send() {
    const missing = [
      ...(principal === '' ? [{ code: 'missing', message: '请选择授权人。', field: 'principalId' }] : []),
      ...(chosen === undefined ? [{ code: 'missing', message: '请选择代理什么职责。', field: 'role' }] : []),
      ...(deputyId === '' ? [{ code: 'missing', message: '请选择代理人。', field: 'deputyId' }] : []),
    ];
    if (missing.length > 0) return setRefusals(missing);
    const sent = await run(() =>
      delegateAction({
        principalId: principal,
        deputyId,
        role: chosen ?? '',
        startsOn,
        endsOn,
        reason,
        byPhone,
      }),
    );
    if (!sent) return;
    setDeputyId('');
    setReason('');
  }

  return (
    <form
      aria-label="指定代理人"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      {done ? (
        <Notice look="ok" title="代理已登记">
          <p>
            {byPhone
              ? '授权人和代理人已经收到通知。授权人登录后在“待办”中确认；确认之前，代理人只能办理应急流程的稿件。'
              : '代理人已经收到通知，在这些日子里可以办理，记录上写明两人的姓名。'}
          </p>
        </Notice>
      ) : null}
      {hasOwn && isOfficeHead ? (
        <fieldset className="flex flex-wrap gap-x-6">
          <legend className="font-semibold">谁来授权</legend>
          <Radio name="by-phone" label="我本人" checked={!byPhone} onChange={() => setByPhone(false)} />
          <Radio
            name="by-phone"
            label="主要领导电话授权，由我登记"
            checked={byPhone}
            onChange={() => setByPhone(true)}
          />
        </fieldset>
      ) : null}
      <div className="grid gap-x-4 sm:grid-cols-2 lg:grid-cols-3">
        {byPhone ? (
          <SelectField
            id="principal"
            label="授权人"
            required
            value={principalId}
            onChange={(event) => setPrincipalId(event.target.value)}
            error={errorOf('principalId')}
            options={[
              ['', '请选择'],
              ...principals.map(({ id, name, post }) => [id, `${name}（${post}）`] as const),
            ]}
          />
        ) : null}
        <SelectField
          id="role"
          label="代理什么职责"
          required
          value={chosen ?? ''}
          onChange={(event) => setRole(event.target.value)}
          error={errorOf('role')}
          options={[['', '请选择'], ...roles.map((one) => [one, ROLE_NAMES[one]] as const)]}
        />
        <SelectField
          id="deputy"
          label="代理人"
          required
          value={deputyId}
          onChange={(event) => setDeputyId(event.target.value)}
          error={errorOf('deputyId')}
          options={[['', '请选择'], ...offered]}
        />
        <PeriodFields
          id="delegation"
          startsOn={startsOn}
          endsOn={endsOn}
          reason={reason}
          min={today}
          max={byPhone ? addDays(today, PHONE_DAYS) : undefined}
          onStarts={setStartsOn}
          onEnds={setEndsOn}
          onReason={setReason}
          errorOf={errorOf}
        />
      </div>
      <p className="text-sm text-ink-soft">
        代理人写过或改过的稿件、已在其他环节办理过的稿件，不能代为办理；授权人和代理人合起来也只占一席。
      </p>
      {byPhone ? (
        <p className="text-sm text-ink-soft">
          电话授权只用于主要领导不在岗时的应急签发：由主要领导授权，代理人须是局领导，最长 {PHONE_DAYS}{' '}
          天。主要领导在系统里确认之前，代理人只能办理应急流程的稿件。
        </p>
      ) : null}
      {same ? (
        <Notice look="error">
          <p>不用重复登记：{same.words}。要改日期的，先收回原来的代理。</p>
        </Notice>
      ) : beside !== '' ? (
        <Notice look="warn" title="这些日子里，同一职责已有代理人">
          <p>{beside}。</p>
          <Checkbox
            label="再加一名代理人，两人都可以办理"
            checked={!mustAccept}
            onChange={(event) => setAccepted(event.target.checked ? beside : '')}
          />
        </Notice>
      ) : null}
      <RefusalList refusals={refusals} />
      <p className="mt-3">
        <Button type="submit" disabled={pending || same !== undefined || mustAccept}>
          {pending ? '正在登记…' : byPhone ? '登记电话授权' : '指定代理人'}
        </Button>
      </p>
    </form>
  );
}
