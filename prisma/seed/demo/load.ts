import { markNoticesRead } from '@/lib/notices/commands/mark-read';
import { addOrgan } from '@/lib/organs/commands/add-organ';
import { addUser } from '@/lib/organs/commands/add-user';
import { findActor } from '@/lib/organs/queries';
import type { Operator } from '@/lib/organs/types';
import { atTime, currentTime } from '@/lib/platform/clock';
import { inTransaction, staffDatabase } from '@/lib/platform/database';
import { shanghaiInstant } from '@/lib/platform/dates';
import { hashPassword, makePassword } from '@/lib/platform/password';
import { ok, type Result } from '@/lib/platform/result';
import { type DemoAccount, writeAccounts } from './accounts';
import type { CaseStory } from './case-story';
import { ORGANS, type OrganKey, organFile, people } from './data';
import { DemoInstallation, LOADED_SETTING } from './installation';
import { answeredApplications } from './stories/applications-answered';
import { openApplications } from './stories/applications-open';
import { exampleBureauItems } from './stories/example-bureau';
import { itemsInHand } from './stories/industry-bureau-in-hand';
import { pastItems, recentItems } from './stories/industry-bureau-public';
import type { DemoOrgan, Story, StoryStep } from './story';

const OPERATOR: Operator = { personId: null, name: '演示数据', clientAddress: null };

/** Organs and people are there before the first item. */
const OFFICE_OPENS = shanghaiInstant('2023-01-03', '09:00');

/** The past items of the demo are dated; the clock must be later than all of them. */
const EARLIEST_NOW = shanghaiInstant('2026-01-01');

/** What loading came to: nothing to do, done, or a sentence why not. */
export type DemoOutcome =
  | { readonly outcome: 'loaded'; readonly items: number; readonly cases: number; readonly acts: number }
  | { readonly outcome: 'already_loaded' }
  | { readonly outcome: 'refused'; readonly reason: string };

function accepted<T>(result: Result<T>): T {
  if (result.ok) return result.value;
  throw new Error(result.refusals.map((refusal) => `${refusal.code} ${refusal.message}`).join(' '));
}

/**
 * Loads the demo into the database of this process, once. Organs and people first, then every item by the commands of
 * the screens, each act at its own hour. An interrupted loading is begun anew; a loaded demo is left as it is.
 *
 * Refused: production, by the mode of the process or the mark in the database; organs that are no demo's; a clock
 * before 2026.
 */
export async function loadDemo(options: {
  ownerUrl: string;
  mode: string | undefined;
  accountsFile: string;
  say?: (line: string) => void;
}): Promise<DemoOutcome> {
  const say = options.say ?? (() => {});
  const refused = (reason: string): DemoOutcome => ({ outcome: 'refused', reason });
  if (options.mode !== 'trial')
    return refused('演示数据只能装入试用环境（GONGKAI_MODE=trial），没有做任何改动。');
  const installation = await DemoInstallation.open(options.ownerUrl);
  try {
    switch (await installation.state()) {
      case 'loaded':
        return { outcome: 'already_loaded' };
      case 'production':
        return refused('这是正式环境的数据库，不能装入演示数据，没有做任何改动。');
      case 'foreign':
        return refused('数据库里已经有机关，不能装入演示数据，没有做任何改动。');
      case 'unfinished':
      case 'empty':
        break;
    }
    if (currentTime() < EARLIEST_NOW) {
      return refused('演示数据的时间须在2026年1月1日以后，请调整 GONGKAI_NOW。');
    }
    if ((await installation.state()) === 'unfinished') {
      say('上次没有装完，清空后重新装入');
      await installation.startOver();
    }
    await installation.mark();
    const now = currentTime();
    const organs = await addOrgansAndPeople(options.accountsFile);
    say('机关、栏目和人员已建立');
    const stories = tellStories(organs, now);
    const cases = tellCases(organs, now);
    const steps = inOrder([...stories, ...cases], now);
    for (const [index, step] of steps.entries()) {
      await step.run();
      if (index % 50 === 49) say(`办理 ${index + 1}/${steps.length}`);
    }
    await readOldNotices(organs, now);
    await markLoaded();
    return { outcome: 'loaded', items: stories.length, cases: cases.length, acts: steps.length };
  } finally {
    await installation.close();
  }
}

