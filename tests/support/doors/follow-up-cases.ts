import { relateItems } from '@/lib/disclosure/after-publication/commands/relations';
import { enterValidity } from '@/lib/disclosure/after-publication/commands/validity';
import { changeVisibility } from '@/lib/disclosure/commands/change-visibility';
import { staffDatabase } from '@/lib/platform/database';
import { draftItem, getItem, publishNew, seen, unwrap } from '../factories';
import type { DoorCase } from './case';
import type { DoorScene } from './scene';

const REPRINT = { source_name: '示例网', source_url: 'https://a.example/', original_date: null, cuts: '' };
const VALIDITY = {
  state: 'repealed' as const,
  fromDate: '2024-01-01',
  actTitle: '清理决定',
  actNo: '',
  actId: null,
  validUntil: null,
  successorId: null,
  note: '',
};

/** Every door to what is recorded beside a text and after its publication. */
export function followUpCases(scene: () => DoorScene): DoorCase[] {
  const organ = () => scene().organ;
  const explanation = () => draftItem(organ(), { content: { kind: 'policy_interpretation' } });
  return [
    {
      door: 'recordConsultationAction',
      prepare: () => draftItem(organ(), { content: { touches_organs: ['示例发改委'] } }),
      form: async (itemId) => ({
        itemId,
        contentHash: (await getItem(itemId)).draft.contentHash,
        organName: '示例发改委',
        askedOn: '2024-01-02',
        confirmedOn: '2024-01-03',
        document: '示发改函〔2024〕1号',
        note: '',
      }),
    },
    {
      door: 'setReprintComparisonAction',
      prepare: () => draftItem(organ(), { content: { reprint: REPRINT } }),
      form: async (itemId) => ({ itemId, sourceText: '原文' }),
    },
    {
      door: 'enterValidityAction',
      prepare: () => publishNew(organ()),
      form: async (itemId) => ({ itemId, ...VALIDITY }),
    },
    {
      door: 'confirmValidityAction',
      prepare: async () => {
        const itemId = await publishNew(organ());
        unwrap(await enterValidity(organ().cast.author, { itemId, ...VALIDITY }));
        return itemId;
      },
      form: async (itemId) => {
        const { id } = await staffDatabase().validityEvent.findFirstOrThrow({ where: { itemId } });
        return { itemId, eventId: id, conclusion: 'confirmed', note: '' };
      },
    },
    {
      door: 'relateItemsAction',
      prepare: () => publishNew(organ()),
      form: async (itemId) => ({ itemId, otherId: await explanation(), kind: 'interpretation' }),
    },
    {
      door: 'endRelationAction',
      prepare: async () => {
        const itemId = await publishNew(organ());
        const relation = { itemId, otherId: await explanation(), kind: 'interpretation' as const };
        unwrap(await relateItems(organ().cast.author, relation));
        return itemId;
      },
      form: async (itemId) => {
        const { id } = await staffDatabase().itemRelation.findFirstOrThrow({ where: { itemId } });
        return { itemId, relationId: id, reason: '关联错了' };
      },
    },
    {
      door: 'recordLiveCheckAction',
      prepare: () => publishNew(organ()),
      form: async (itemId) => {
        const { publicationId } = await staffDatabase().liveItem.findUniqueOrThrow({ where: { itemId } });
        return { itemId, publicationId, result: 'ok', note: '' };
      },
    },
    {
      door: 'reportLeakAction',
      prepare: async () => {
        const itemId = await publishNew(organ());
        const hiding = { ...(await seen(itemId)), reason: '疑似泄密', reasonKind: 'leak' as const };
        unwrap(await changeVisibility(organ().cast.l1, 'hide', hiding));
        return itemId;
      },
      form: async (itemId) => {
        const { id } = await staffDatabase().visibilityEvent.findFirstOrThrow({ where: { itemId } });
        return { itemId, eventId: id, reportedTo: '示例保密局', reportedOn: '2024-01-01', evidence: '' };
      },
    },
  ];
}
