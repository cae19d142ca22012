import { Card } from '@/components/ui/card';
import { Notice } from '@/components/ui/notice';
import type { Arrangement } from '@/lib/approvals/rules/staffing-loss';
import { CLASS_NAMES, type RouteSettings } from '@/lib/approvals/types';
import type { Refusal } from '@/lib/platform/result';
import type { SettingRow } from '@/lib/settings/queries/list-settings';
import { readColumnClasses } from '@/lib/settings/rules/values';
import { LETTER_KEYS, type SettingKey } from '@/lib/settings/types';
import { ProposeSetting } from './propose-setting';
import { RouteBook } from './route-view';
import { SettingCard } from './setting-card';
import type { ColumnChoice } from './setting-value';

const GROUPS: readonly { readonly title: string; readonly keys: readonly SettingKey[] }[] = [
  { title: '签发', keys: ['sign_off_a', 'sign_off_b', 'sign_off_c'] },
  { title: '校对和初审', keys: ['split_proof_l1', 'split_proof_l2', 'split_proof_l3', 'l1_own_section'] },
  {
    title: '一人可以兼办的环节',
    keys: ['secrecy_officer_may_be_l1_or_l2', 'secrecy_officer_may_be_l3', 'signer_may_be_l2'],
  },
  { title: '栏目', keys: ['column_class'] },
  { title: '文书里的救济告知', keys: LETTER_KEYS },
];

function isOfLetters(key: SettingKey): boolean {
  return LETTER_KEYS.some((known) => known === key);
}

/** The routes of today, and each setting behind them. */
export function RouteSettingsPage({
  settings,
  arrangement,
  rows,
  columns,
  whyNotPropose,
  today,
}: {
  settings: RouteSettings;
  /** Today's people, to weigh a change against. */
  arrangement: Arrangement | null;
  rows: readonly SettingRow[];
  columns: readonly ColumnChoice[];
  whyNotPropose: readonly Refusal[];
  today: string;
}) {
  return (
    <>
      <h1 className="mb-3 text-xl font-semibold">审批流程</h1>
      <Card title="今天的流程">
        <RouteBook settings={settings} />
        <Notice look="info">
          <p>
            任何设置都不能减少三审三校和保密审查；B 类至少由分管领导签发，C
            类还须主要领导签发；任何人不能审自己的稿，初审、复审、终审是三个人。
          </p>
          <p>变更只用于生效之后提交的稿件，正在审核的稿件按提交时的流程办完。</p>
        </Notice>
      </Card>
      {whyNotPropose.map((refusal) => (
        <p key={refusal.code} className="mb-3 text-sm text-ink-soft">
          {refusal.message}
        </p>
      ))}
      {GROUPS.map(({ title, keys }) => (
        <Card key={title} title={title}>
          <ul>
            {rows
              .filter((row) => keys.includes(row.key))
              .map((row) => (
                <SettingCard
                  key={row.key}
                  setting={row}
                  shown={
                    row.key === 'column_class' ? (
                      <ColumnClasses value={row.value} columns={columns} />
                    ) : undefined
                  }
                >
                  {whyNotPropose.length === 0 ? (
                    <ProposeSetting
                      // A value that was confirmed meanwhile starts the form anew.
                      key={JSON.stringify(row.value)}
                      settingKey={row.key}
                      present={row.value}
                      // What letters say concerns no route.
                      settings={isOfLetters(row.key) ? null : settings}
                      arrangement={isOfLetters(row.key) ? null : arrangement}
                      columns={columns}
                      today={today}
                    />
                  ) : null}
                </SettingCard>
              ))}
          </ul>
        </Card>
      ))}
    </>
  );
}

function ColumnClasses({ value, columns }: { value: unknown; columns: readonly ColumnChoice[] }) {
  const classes = readColumnClasses(value);
  const set = columns.filter(({ id }) => classes.has(id));
  if (set.length === 0) return <p className="mt-1">没有栏目另作规定，都是 {CLASS_NAMES.a}。</p>;
  return (
    <ul className="mt-1 list-disc pl-5">
      {set.map(({ id, path }) => (
        <li key={id}>
          {path}：{CLASS_NAMES[classes.get(id) ?? 'a']}
        </li>
      ))}
    </ul>
  );
}
