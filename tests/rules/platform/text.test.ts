import { describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { batchInputSchema, decisionInputSchema, lateOpinionSchema } from '@/lib/approvals/schema';
import * as followUp from '@/lib/disclosure/after-publication/schema';
import * as disclosure from '@/lib/disclosure/schema';
import * as organs from '@/lib/organs/schema';
import {
  cleanText,
  isBlank,
  neededText,
  withoutForbiddenCharacters,
  withoutXmlForbidden,
  writtenText,
} from '@/lib/platform/text';
import { addFindingSchema, authorHandlingsSchema, handleFindingsSchema } from '@/lib/proofreading/schema';
import * as settings from '@/lib/settings/schema';

const ID = '019a0000-0000-7000-8000-000000000000';
const HASH = 'a'.repeat(64);
const seen = { itemId: 'abcdefghij', itemRevision: 1 };
const act = { roundId: ID, position: 1 };
const secrecy = (basis: string) => ({
  state_secret: false,
  work_secret: false,
  trade_secret: false,
  personal_privacy: false,
  basis,
  conclusion: 'publish',
});
const decision = (opinion: string, basis: string | null = null) => ({
  ...act,
  contentHash: HASH,
  decisionsSeen: 0,
  conclusion: 'pass',
  returnTo: null,
  opinion,
  reviewChecklist: {},
  proofChecklist: {},
  secrecy: basis === null ? null : secrecy(basis),
});
const day = '2026-03-02';
const leave = { personId: ID, startsOn: day, endsOn: day };
const place = { path: 'body', line: 0, from: 0, to: 1, words: '' };

type Case = readonly [name: string, schema: z.ZodType, input: (words: string) => unknown, isNeeded: boolean];
/** Every field in which somebody writes an opinion, a reason or a note for the record. */
const FIELDS: readonly Case[] = [
  ['审核意见', decisionInputSchema, (words) => decision(words), false],
  ['保密审查依据', decisionInputSchema, (words) => decision('', words), false],
  ['补充的书面意见', lateOpinionSchema, (opinion) => ({ decisionId: ID, opinion }), true],
  [
    '代理事由',
    organs.delegationSchema,
    (reason) => ({
      principalId: ID,
      deputyId: ID,
      role: 'disclosure_leader',
      startsOn: day,
      endsOn: day,
      reason,
      byPhone: false,
    }),
    true,
  ],
  ['请假事由', organs.leaveSchema, (reason) => ({ ...leave, reason }), true],
  [
    '角色变更理由',
    settings.proposeChangeSchema,
    (reason) => ({ kind: 'role_end', personId: ID, role: 'author', reason }),
    true,
  ],
  [
    '设置变更理由',
    settings.proposeChangeSchema,
    (reason) => ({ kind: 'setting', key: 'show_reviewers', value: true, effectiveFrom: day, reason }),
    true,
  ],
  [
    '变更的意见',
    settings.concludeChangeSchema,
    (note) => ({ changeId: ID, conclusion: settings.concludeChangeSchema.shape.conclusion.options[0], note }),
    false,
  ],
  ['应急理由', disclosure.submitSchema, (laneReason) => ({ ...seen, draftRevision: 1, laneReason }), false],
  [
    '等级调整理由',
    disclosure.reviewerClassSchema,
    (reason) => ({ ...seen, contentClass: 'a', reason }),
    true,
  ],
  ['撤下理由', disclosure.hideSchema, (reason) => ({ ...seen, reason }), true],
  ['办理理由', disclosure.reasonSchema, (reason) => ({ ...seen, reason }), true],
  [
    '拟稿人的答复',
    authorHandlingsSchema,
    (reason) => [{ key: 'a@body:0:0-1', act: 'refused', reason }],
    false,
  ],
  [
    '审核人的处理',
    handleFindingsSchema,
    (reason) => ({ ...act, handlings: [{ findingId: ID, act: 'refused', reason }] }),
    false,
  ],
  [
    '审核人的发现',
    addFindingSchema,
    (message) => ({ ...act, place, kind: 'other', severity: 'hint', message }),
    true,
  ],
  [
    '征求意见的备注',
    followUp.consultationSchema,
    (note) => ({
      itemId: seen.itemId,
      contentHash: HASH,
      organName: '某局',
      askedOn: day,
      confirmedOn: null,
      document: '',
      note,
    }),
    false,
  ],
  [
    '解除关联的理由',
    followUp.relationEndSchema,
    (reason) => ({ itemId: seen.itemId, relationId: ID, reason }),
    true,
  ],
];

describe('写进记录的意见和理由', () => {
  it.each(FIELDS)('%s：平常的话照收', (_, schema, input) => {
    expect(schema.safeParse(input('同意，请按规定办理。\n张三')).error).toBeUndefined();
  });

  it.each(FIELDS)('%s：存不下的字符用一句话退回', (_, schema, input) => {
    for (const bad of ['\u0000', '\ufffe', '\uffff', '\ud800', '\u{1fffe}']) {
      const read = schema.safeParse(input(`同意${bad}办理`));
      expect(read.error?.issues.map(({ message }) => message).join('')).toContain('含有无法保存的字符');
    }
  });

  it.each(FIELDS)('%s：看不见的和改变方向的字符不留', (_, schema, input) => {
    const read = schema.safeParse(input('\u202e同\u200b意\u2800'));
    expect(read.error).toBeUndefined();
    expect(JSON.stringify(read.data)).toContain('"同意"');
  });

  it.each(FIELDS.filter(([, , , isNeeded]) => isNeeded))(
    '%s：只有看不见的字符等于没有写',
    (_, schema, input) => {
      for (const empty of ['', ' \n', '\u2800\u200b', '\u3164', '\u115f\u034f']) {
        expect(schema.safeParse(input(empty)).success).toBe(false);
      }
    },
  );

  it('没有别的自由文字：审批各表单里没有自己另写的文字规则', () => {
    expect(Object.keys(batchInputSchema.shape)).toEqual(['items']);
    expect(writtenText(3, '意见').safeParse('四个字了').success).toBe(false);
    expect(neededText(3, '意见').safeParse('好').success).toBe(true);
  });
});

describe('文字的存储形式', () => {
  it.each([
    ['密\u034f级', '密级'],
    ['密\u2800级', '密级'],
    ['密\u115f级\u1160\u3164\uffa0', '密级'],
    ['密\u200d级\u200c', '密级'],
    ['1\ufe0f2\u{e0100}', '12'],
    ['甲\u{e0020}乙', '甲乙'],
    ['甲\ufffe\uffff\ufdd0乙', '甲乙'],
    ['甲\ufe00\ufe00', '甲\ufe00'],
  ])('%j 存为 %j', (raw, stored) => {
    expect(cleanText(raw)).toBe(stored);
    expect(cleanText(cleanText(raw))).toBe(stored);
  });

  it.each(['葛\u{e0100}城区', '❤\ufe0f', '👨\u200d👩\u200d👧', 'م\u200cی', 'ᠮᠣ\u180bᠩ', '㐂\ufe00'])(
    '%j 照样保留',
    (text) => {
      expect(withoutForbiddenCharacters(text)).toBe(text);
    },
  );

  it('看不见的算空白', () => {
    expect(isBlank('\u2800\u200b \n\u3164')).toBe(true);
    expect(isBlank('\u0301')).toBe(true);
    expect(isBlank('好')).toBe(false);
  });

  it('Word 文件不能有的字符去掉，其余不动', () => {
    expect(withoutXmlForbidden('甲\u0000\u000b\ufffe\uffff\ud800乙\t丙\n😀')).toBe('甲乙\t丙\n😀');
  });
});
