'use server';
import { staffAction } from '@/lib/organs/staff-gate';
import { addLateOpinion } from './commands/add-late-opinion';
import { lateOpinionSchema } from './schema';

const lateOpinion = staffAction('addLateOpinion', lateOpinionSchema, addLateOpinion);
/** Adds the longer written opinion of one's own decision in the emergency lane. */
export async function addLateOpinionAction(input: unknown) {
  return lateOpinion(input);
}
