import { proposePublication } from '@/lib/applications/commands/publication-proposals';
import { caseInHand } from '../cases';
import { makePerson, unwrap } from '../factories';
import type { DoorCase } from './case';
import type { DoorScene } from './scene';

/** The doors to proposals of making public what was asked for (条例44). */
export function knowledgeCases(scene: () => DoorScene): DoorCase[] {
  const handler = () => scene().people.case_handler;
  const file = async () => (await caseInHand(handler())).id;
  const proposal = (caseId: string) => ({
    caseId,
    source: 'staff' as const,
    title: '名单',
    reason: '常有人问',
  });
  return [
    {
      door: 'proposePublicationAction',
      prepare: file,
      form: async (caseId) => proposal(caseId),
    },
    {
      door: 'decideProposalAction',
      prepare: async () => unwrap(await proposePublication(handler(), proposal(await file()))).proposalId,
      form: async (proposalId) => {
        const writer = await makePerson(scene().staff, scene().organ, '拟稿的人', ['author']);
        return { proposalId, conclusion: 'accepted', writerId: writer.personId, reason: '' };
      },
      refusals: /^proposal_(unknown|role_missing)$/,
    },
  ];
}
