// `npm run bench:applications [-- --json]`: what the ledger, a case page, the register export and the recomputation of
// open cases after a new holiday notice cost over 100 000 cases with 1 000 000 events. Beside each stands a plain SQL
// count over the same rows in the same run, so that the figures mean something on any machine.
import path from 'node:path';
import pg from 'pg';
import { CASES, EVENTS, fillWithCases, inventedNotice, OPEN_CASES } from './lib/bench-cases.mjs';
import { Children } from './lib/children.mjs';
import { databaseUrl } from './lib/environment.mjs';
import { padDisplay } from './lib/progress.mjs';
import { explain } from './lib/refusal.mjs';
import { loadSecrets } from './lib/secrets.mjs';
import { removeCluster, temporaryFolder } from './lib/test-cluster.mjs';
import { Trial } from './lib/trial.mjs';

/** The day of the bench: the due dates of what is open then lie around the new year, which the notice changes. */
const NOW = '2026-12-10T09:00:00+08:00';
const RUNS = 9;

const root = path.resolve(import.meta.dirname, '..');
const isJson = process.argv.includes('--json');
/** `--json` leaves standard output to the figures. @param {string} line */
const say = (line) => (isJson ? process.stderr : process.stdout).write(`${line}\n`);

/** @param {() => Promise<unknown>} work @param {number} [runs] @returns {Promise<number>} median in milliseconds */
async function median(work, runs = RUNS) {
  if (runs > 1) await work();
  const times = [];
  for (let run = 0; run < runs; run += 1) {
    const start = performance.now();
    await work();
    times.push(performance.now() - start);
  }
  return times.sort((a, b) => a - b)[runs >> 1] ?? 0;
}

/**
 * The measured works of the program, each with the count it stands beside.
 * @param {{ client: pg.Client, organId: string, handlerId: string }} facts
 */
async function measure({ client, organId, handlerId }) {
  const { findActor } = await import('../lib/organs/queries.ts');
  const { listCases } = await import('../lib/applications/queries/list-cases.ts');
  const { listWatch } = await import('../lib/applications/queries/list-watch.ts');
  const { findCaseView } = await import('../lib/applications/queries/case-view.ts');
  const { readRegister } = await import('../lib/applications/queries/read-register.ts');
  const { readLedgerQuery } = await import('../lib/applications/rules/ledger-query.ts');
  const { registerWriter } = await import('../lib/applications/rules/register-file.ts');
  const { loadCalendarNotice } = await import('../lib/applications/commands/load-calendar-notice.ts');
  const actor = await findActor(handlerId, null);
  if (actor === null) throw new Error('the handler of the bench is not in office');

  /** @param {string} sql @param {unknown[]} values */
  const count = (sql, values) => median(() => client.query(sql, values));
  const allCases = await count('SELECT count(*) FROM office.application WHERE organ_id = $1', [organId]);
  const rows = [];
  const ledger = async (/** @type {string} */ name, /** @type {Record<string, string>} */ params) => {
    const time = await median(async () => {
      const { rows: found } = await listCases(actor, readLedgerQuery(params));
      if (found.length === 0) throw new Error(`nothing found: ${name}`);
    });
    rows.push({ name, time, count: allCases, of: `${CASES} 件申请` });
  };
  await ledger('台账第一页（最新）', {});
  await ledger('台账：我的，按期限', { mine: '1' });
  await ledger('台账：在办的绿灯', { group: 'open', light: 'green' });
  await ledger('台账：按内容找', { q: '红旗路节能监察会议纪要' });
  await ledger('台账：按姓名找', { q: '张志强' });
  await ledger('台账第 500 页', { page: '500' });
  rows.push({
    name: '关注清单',
    time: await median(() => listWatch(actor)),
    count: allCases,
    of: `${CASES} 件申请`,
  });

  const [{ id }] = (
    await client.query('SELECT id FROM office.application WHERE state = $1 ORDER BY id LIMIT 1 OFFSET 77', [
      'in_hand',
    ])
  ).rows;
  const page = await median(async () => {
    if ((await findCaseView(actor, id)) === null) throw new Error('the case is not seen');
  });
  rows.push({
    name: '案件页（时间轴、期限、前案、同一申请人）',
    time: page,
    count: await count('SELECT count(*) FROM office.application_event WHERE application_id = $1', [id]),
    of: '该案 10 个事件',
  });

  for (const format of /** @type {const} */ (['xlsx', 'csv'])) {
    let [written, bytes] = [0, 0];
    const time = await median(async () => {
      const writer = registerWriter(format, (part) => {
        bytes += part.length;
      });
      for await (const batch of readRegister(actor, {})) {
        writer.rows(batch);
        written += batch.length;
      }
      writer.end();
    }, 1);
    if (written !== CASES) throw new Error(`the register holds ${written} rows`);
    const plain = await count(
      `SELECT count(*) FROM office.application a LEFT JOIN office.application_deadline d ON d.application_id = a.id
       LEFT JOIN office.application_party p ON p.application_id = a.id LEFT JOIN office.application_text t ON t.application_id = a.id
       WHERE a.organ_id = $1`,
      [organId],
    );
    rows.push({
      name: `登记台账导出（${format}，${(bytes / 2 ** 20).toFixed(1)} MB）`,
      time,
      count: plain,
      of: `${CASES} 行连同期限、申请人、内容`,
    });
  }

  const open = await count(
    `SELECT count(*) FROM office.application_event e JOIN office.application a ON a.id = e.application_id WHERE a.state = 'in_hand'`,
    [],
  );
  let moved = 0;
  const recomputed = await median(async () => {
    const done = await loadCalendarNotice(
      { personId: null, name: '压测', clientAddress: null },
      inventedNotice(2027),
    );
    if (!done.ok) throw new Error(done.refusals.map(({ message }) => message).join(' '));
    if (done.value.cases !== OPEN_CASES) throw new Error(`${done.value.cases} cases were computed anew`);
    moved = done.value.moved;
  }, 1);
  rows.push({
    name: `载入放假通知后重算 ${OPEN_CASES} 件在办（${moved} 件的期限变动）`,
    time: recomputed,
    count: open,
    of: `${OPEN_CASES * 10} 个事件`,
  });
  return rows;
}

