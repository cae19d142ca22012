import { Button } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { TextField } from '@/components/ui/field';
import { Tag, type TagLook } from '@/components/ui/tag';
import type {
  AuthorStaffing,
  ClassStaffing,
  StaffingReport,
  StaffMember,
} from '@/lib/approvals/rules/staffing-report';
import { CLASS_NAMES, routeStepName } from '@/lib/approvals/types';
import { ROLE_NAMES } from '@/lib/organs/types';
import { withBasePath } from '@/lib/platform/base-path';
import { formatDate } from '@/lib/platform/dates';
import { lackInWords } from '@/lib/settings/messages';
import type { StaffingCheck } from '@/lib/settings/queries/staffing';

const STATES: Record<ClassStaffing['state'], { look: TagLook; text: string }> = {
  possible: { look: 'ok', text: '可以办理' },
  partly: { look: 'warn', text: '部分拟稿人的稿件缺人' },
  impossible: { look: 'late', text: '缺人' },
};

/** Whether a day's people make a lawful cast for every column and class, and who is missing. */
export function StaffingPage({ check, day, today }: { check: StaffingCheck; day: string; today: string }) {
  const { report, people, onLeave, deputies } = check;
  return (
    <>
      <h1 className="mb-3 text-xl font-semibold">人员配备检查</h1>
      <form
        method="get"
        action={withBasePath('/office/settings/staffing')}
        className="mb-4 flex flex-wrap items-end gap-3 border border-line bg-paper px-4"
      >
        <TextField id="day" name="day" type="date" label="检查哪一天" defaultValue={day} />
        <p className="my-3">
          <Button type="submit">检查</Button>
        </p>
      </form>
      <Card title={`${formatDate(day)}${day === today ? '（今天）' : ''}`}>
        <p>
          请假：
          {onLeave.length === 0
            ? '没有人。'
            : `${onLeave.map(({ name, until }) => `${name}（到 ${until}）`).join('、')}。`}
        </p>
        <p>
          代理：
          {deputies.length === 0
            ? '没有。'
            : `${deputies.map(({ deputy, principal, role }) => `${deputy}代${principal}办理“${ROLE_NAMES[role]}”`).join('；')}。`}
        </p>
        <p className="mt-1 text-sm text-ink-soft">
          按这一天的角色、请假（登记即算）、代理和已确认的设置检查；每名在岗拟稿人的稿件都检查一遍。
        </p>
      </Card>
      {report.classes.map((one) => (
        <ClassCard key={one.contentClass} checked={one} people={people} />
      ))}
      <Card title="各栏目">
        <Columns report={report} />
      </Card>
    </>
  );
}

function Columns({ report }: { report: StaffingReport }) {
  const stateOf = new Map(report.classes.map(({ contentClass, state }) => [contentClass, STATES[state]]));
  const special = report.columns.filter(({ classes }) => classes.length < report.classes.length);
  if (report.columns.length === 0) return <p className="text-ink-soft">还没有可以发布信息的栏目。</p>;
  return (
    <>
      <p className="mb-2 text-sm text-ink-soft">
        {special.length === 0
          ? `${report.columns.length} 个栏目都没有另定等级，结果和上面各类一样。`
          : `以下栏目另定了最低等级，只用得到规定的等级和更高的等级；其余 ${report.columns.length - special.length} 个栏目的结果和上面各类一样。`}
      </p>
      <ul className="divide-y divide-line">
        {special.map(({ id, path, classes }) => (
          <li key={id} className="grid gap-x-4 gap-y-1 py-2 md:grid-cols-[1fr_auto]">
            <span className="min-w-0">{path}</span>
            <span className="flex flex-wrap gap-x-4 gap-y-1">
              {classes.map((contentClass) => (
                <span key={contentClass} className="inline-flex items-center gap-1 text-sm">
                  {contentClass.toUpperCase()} 类
                  <Tag look={stateOf.get(contentClass)?.look ?? 'quiet'}>
                    {stateOf.get(contentClass)?.text}
                  </Tag>
                </span>
              ))}
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}

/** Authors whose texts meet the same fate, told once. */
function alike(authors: readonly AuthorStaffing[], people: readonly StaffMember[]) {
  const groups = new Map<string, AuthorStaffing[]>();
  for (const author of authors) {
    const told = author.isPossible ? castWords(author, people) : lackWords(author, people).join();
    groups.set(told, [...(groups.get(told) ?? []), author]);
  }
  return [...groups.values()];
}

function castWords({ cast, publishers }: AuthorStaffing, people: readonly StaffMember[]): string {
  const seats = cast.map(({ step, capacity }) => {
    const { personId, onBehalfOf } = capacity;
    const name = people.find(({ id }) => id === personId)?.name ?? '';
    return `${routeStepName(step)} ${onBehalfOf ? `${name}（代${onBehalfOf.name}）` : name}`;
  });
  return [...seats, `发布 ${publishers.join('或')}`].join('，');
}

function lackWords(
  { lacks, publishers, authorId }: AuthorStaffing,
  people: readonly StaffMember[],
): string[] {
  if (publishers.length > 0) return lacks.map(lackInWords);
  const holders = people.filter(({ roles }) => roles.includes('publisher'));
  const reasons = holders.map(
    ({ id, name }) => `${name}${id === authorId ? '是拟稿人，不能发布自己写的稿件' : '请假'}`,
  );
  const why = reasons.length === 0 ? '没有人担任，请安全管理员提出授予这一角色' : reasons.join('；');
  return [...lacks.map(lackInWords), `缺发布员：${why}。`];
}

function ClassCard({ checked, people }: { checked: ClassStaffing; people: readonly StaffMember[] }) {
  const { contentClass, authors, state } = checked;
  const sizes = authors.flatMap(({ size }) => (size === null ? [] : [size]));
  return (
    <Card title={`${contentClass.toUpperCase()} 类信息（${CLASS_NAMES[contentClass].slice(2)}）`}>
      <p className="mb-2 flex flex-wrap items-center gap-x-3">
        <Tag look={STATES[state].look}>{STATES[state].text}</Tag>
        {sizes.length > 0 ? (
          <span className="text-sm text-ink-soft">
            最少 {Math.min(...sizes)} 人就能办完（含拟稿人和发布员）
          </span>
        ) : null}
      </p>
      {authors.length === 0 ? <p>缺拟稿人：这一天没有在岗的拟稿人。</p> : null}
      <ul className="divide-y divide-line">
        {alike(authors, people).map((group) => {
          const [first] = group;
          if (first === undefined) return null;
          return (
            <li key={first.authorId} className="py-2">
              <p>
                <span className="font-semibold">{group.map(({ author }) => author).join('、')} 拟的稿：</span>
                {first.isPossible ? '可以办理' : '缺人'}
              </p>
              {first.isPossible ? (
                <p className="text-sm text-ink-soft">例如：{castWords(first, people)}</p>
              ) : (
                <ul className="list-disc pl-5">
                  {lackWords(first, people).map((words) => (
                    <li key={words}>{words}</li>
                  ))}
                </ul>
              )}
            </li>
          );
        })}
      </ul>
    </Card>
  );
}
