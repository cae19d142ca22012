'use server';
import { staffAction } from '@/lib/organs/staff-gate';
import { approveTemplate, writeTemplate } from './commands/change-template';
import { previewTemplate } from './queries/preview-template';
import { approveTemplateSchema, previewTemplateSchema, writeTemplateSchema } from './schema';

const write = staffAction('writeTemplate', writeTemplateSchema, writeTemplate);
/** Writes a new version of a template. */
export async function writeTemplateAction(input: unknown) {
  return write(input);
}

const approve = staffAction('approveTemplate', approveTemplateSchema, approveTemplate);
/** Confirms a version of a template, as another person. */
export async function approveTemplateAction(input: unknown) {
  return approve(input);
}

const preview = staffAction('previewTemplate', previewTemplateSchema, previewTemplate);
/** Shows a template with made-up answers, and what is wrong with its words. */
export async function previewTemplateAction(input: unknown) {
  return preview(input);
}
