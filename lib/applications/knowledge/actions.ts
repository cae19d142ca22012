'use server';
import { staffAction } from '@/lib/organs/staff-gate';
import { decideProposal, proposePublication } from '../commands/publication-proposals';
import { decideProposalSchema, proposePublicationSchema } from './schema';

const propose = staffAction('proposePublication', proposePublicationSchema, proposePublication);
/** Proposes to make public what a case asks for. */
export async function proposePublicationAction(input: unknown) {
  return propose(input);
}

const decide = staffAction('decideProposal', decideProposalSchema, decideProposal);
/** Decides whether something is made public; accepted, it becomes a draft. */
export async function decideProposalAction(input: unknown) {
  return decide(input);
}
