import { stepNameIn } from '@/lib/approvals/rules/checklists';
import { routeFor } from '@/lib/approvals/rules/route';
import type { ContentClass, Lane, RouteSettings } from '@/lib/approvals/types';

/** The steps of a route in one line, those that are open together joined by a pause: `初审 · 一校 → 复审 · 二校 → …`. */
export function routeWords(contentClass: ContentClass, lane: Lane, settings: RouteSettings): string {
  const route = routeFor(contentClass, lane, settings);
  const stages = [...new Set(route.map(({ stage }) => stage))];
  return stages
    .map((stage) =>
      route
        .filter((step) => step.stage === stage)
        .map((step) => stepNameIn(step, route))
        .join('、'),
    )
    .join(' → ');
}
