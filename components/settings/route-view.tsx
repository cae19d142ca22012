import { Tag } from '@/components/ui/tag';
import { routeFor } from '@/lib/approvals/rules/route';
import {
  CLASS_NAMES,
  type ContentClass,
  LANE_NAMES,
  type Lane,
  type RouteSettings,
  type RouteStep,
  routeStepName,
} from '@/lib/approvals/types';
import { ROLE_NAMES } from '@/lib/organs/types';

/** The routes that exist, in the order of the page. */
export const SHOWN_ROUTES: readonly { readonly lane: Lane; readonly contentClass: ContentClass }[] = [
  { lane: 'normal', contentClass: 'a' },
  { lane: 'normal', contentClass: 'b' },
  { lane: 'normal', contentClass: 'c' },
  { lane: 'emergency', contentClass: 'c' },
  { lane: 'correction', contentClass: 'a' },
  { lane: 'correction', contentClass: 'b' },
  { lane: 'correction', contentClass: 'c' },
];

const LANE_HINTS: Record<Lane, string> = {
  normal: '依次办理，前一环节通过后才到下一环节。',
  emergency: '突发事件和澄清，只用于 C 类：前几个环节同时办理，终审和签发仍在最后。',
  correction: '已公开信息中不影响原意的文字差错：每一环节只看与公开版本的差别，前几个环节同时办理。',
};

const isSame = (a: RouteStep, b: RouteStep) => a.step === b.step && a.role === b.role;

/** Every route as the settings make it. */
export function RouteBook({ settings }: { settings: RouteSettings }) {
  const lanes = [...new Set(SHOWN_ROUTES.map(({ lane }) => lane))];
  return (
    <div className="grid gap-5">
      {lanes.map((lane) => (
        <section key={lane} aria-labelledby={`lane-${lane}`}>
          <h3 id={`lane-${lane}`} className="font-semibold">
            {LANE_NAMES[lane]}
          </h3>
          <p className="mb-2 text-sm text-ink-soft">{LANE_HINTS[lane]}</p>
          <div className="grid gap-3">
            {SHOWN_ROUTES.filter((one) => one.lane === lane).map(({ contentClass }) => (
              <RouteLine
                key={contentClass}
                label={CLASS_NAMES[contentClass]}
                route={routeFor(contentClass, lane, settings)}
              />
            ))}
          </div>
        </section>
      ))}
    </div>
  );
}

/** One route as its stages in order; against `before`, what is new is marked and what is gone is named. */
export function RouteLine({
  label,
  route,
  before,
}: {
  label: string;
  route: readonly RouteStep[];
  before?: readonly RouteStep[];
}) {
  const stages = [...new Set(route.map((step) => step.stage))].map((stage) =>
    route.filter((step) => step.stage === stage),
  );
  const gone = before?.filter((step) => !route.some((other) => isSame(step, other))) ?? [];
  return (
    <div className="grid gap-1 lg:grid-cols-[8rem_1fr] lg:items-start">
      <p className="font-semibold lg:pt-2">{label}</p>
      <div>
        <ol className="flex flex-wrap items-stretch gap-y-2" aria-label={`${label}的流程`}>
          {stages.map((steps, index) => (
            <li key={steps[0]?.position} className="flex items-center">
              {index > 0 ? (
                <span aria-hidden className="px-1 text-ink-soft">
                  →
                </span>
              ) : null}
              <Stage steps={steps} before={before} />
            </li>
          ))}
        </ol>
        {gone.length > 0 ? (
          <p className="mt-1 text-sm text-seal">不再有：{gone.map(routeStepName).join('、')}</p>
        ) : null}
      </div>
    </div>
  );
}

function Stage({ steps, before }: { steps: readonly RouteStep[]; before: readonly RouteStep[] | undefined }) {
  const boxes = steps.map((step) => (
    <span key={step.position} className="block min-w-28 border border-line bg-paper px-2 py-1">
      <span className="block font-semibold">
        {routeStepName(step)}
        {before && !before.some((other) => isSame(step, other)) ? (
          <span className="ml-1">
            <Tag look="ok">新增</Tag>
          </span>
        ) : null}
      </span>
      <span className="block text-sm text-ink-soft">{ROLE_NAMES[step.role]}</span>
    </span>
  ));
  if (steps.length === 1) return boxes[0];
  return (
    <span className="block border border-dashed border-ink-soft bg-ground p-1.5">
      <span className="mb-1 block text-sm text-ink-soft">同时办理</span>
      <span className="flex flex-wrap gap-1.5">{boxes}</span>
    </span>
  );
}