/** The organs with their people, who share one random password. */
async function addOrgansAndPeople(accountsFile: string): Promise<Map<OrganKey, DemoOrgan>> {
  const password = makePassword();
  const passwordHash = await hashPassword(password);
  const everyone = people();
  // Written first: a database whose password nobody knows would be of no use.
  writeAccounts(
    accountsFile,
    everyone.map(({ user }): DemoAccount => {
      const { login, name, post, roles } = user;
      return { login, name, post, roles, password };
    }),
  );
  return atTime(OFFICE_OPENS, async () => {
    const organs = new Map<OrganKey, DemoOrgan>();
    for (const key of ORGANS) {
      const file = organFile(key);
      const { organId } = accepted(await addOrgan(OPERATOR, file));
      const members = new Map<string, string>();
      for (const { user } of everyone.filter((person) => person.organ === key)) {
        const input = { ...user, organ: file.name, passwordHash, mustChangePassword: false };
        members.set(user.login, accepted(await addUser(OPERATOR, input)).personId);
      }
      // Where 复议 is applied for over the internet: letters served electronically must say it (行政复议法 22(2)).
      await staffDatabase().organSetting.create({
        data: {
          organId,
          key: 'reconsideration_online',
          value: '行政复议网上申请平台（https://fuyi.example.invalid）',
          effectiveFrom: OFFICE_OPENS,
          setAt: currentTime(),
        },
      });
      const columns = await staffDatabase().siteColumn.findMany({ where: { organId } });
      organs.set(key, {
        name: file.name,
        columns: new Map(columns.map((column) => [column.slug, column.id])),
        people: members,
      });
    }
    return organs;
  });
}

function organOf(organs: ReadonlyMap<OrganKey, DemoOrgan>, key: OrganKey): DemoOrgan {
  const found = organs.get(key);
  if (found === undefined) throw new Error(`no organ ${key}`);
  return found;
}

/** Applications of two years, answered and on their way. */
function tellCases(organs: ReadonlyMap<OrganKey, DemoOrgan>, now: Date): CaseStory[] {
  const bureau = organOf(organs, 'industry-bureau');
  return [...answeredApplications(bureau, now), ...openApplications(bureau, now)];
}

function tellStories(organs: ReadonlyMap<OrganKey, DemoOrgan>, now: Date): Story[] {
  const bureau = organOf(organs, 'industry-bureau');
  return [
    ...pastItems(bureau, now),
    ...recentItems(bureau, now),
    ...itemsInHand(bureau, now),
    ...exampleBureauItems(organOf(organs, 'example-bureau'), now),
  ];
}

/** All acts in the order of their hours; equal hours keep the order of telling. */
function inOrder(stories: readonly { readonly steps: readonly StoryStep[] }[], now: Date): StoryStep[] {
  const steps = stories.flatMap((story) => story.steps).sort((a, b) => a.at.getTime() - b.at.getTime());
  const late = steps.find((step) => step.at > now);
  if (late) throw new Error(`an act of the demo lies in the future: ${late.at.toISOString()}`);
  return steps;
}

/** Notices older than this have been read by the people of the demo, days. */
const UNREAD_DAYS = 14;

/** People read their notices: only the newest are still open. */
async function readOldNotices(organs: ReadonlyMap<OrganKey, DemoOrgan>, now: Date): Promise<void> {
  const until = new Date(now.getTime() - UNREAD_DAYS * 86_400_000);
  for (const { people: members } of organs.values()) {
    for (const personId of members.values()) {
      const actor = await findActor(personId, null);
      if (actor !== null) accepted(await markNoticesRead(actor, { until }));
    }
  }
}

/** The last row: from now on the demo is whole. */
async function markLoaded(): Promise<void> {
  const result = await inTransaction(async (tx) => {
    const { id } = await tx.organ.findFirstOrThrow({ where: { isDefaultSite: true } });
    await tx.organSetting.create({
      data: {
        organId: id,
        key: LOADED_SETTING,
        value: true,
        effectiveFrom: OFFICE_OPENS,
        setAt: currentTime(),
      },
    });
    return ok(null);
  });
  accepted(result);
}
