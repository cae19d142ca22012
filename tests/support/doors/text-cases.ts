import { SEAT_NAMES } from '@/lib/access/rules/doors';
import { REVIEWERS } from '@/lib/access/rules/role-lists';
import { recordOpening } from '@/lib/approvals/commands/record-opening';
import { openSteps } from '@/lib/approvals/rules/next-steps';
import { changeVisibility } from '@/lib/disclosure/commands/change-visibility';
import { addFinding } from '@/lib/disclosure/commands/handle-findings';
import type { Role } from '@/lib/organs/types';
import { listFindings } from '@/lib/proofreading/queries';
import {
  approveItem,
  decisionInput,
  draftItem,
  getItem,
  getRound,
  passSteps,
  publishNew,
  readyContent,
  schedule,
  seen,
  submit,
  unwrap,
} from '../factories';
import type { DoorCase } from './case';
import type { DoorScene } from './scene';

/** Every door to a text and to its publication (lib/disclosure/actions.ts). */
export function textCases(scene: () => DoorScene): DoorCase[] {
  const organ = () => scene().organ;
  const tomorrow = () => new Date(Date.now() + 86_400_000);
  /** The form of an act on the item, which shows no text; that of an act on the text is `seen`. */
  const onItem = async (itemId: string) => {
    const { draftRevision: _, ...form } = await seen(itemId);
    return form;
  };
  const withReason = async (itemId: string) => ({ ...(await onItem(itemId)), reason: '理由' });
  const draft = () => draftItem(organ());
  const approved = () => approveItem(organ());
  const published = () => publishNew(organ());
  const hidden = async () => {
    const itemId = await published();
    unwrap(await changeVisibility(organ().cast.l1, 'hide', await withReason(itemId)));
    return itemId;
  };
  /** An item of class C that waits at the seat of a role. */
  const waiting = async (until: Role) => {
    const itemId = await draftItem(organ(), { contentClass: 'c' });
    await submit(organ(), itemId);
    await passSteps(organ(), itemId, until);
    return itemId;
  };
  const seat = async (itemId: string) => {
    const round = await getRound(itemId);
    const [step] = openSteps(round.facts);
    if (step === undefined) throw new Error('no open step');
    return { round, step };
  };
  const decision = async (itemId: string) => {
    const { round, step } = await seat(itemId);
    return decisionInput(round, step);
  };
  const place = { path: 'body', line: 0, from: 0, to: 0, words: '正文' };
  const remark = { place, kind: 'other', severity: 'hint', message: '请再核对' } as const;

  return [
    {
      door: 'createItemAction',
      prepare: async () => '',
      form: async () => ({ kind: 'news', contentClass: 'a', content: readyContent(organ()) }),
    },
    {
      door: 'saveDraftAction',
      prepare: draft,
      form: async (itemId) => ({
        itemId,
        revision: (await getItem(itemId)).draft.revision,
        content: readyContent(organ(), { title: '改过的标题' }),
      }),
    },
    { door: 'startEditAction', prepare: () => waiting('reviewer_l2'), form: onItem },
    { door: 'submitItemAction', prepare: draft, form: seen },
    {
      door: 'proofreadDraftAction',
      prepare: draft,
      form: async (itemId) => ({ itemId, draftRevision: (await getItem(itemId)).draft.revision }),
      isRead: true,
    },
    { door: 'cancelDraftAction', prepare: draft, form: seen },
    {
      door: 'setContentClassAction',
      prepare: draft,
      form: async (itemId) => ({ ...(await onItem(itemId)), contentClass: 'b' }),
    },
    ...REVIEWERS.map(
      (role): DoorCase => ({
        door: 'decideItemAction',
        when: SEAT_NAMES[role],
        prepare: () => waiting(role),
        form: decision,
      }),
    ),
    ...(['disclosure_leader', 'head_of_organ'] as const).map(
      (role): DoorCase => ({
        door: 'decideBatchAction',
        when: SEAT_NAMES[role],
        prepare: () => waiting(role),
        prepareFor: async (actor) => {
          const itemId = await waiting(role);
          await recordOpening(actor, (await getRound(itemId)).id);
          return itemId;
        },
        form: async (itemId) => {
          const { roundId, position, contentHash, decisionsSeen } = await decision(itemId);
          return { items: [{ roundId, position, contentHash, decisionsSeen }] };
        },
      }),
    ),
    ...REVIEWERS.map(
      (role): DoorCase => ({
        door: 'addFindingAction',
        when: SEAT_NAMES[role],
        prepare: () => waiting(role),
        form: async (itemId) => {
          const { round, step } = await seat(itemId);
          return { roundId: round.id, position: step.position, ...remark };
        },
      }),
    ),
    ...REVIEWERS.map(
      (role): DoorCase => ({
        door: 'handleFindingsAction',
        when: SEAT_NAMES[role],
        prepare: async () => {
          const itemId = await waiting(role);
          const { round, step } = await seat(itemId);
          const given = { reviewer_l1: 'l1', reviewer_l2: 'l2', secrecy_officer: 'secrecy' } as const;
          const later = { reviewer_l3: 'l3', disclosure_leader: 'leader', head_of_organ: 'head' } as const;
          const name = { ...given, ...later }[role];
          const at = { roundId: round.id, position: step.position };
          unwrap(await addFinding(organ().cast[name], { ...at, ...remark }));
          return itemId;
        },
        form: async (itemId) => {
          const { round, step } = await seat(itemId);
          const found = await listFindings([round.id]);
          const handlings = found.map(({ id }) => ({
            findingId: id,
            act: 'escalated',
            reason: '请后面决定',
          }));
          return { roundId: round.id, position: step.position, handlings };
        },
      }),
    ),
    {
      door: 'changeClassAction',
      when: '审核中提高',
      prepare: async () => {
        const itemId = await draft();
        await submit(organ(), itemId);
        return itemId;
      },
      form: async (itemId) => ({ ...(await withReason(itemId)), contentClass: 'b' }),
    },
    {
      door: 'changeClassAction',
      when: '草稿降低',
      prepare: () => draftItem(organ(), { contentClass: 'b' }),
      form: async (itemId) => ({ ...(await withReason(itemId)), contentClass: 'a' }),
      refusals: /^(not_found|role_missing_class|class_raised_by_reviewer)$/,
    },
    { door: 'returnApprovedItemAction', prepare: approved, form: withReason },
    { door: 'publishItemAction', prepare: approved, form: onItem },
    {
      door: 'schedulePublicationAction',
      prepare: approved,
      form: async (itemId) => ({ ...(await onItem(itemId)), publishAt: tomorrow().toISOString() }),
    },
    {
      door: 'unschedulePublicationAction',
      prepare: async () => {
        const itemId = await approved();
        await schedule(organ(), itemId, tomorrow());
        return itemId;
      },
      form: onItem,
    },
    { door: 'hideItemAction', prepare: published, form: withReason },
    { door: 'withdrawItemAction', prepare: hidden, form: withReason },
    { door: 'restoreItemAction', prepare: hidden, form: withReason },
    { door: 'archiveItemAction', prepare: published, form: withReason },
  ];
}
