import { Tag } from '@/components/ui/tag';
import type { LoadedRound } from '@/lib/approvals/queries';
import { stepNameIn } from '@/lib/approvals/rules/checklists';
import { owedOpinionWords } from '@/lib/approvals/rules/late-opinion';
import { openSteps, standingPasses } from '@/lib/approvals/rules/next-steps';
import { LANE_NAMES, type RouteStep, routeStepName, STEP_NAMES } from '@/lib/approvals/types';
import type { DecisionNote } from '@/lib/disclosure/queries/get-item-detail';
import { formatMinute } from '@/lib/platform/dates';

type People = ReadonlyMap<string, { name: string; post: string }>;

const CONCLUSION_WORDS = {
  pass: '同意',
  return: '退回',
  refer_secrecy: '报请确定',
  referral_reply: '登记答复',
} as const;
const CLOSED_WORDS = {
  returned: '已退回',
  edited: '因修改作废',
  published: '已发布',
  cancelled: '已取消',
} as const;

/** The steps of a round in order: passed by whom and when, open, or still to come. */
export function RoundSteps({
  round,
  people,
  waitingFor,
  late,
}: {
  round: LoadedRound;
  people: People;
  /** Names of those who may decide each open step, by position. */
  waitingFor: ReadonlyMap<number, readonly string[]>;
  /** By how much open steps are late, by position (TR-9). */
  late?: ReadonlyMap<number, string>;
}) {
  const passes = standingPasses(round.facts);
  const open = new Set(openSteps(round.facts).map((step) => step.position));
  return (
    <>
      {round.laneReason ? (
        <p className="mb-2 wrap-anywhere">
          <Tag look="late">{LANE_NAMES[round.lane]}</Tag> 理由：{round.laneReason}
        </p>
      ) : null}
      <StepList
        round={round}
        passes={passes}
        open={open}
        people={people}
        waitingFor={waitingFor}
        late={late}
      />
    </>
  );
}

/** What stands before a step where several are open together, or where they no longer are. */
function stageWords(route: readonly RouteStep[], step: RouteStep): string | null {
  const size = (stage: number) => route.filter((other) => other.stage === stage).length;
  const isFirst = route.find((other) => other.stage === step.stage)?.position === step.position;
  if (!isFirst) return null;
  if (size(step.stage) > 1) return `以下 ${size(step.stage)} 个环节同时办理，不分先后：`;
  return size(step.stage - 1) > 1 ? '以上都通过后，依次办理：' : null;
}

function StepList({
  round,
  passes,
  open,
  people,
  waitingFor,
  late,
}: {
  round: LoadedRound;
  passes: ReturnType<typeof standingPasses>;
  open: ReadonlySet<number>;
  people: People;
  waitingFor: ReadonlyMap<number, readonly string[]>;
  late: ReadonlyMap<number, string> | undefined;
}) {
  return (
    <ol className="divide-y divide-line">
      {round.facts.route.map((step) => {
        const words = stageWords(round.facts.route, step);
        const pass = passes.get(step.position);
        const returned =
          round.facts.closed === 'returned'
            ? round.decisions.findLast(
                (decision) => decision.conclusion === 'return' && decision.position === step.position,
              )
            : undefined;
        const row = returned ?? round.decisions.find((decision) => decision.seq === pass?.seq);
        const person = row ? people.get(row.personId) : undefined;
        return (
          <li
            key={step.position}
            aria-current={open.has(step.position) ? 'step' : undefined}
            className="grid grid-cols-[1.5rem_1fr] items-baseline gap-x-2 py-2 sm:grid-cols-[1.5rem_1fr_auto]"
          >
            {words ? <span className="col-span-full text-sm text-ink-soft">{words}</span> : null}
            <span aria-hidden="true">
              {returned ? '↩' : pass ? '✓' : open.has(step.position) ? '●' : '○'}
            </span>
            <span className={open.has(step.position) ? 'font-semibold' : ''}>
              {stepNameIn(step, round.facts.route)}
              <span className="ml-2 font-normal text-ink-soft">
                {returned
                  ? `${person?.name ?? ''} 已退回`
                  : pass
                    ? `${person?.name ?? ''}${deputyText(row, people)} 已通过`
                    : open.has(step.position)
                      ? waitingText(waitingFor.get(step.position) ?? [])
                      : '未开始'}
              </span>
              {!pass && late?.has(step.position) ? (
                <span className="ml-2">
                  <Tag look="late">{late.get(step.position)}</Tag>
                </span>
              ) : null}
            </span>
            {row ? (
              <time
                dateTime={row.decidedAt.toISOString()}
                className="text-sm text-ink-soft max-sm:col-start-2"
              >
                {formatMinute(row.decidedAt)}
              </time>
            ) : null}
          </li>
        );
      })}
    </ol>
  );
}