async function bench() {
  const folder = await temporaryFolder('gongkai-bench-cases-');
  const children = new Children({ stateDir: folder, logDir: path.join(folder, 'logs') });
  const trial = new Trial({ root, dataDir: folder, port: 3000, children, isDurable: false });
  /** @type {pg.Client | undefined} */
  let client;
  const stop = async () => {
    const { closeDatabases } = await import('../lib/platform/database.ts');
    await closeDatabases();
    await client?.end();
    await trial.stop();
    await removeCluster(folder);
  };
  for (const signal of /** @type {NodeJS.Signals[]} */ (['SIGINT', 'SIGTERM'])) {
    process.once(signal, () => void stop().finally(() => process.exit(130)));
  }
  try {
    say('数据库……');
    await trial.startDatabase();
    await trial.migrate();
    const secrets = loadSecrets(folder);
    Object.assign(process.env, trial.environment?.common, { GONGKAI_NOW: NOW });
    client = new pg.Client({
      connectionString: databaseUrl({
        role: 'postgres',
        password: secrets.superuser,
        port: Number(secrets.port),
        database: 'gongkai',
      }),
    });
    await client.connect();
    // The database follows the day of the bench in a demo only.
    await client.query(`INSERT INTO office.installation (id, mode) VALUES (1, 'demo')`);
    say(`${CASES} 件申请、${EVENTS} 个事件……`);
    const { currentCalendar } = await import('../lib/calendar/queries.ts');
    const { recomputeStaleDeadlines } = await import('../lib/applications/jobs/recompute-stale.ts');
    const filled = await fillWithCases(client, {
      calendar: await currentCalendar(),
      today: NOW.slice(0, 10),
    });
    const events = Number(
      (await client.query('SELECT count(*) FROM office.application_event')).rows[0]?.count,
    );
    if (events !== EVENTS) throw new Error(`${events} events were made`);
    // Every open case through the real clock once, as if it had always been worked on.
    await recomputeStaleDeadlines();
    say('测量……');
    report(await measure({ client, ...filled }));
  } finally {
    await stop();
  }
}

/** @param {Awaited<ReturnType<typeof measure>>} rows */
function report(rows) {
  if (isJson) {
    console.log(
      JSON.stringify(
        { cases: CASES, events: EVENTS, open: OPEN_CASES, node: process.version, rows },
        null,
        2,
      ),
    );
    return;
  }
  const ms = (/** @type {number} */ time) => `${time < 100 ? time.toFixed(1) : Math.round(time)} ms`;
  const lines = [
    ['', '用时', '对照：SQL 计数', '倍数', '计数的行'],
    ...rows.map(({ name, time, count, of }) => [name, ms(time), ms(count), (time / count).toFixed(1), of]),
  ];
  const widths = [56, 12, 18, 10, 0];
  for (const line of lines)
    console.log(`  ${line.map((cell, at) => padDisplay(cell, widths[at] ?? 0)).join('')}`.trimEnd());
}

try {
  await bench();
} catch (error) {
  console.error(explain(error));
  process.exitCode = 1;
}
process.exit();
