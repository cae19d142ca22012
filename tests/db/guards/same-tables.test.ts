import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { seatsExclude } from '@/lib/approvals/rules/separation';
import { CLOSED_REASONS, CONCLUSIONS, CONTENT_CLASSES, STEPS } from '@/lib/approvals/types';
import { ITEM_TRANSITIONS } from '@/lib/disclosure/transitions';
import { ITEM_KINDS, LEAST_CLASS, PUBLIC_STATES } from '@/lib/disclosure/types';
import { LETTERS } from '@/lib/letters/rules/letter-table';
import { replyRoute } from '@/lib/letters/rules/reply-route';
import { LETTER_CODES, REMEDY_MODES } from '@/lib/letters/types/letters';
import { leakWatcherId } from '@/lib/organs/rules/leak-watcher';
import { ROLES } from '@/lib/organs/types';
import { CHUNK_BYTES } from '@/lib/platform/files';
import { isFinalStep } from '@/lib/proofreading/rules/handling';
import { FINDING_ORIGINS, HANDLING_ACTS, SEVERITIES, STORED_FINDING_KINDS } from '@/lib/proofreading/types';
import {
  edit,
  makeOrgan,
  openTestOffice,
  publishNew,
  save,
  submit,
  type TestOffice,
  type TestOrgan,
} from '../../support/factories';

/* Tables that stand in the program and in the database: they must say the same. */

let office: TestOffice;
let owner: pg.Client;
let staff: pg.Client;
let organ: TestOrgan;
beforeAll(async () => {
  office = await openTestOffice();
  owner = await office.connect('owner');
  staff = await office.connect('staff');
  organ = await makeOrgan(staff);
});
afterAll(() => office.close());

describe('程序和数据库里的同一张表', () => {
  it('[TR-1] 状态表一致', async () => {
    const { rows } = await owner.query(
      'SELECT from_state AS "from", action, to_state AS "to" FROM office.item_transition',
    );
    const sorted = (list: readonly object[]) => list.map((row) => JSON.stringify(row)).sort();
    expect(sorted(rows)).toEqual(sorted(ITEM_TRANSITIONS));
  });

  it('[TR-3] 席位互斥在每一对环节、每一种设置下一致', async () => {
    const keys = [
      'secrecy_officer_may_be_l1_or_l2',
      'secrecy_officer_may_be_l3',
      'signer_may_be_l2',
    ] as const;
    for (let bits = 0; bits < 8; bits += 1) {
      const settings = {
        [keys[0]]: (bits & 1) > 0,
        [keys[1]]: (bits & 2) > 0,
        [keys[2]]: (bits & 4) > 0,
      };
      for (const a of STEPS) {
        for (const b of STEPS) {
          const { rows } = await owner.query('SELECT office.seats_exclude($1, $2, $3) AS excludes', [
            a,
            b,
            settings,
          ]);
          expect(rows[0].excludes, `${a} ${b} ${bits}`).toBe(seatsExclude(a, b, settings));
        }
      }
    }
  });

  it('各类信息的最低等级一致', async () => {
    for (const kind of ITEM_KINDS) {
      const { rows } = await owner.query('SELECT office.least_class($1) AS least', [kind]);
      expect(rows[0].least, kind).toBe(LEAST_CLASS[kind]);
    }
  });

  it.each([
    ['role_is_known', ROLES],
    ['item_kind_is_known', ITEM_KINDS],
    ['content_class_is_known', CONTENT_CLASSES],
    ['conclusion_is_known', CONCLUSIONS],
    ['finding_kind_is_known', STORED_FINDING_KINDS],
    ['finding_origin_is_known', FINDING_ORIGINS],
    ['finding_severity_is_known', SEVERITIES],
    ['handling_act_is_known', HANDLING_ACTS],
    ['round_closing_is_known', CLOSED_REASONS],
    ['public_state_is_known', PUBLIC_STATES.filter((state) => state !== 'unpublished')],
  ] as const)('封闭列表 %s 一致', async (constraint, values) => {
    const { rows } = await owner.query(
      'SELECT pg_get_constraintdef(oid) AS def FROM pg_constraint WHERE conname = $1',
      [constraint],
    );
    const listed = [...String(rows[0].def).matchAll(/'([a-z_0-9]+)'::text/g)].map((match) => match[1]);
    expect(listed.sort()).toEqual([...values].sort());
  });

  it('泄漏检测的人员编号一致', async () => {
    const { rows } = await owner.query('SELECT office.leak_watcher_of($1) AS id', [organ.id]);
    expect(rows[0].id).toBe(leakWatcherId(organ.id));
  });

  it('[TR-17] 从哪一环节起可以不改必须处理的发现，两处一致', async () => {
    for (const step of STEPS) {
      const { rows } = await owner.query('SELECT office.is_final_step($1) AS final', [step]);
      expect(rows[0].final, step).toBe(isFinalStep(step));
    }
  });

  it('[LT-3][LT-4][LT-10] 每种文书的类别字、救济告知、审批流程，两处一致', async () => {
    for (const code of LETTER_CODES) {
      const { category, remedy } = LETTERS[code];
      const { rows } = await owner.query(
        'SELECT office.letter_category($1) AS c, office.letter_remedy($1) AS r',
        [code],
      );
      expect(rows[0], code).toEqual({ c: category, r: remedy });
      for (const mode of REMEDY_MODES) {
        const route = await owner.query('SELECT "position", step, role FROM office.letter_route($1, $2)', [
          code,
          mode,
        ]);
        const inCode = replyRoute(code, mode).map(({ position, step, role }) => ({ position, step, role }));
        expect(route.rows, `${code} ${mode}`).toEqual(inCode);
      }
    }
  });

  it('文件分块的大小一致', async () => {
    const { rows } = await owner.query(`SELECT prosrc FROM pg_proc WHERE proname = 'guard_file'`);
    expect(rows[0].prosrc).toContain(`= ${CHUNK_BYTES}`);
  });
});

describe('数据库记下的写作者', () => {
  const contributors = async (versionId: string) => {
    const { rows } = await staff.query<{ person_id: string }>(
      'SELECT person_id FROM office.version_contributor WHERE version_id = $1 ORDER BY 1',
      [versionId],
    );
    return rows.map((row) => row.person_id);
  };

  it('[TR-3] 更正稿的写作者包括原稿的作者、每一个动过笔的人和提交的人', async () => {
    const { author, author2, l1b, l2b } = organ.cast;
    const itemId = await publishNew(organ);
    await edit(organ, itemId, author2);
    await save(organ, itemId, { title: '更正一' }, l1b);
    await save(organ, itemId, { title: '更正二' }, author2);
    const round = await submit(organ, itemId, author2);
    const expected = [author, author2, l1b].map((person) => person.personId).sort();
    expect(await contributors(round.versionId)).toEqual(expected);
    expect(round.facts.contributors.toSorted()).toEqual(expected);
    expect(round.facts.contributors).not.toContain(l2b.personId);
  });
});
