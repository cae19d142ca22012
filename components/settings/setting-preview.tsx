import { routeFor } from '@/lib/approvals/rules/route';
import { CLASS_NAMES, LANE_NAMES, type RouteSettings } from '@/lib/approvals/types';
import { type ColumnNames, changedParts } from '@/lib/settings/rules/values';
import type { SettingKey } from '@/lib/settings/types';
import { ChangedParts } from './changed-parts';
import { RouteLine, SHOWN_ROUTES } from './route-view';

/** What would be so after a change: the value, and every route that would run differently. */
export function SettingPreview({
  settingKey,
  present,
  value,
  settings,
  columns,
}: {
  settingKey: SettingKey;
  present: unknown;
  value: unknown;
  /** Of the routes as they stand; null on pages that concern no route. */
  settings: RouteSettings | null;
  columns: ColumnNames;
}) {
  const parts = changedParts(settingKey, present, value, columns);
  if (parts.length === 0) return <p className="my-3 text-ink-soft">与现行设置相同。改动后，这里显示结果。</p>;
  return (
    <section aria-label="变更后的结果" className="my-3 border border-line bg-ground p-3">
      <h4 className="mb-1 font-semibold">变更后的结果</h4>
      <ChangedParts parts={parts} />
      {settings ? <RouteChanges settingKey={settingKey} value={value} settings={settings} /> : null}
      {settings ? (
        <p className="mt-2 text-sm text-ink-soft">
          只用于生效之后提交的稿件；正在审核的稿件按提交时的流程办完。
        </p>
      ) : null}
    </section>
  );
}

/** Every route that would run differently with another value of a setting. */
export function RouteChanges({
  settingKey,
  value,
  settings,
}: {
  settingKey: SettingKey;
  value: unknown;
  settings: RouteSettings;
}) {
  const after = { ...settings, [settingKey]: value };
  const routes = SHOWN_ROUTES.map(({ lane, contentClass }) => ({
    label: `${LANE_NAMES[lane]} ${CLASS_NAMES[contentClass]}`,
    before: routeFor(contentClass, lane, settings),
    route: routeFor(contentClass, lane, after),
  })).filter(({ before, route }) => JSON.stringify(before) !== JSON.stringify(route));
  if (routes.length === 0) return <p className="mt-2 text-sm text-ink-soft">各类流程的环节不变。</p>;
  return (
    <div className="mt-3 grid gap-3">
      {routes.map((one) => (
        <RouteLine key={one.label} {...one} />
      ))}
    </div>
  );
}