/** Who an open step waits for; that nobody may decide it is a gap in the staffing and is said plainly. */
function waitingText(names: readonly string[]): string {
  return names.length > 0
    ? `等待 ${names.join('、')}`
    : '没有可以办理的人：请联系安全管理员检查岗位，不得由拟稿人或同一人兼任';
}

/** Whom a deputy stood for (TR-4), in brackets; empty for who decided as themselves. */
function deputyText(decision: { onBehalfOf: string | null } | undefined, people: People): string {
  return decision?.onBehalfOf ? `（代${people.get(decision.onBehalfOf)?.name ?? ''}）` : '';
}

/** `用时 3 分 20 秒`; empty where nobody knows. */
function spentText(seconds: number | null | undefined): string {
  if (seconds === null || seconds === undefined) return '';
  if (seconds < 60) return `用时 ${seconds} 秒`;
  if (seconds < 3600) return `用时 ${Math.floor(seconds / 60)} 分 ${seconds % 60} 秒`;
  return `用时 ${Math.floor(seconds / 3600)} 小时 ${Math.floor((seconds % 3600) / 60)} 分`;
}

/** Every decision of a round with its opinion, how long it took and what was written later, in order. */
export function RoundOpinions({
  round,
  people,
  notes = new Map(),
  handled = new Map(),
}: {
  round: LoadedRound;
  people: People;
  notes?: ReadonlyMap<string, DecisionNote>;
  /** How many findings were handled with each decision, by its id. */
  handled?: ReadonlyMap<string, number>;
}) {
  if (round.decisions.length === 0) return <p className="text-ink-soft">还没有人作出意见。</p>;
  return (
    <ol className="divide-y divide-line">
      {round.decisions.map((decision) => {
        const step = round.facts.route.find((candidate) => candidate.position === decision.position);
        const person = people.get(decision.personId);
        const back = decision.returnTo
          ? round.facts.route.find((candidate) => candidate.position === decision.returnTo)
          : undefined;
        return (
          <li key={decision.id} className="py-2">
            <p className="flex flex-wrap items-baseline gap-x-3 gap-y-1">
              <Tag look={decision.conclusion === 'pass' ? 'ok' : 'warn'}>
                {CONCLUSION_WORDS[decision.conclusion]}
                {back ? `到${routeStepName(back)}` : ''}
              </Tag>
              <span>{step ? routeStepName(step) : STEP_NAMES[decision.step]}</span>
              <span>
                {person?.name}
                {deputyText(decision, people)}
                <span className="text-ink-soft">　{person?.post}</span>
              </span>
              <time dateTime={decision.decidedAt.toISOString()} className="text-sm text-ink-soft">
                {formatMinute(decision.decidedAt)}
              </time>
              <span className="text-sm text-ink-soft">
                {spentText(notes.get(decision.id)?.spentSeconds)}
                {handled.get(decision.id) ? `　处理校对发现 ${handled.get(decision.id)} 处` : ''}
              </span>
            </p>
            {decision.opinion ? (
              <p className="mt-1 whitespace-pre-wrap wrap-anywhere">{decision.opinion}</p>
            ) : null}
            <LateOpinion note={notes.get(decision.id)} />
            {decision.secrecy ? (
              <p className="mt-1 text-sm text-ink-soft">审查依据：{decision.secrecy.basis}</p>
            ) : null}
          </li>
        );
      })}
    </ol>
  );
}

function LateOpinion({ note }: { note: DecisionNote | undefined }) {
  if (note?.owed) {
    return (
      <p className="mt-1">
        <Tag look={note.owed.isOverdue ? 'late' : 'warn'}>{owedOpinionWords(note.owed)}</Tag>
      </p>
    );
  }
  if (!note?.lateOpinion) return null;
  return (
    <p className="mt-1 whitespace-pre-wrap wrap-anywhere">
      补充的书面意见（{formatMinute(note.lateOpinion.writtenAt)}）：{note.lateOpinion.opinion}
    </p>
  );
}

/** One line that names a round and how it stands. */
export function roundTitle(round: LoadedRound): string {
  const { closed } = round.facts;
  const lane = round.lane === 'normal' ? '' : ` · ${LANE_NAMES[round.lane]}`;
  return `第 ${round.versionNumber} 稿${lane}${closed ? `（${CLOSED_WORDS[closed]}）` : ''}`;
}
