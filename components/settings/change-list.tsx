import { Pagination } from '@/components/ui/pagination';
import { Tag } from '@/components/ui/tag';
import type { RouteSettings } from '@/lib/approvals/types';
import { ROLE_NAMES, ROLES } from '@/lib/organs/types';
import { formatDate, formatMinute } from '@/lib/platform/dates';
import { CONCLUSION_NAMES } from '@/lib/settings/messages';
import type { ChangeList, ChangeRow } from '@/lib/settings/queries/list-changes';
import { type ColumnNames, changedParts } from '@/lib/settings/rules/values';
import { ROUTE_KEYS, SETTING_KEYS, SETTING_NAMES } from '@/lib/settings/types';
import { ChangedParts } from './changed-parts';
import { ConcludeChange } from './conclude-change';
import { RouteChanges } from './setting-preview';

/** What a change is about, on one line. */
export function changeTitle({ kind, target, personName, payload }: ChangeRow): string {
  if (kind === 'setting') {
    const key = SETTING_KEYS.find((known) => known === target);
    return key === undefined ? target : SETTING_NAMES[key];
  }
  const named = (payload as { role?: unknown } | null)?.role;
  const role = ROLES.find((known) => known === named);
  return `${kind === 'role_grant' ? '授予' : '收回'}${personName ?? ''}的角色“${role ? ROLE_NAMES[role] : ''}”`;
}

/** The changes of the house: those that wait for a second person, then those that were concluded. */
export function ChangesPage({
  changes,
  losses,
  columns,
  settings,
}: {
  changes: ChangeList;
  /** What each open change would bring to a halt, by its id. */
  losses: ReadonlyMap<string, readonly string[]>;
  columns: ColumnNames;
  /** Of the routes as they stand, to show what an open change would make of them. */
  settings: RouteSettings;
}) {
  const { open, concluded, page, pages } = changes;
  return (
    <>
      <h1 className="mb-3 text-xl font-semibold">变更</h1>
      <section aria-labelledby="open-changes" className="mb-6">
        <h2 id="open-changes" className="mb-2 text-lg font-semibold">
          待确认（{open.length}）
        </h2>
        {open.length === 0 ? (
          <p className="border border-line bg-paper p-6 text-ink-soft">
            现在没有待确认的变更。设置、词典和角色的变更提出后，由另一人在这里确认才生效。
          </p>
        ) : (
          <ul className="grid gap-3">
            {open.map((change) => (
              <li key={change.id} id={`change-${change.id}`} className="border border-line bg-paper p-4">
                <ChangeHead change={change} />
                <ChangeBody change={change} columns={columns} settings={settings} />
                <ConcludeChange
                  changeId={change.id}
                  title={changeTitle(change)}
                  losses={losses.get(change.id) ?? []}
                  whyNotConfirm={change.whyNotConfirm}
                  mayWithdraw={change.mayWithdraw}
                />
              </li>
            ))}
          </ul>
        )}
      </section>
      <section aria-labelledby="concluded-changes">
        <h2 id="concluded-changes" className="mb-2 text-lg font-semibold">
          已办结
        </h2>
        {concluded.length === 0 ? (
          <p className="border border-line bg-paper p-6 text-ink-soft">还没有办结的变更。</p>
        ) : (
          <ul className="divide-y divide-line border border-line bg-paper">
            {concluded.map((change) => (
              <li key={change.id} className="p-4">
                <ChangeHead change={change} />
                <details>
                  <summary className="min-h-11 cursor-pointer py-2 text-brand">变更的内容</summary>
                  <ChangeBody change={change} columns={columns} />
                </details>
              </li>
            ))}
          </ul>
        )}
        <Pagination page={page} pages={pages} href={(to) => `/office/settings/changes?page=${to}`} />
      </section>
    </>
  );
}

function ChangeHead({ change }: { change: ChangeRow }) {
  const { conclusion, proposedBy, proposedAt, concludedBy, concludedAt, note } = change;
  return (
    <>
      <div className="flex flex-wrap items-baseline justify-between gap-2">
        <h3 className="text-[1.0625rem] font-semibold">{changeTitle(change)}</h3>
        {conclusion === null ? (
          <Tag look="warn">待确认</Tag>
        ) : (
          <Tag look={conclusion === 'approved' ? 'ok' : 'quiet'}>{CONCLUSION_NAMES[conclusion]}</Tag>
        )}
      </div>
      <p className="mt-1 flex flex-wrap gap-x-4 text-sm text-ink-soft">
        <span>
          提出：{proposedBy}（{formatMinute(proposedAt)}）
        </span>
        {concludedBy && concludedAt ? (
          <span>
            {conclusion === 'withdrawn' ? '撤回' : '确认'}：{concludedBy}（{formatMinute(concludedAt)}）
          </span>
        ) : null}
      </p>
      {note ? <p className="mt-1">意见：{note}</p> : null}
    </>
  );
}

function ChangeBody({
  change,
  columns,
  settings,
}: {
  change: ChangeRow;
  columns: ColumnNames;
  settings?: RouteSettings;
}) {
  const key = SETTING_KEYS.find((known) => known === change.target);
  const isOfRoute = ROUTE_KEYS.some((known) => known === key);
  return (
    <div className="my-2 grid gap-2">
      <p>
        <span className="text-ink-soft">理由：</span>
        {change.reason}
      </p>
      {change.kind === 'setting' && key !== undefined ? (
        <>
          <p>
            <span className="text-ink-soft">生效：</span>
            {formatDate(change.effectiveFrom)}起；确认较晚的，自确认之日起
          </p>
          <ChangedParts parts={changedParts(key, change.before, change.payload, columns)} />
          {settings && isOfRoute ? (
            <RouteChanges settingKey={key} value={change.payload} settings={settings} />
          ) : null}
        </>
      ) : (
        <>
          <p>
            <span className="text-ink-soft">生效：</span>确认后立即生效；本人须重新登录
          </p>
          {settings ? (
            <p>
              <span className="text-ink-soft">现有角色：</span>
              {change.rolesHeld.length === 0
                ? '没有'
                : change.rolesHeld.map((role) => ROLE_NAMES[role]).join('、')}
            </p>
          ) : null}
        </>
      )}
    </div>
  );
}
