import { z } from 'zod';
import { checkIdNumber } from '@/lib/personal-data/rules/identity-documents';
import { addressField, emailField, nameField, phoneField } from '@/lib/personal-data/schema';
import { type IdKind, ORGANISATION_ID_KINDS, PERSON_ID_KINDS } from '@/lib/personal-data/types';
import type { CivilDate } from '@/lib/platform/dates';
import { isBlank } from '@/lib/platform/text';
import { APPLICANT_TYPES, DELIVERY_METHODS, ELECTRONIC_METHODS, MEDIA_FORMS } from '../types/case';
import {
  type DraftFile,
  FILE_SLOTS,
  type FileSlot,
  INTAKE_FIELDS,
  type Intake,
  type IntakeField,
  type IntakeParty,
  type IntakeProblem,
  type IntakeValues,
} from '../types/intake';
import { typedText } from './typed-text';

/** Longest name and number of a document that is asked for, in characters. */
export const REQUEST_LINE_LENGTH = 300;
/** Longest description of what is asked for, in characters. */
export const DESCRIPTION_LENGTH = 20_000;
/** Most files at one place of the form. */
export const SLOT_FILES: Readonly<Record<FileSlot, number>> = {
  identity: 3,
  agentIdentity: 3,
  authorization: 3,
  attachment: 5,
};

const titleField = typedText(REQUEST_LINE_LENGTH, '信息名称');
const docNoField = typedText(REQUEST_LINE_LENGTH, '文号');
const descriptionField = typedText(DESCRIPTION_LENGTH, '特征描述');

/** Whether an applicant of this kind is a person: the fields that are asked for follow from it. */
export function isPerson(values: IntakeValues): boolean {
  return values.applicantType === 'natural_person';
}

export function hasAgent(values: IntakeValues): boolean {
  return values.hasAgent === 'yes';
}

/** The identity papers an applicant of this kind may give. */
export function idKindsFor(values: IntakeValues): readonly IdKind[] {
  return isPerson(values) ? PERSON_ID_KINDS : ORGANISATION_ID_KINDS;
}

/** The places for files that the form of this applicant has. */
export function slotsFor(values: IntakeValues): readonly FileSlot[] {
  return FILE_SLOTS.filter(
    (slot) => hasAgent(values) || (slot !== 'agentIdentity' && slot !== 'authorization'),
  );
}

/** The first questions: who applies, and whether somebody acts for them. */
export function checkApplicantKind(values: IntakeValues): IntakeProblem[] {
  const problems: IntakeProblem[] = [];
  if (!z.enum(APPLICANT_TYPES).safeParse(values.applicantType).success)
    problems.push({ field: 'applicantType', message: '请选择申请人是自然人，还是哪一类单位。' });
  if (values.hasAgent !== 'yes' && values.hasAgent !== 'no')
    problems.push({ field: 'hasAgent', message: '请选择是本人（本单位）申请，还是由代理人代为申请。' });
  return problems;
}

/** Collects what each field gives and what is wrong with it, all at once. */
class Reading {
  readonly problems: IntakeProblem[] = [];

  constructor(private readonly values: IntakeValues) {}

  text(field: IntakeField): string {
    return this.values[field] ?? '';
  }

  note(field: IntakeField | FileSlot, message: string): void {
    if (!this.problems.some((problem) => problem.field === field)) this.problems.push({ field, message });
  }

  read(field: IntakeField, schema: z.ZodType<string, string>): string {
    const parsed = schema.safeParse(this.text(field));
    if (parsed.success) return parsed.data;
    this.note(field, parsed.error.issues[0]?.message ?? '填写的内容不符合要求，请检查。');
    return '';
  }

  choose<T extends string>(field: IntakeField, choices: readonly T[], sentence: string): T | null {
    const chosen = choices.find((choice) => choice === this.text(field));
    if (chosen === undefined) this.note(field, sentence);
    return chosen ?? null;
  }

  identity(kindField: IntakeField, numberField: IntakeField, kinds: readonly IdKind[], today: CivilDate) {
    const idKind = this.choose(kindField, kinds, '请选择证件类型。');
    if (idKind === null) return { idKind: 'other' as const, idNumber: '' };
    const checked = checkIdNumber(idKind, this.text(numberField), today);
    if (!checked.ok) this.note(numberField, checked.refusals[0]?.message ?? '请检查证件号码。');
    return { idKind, idNumber: checked.ok ? checked.value : '' };
  }
}

/**
 * Checks a whole application: gives it in the form in which it is stored, or everything that has to be put right, in the
 * order of the form.
 *
 * @param today civil date, for days of birth
 * @law 条例29-2
 * @rule REG-27-1
 */
export function checkIntake(
  values: IntakeValues,
  files: readonly Pick<DraftFile, 'slot'>[],
  today: CivilDate,
): { ok: true; intake: Intake } | { ok: false; problems: IntakeProblem[] } {
  const reading = new Reading(values);
  for (const { field, message } of checkApplicantKind(values)) reading.note(field, message);
  const applicantType = APPLICANT_TYPES.find((type) => type === values.applicantType);
  const parties = [readApplicant(reading, values, today)];
  if (hasAgent(values)) parties.push(readAgent(reading, today));
  const request = readRequest(reading);
  const deliveryMethod = reading.choose('deliveryMethod', DELIVERY_METHODS, '请选择怎样获取信息。');
  const mediaForm = reading.choose('mediaForm', MEDIA_FORMS, '请选择要纸质的还是电子的。');
  checkDelivery(reading, parties, deliveryMethod, mediaForm);
  checkFiles(reading, values, files);
  if (reading.problems.length > 0 || !applicantType || !deliveryMethod || !mediaForm) {
    return { ok: false, problems: inOrder(reading.problems) };
  }
  const needsHelp = values.needsHelp === 'yes';
  return { ok: true, intake: { applicantType, parties, request, deliveryMethod, mediaForm, needsHelp } };
}

function readApplicant(reading: Reading, values: IntakeValues, today: CivilDate): IntakeParty {
  const ofPerson = isPerson(values);
  return {
    party: 'applicant',
    name: reading.read('name', nameField(ofPerson ? '申请人姓名' : '单位名称')),
    ...reading.identity('idKind', 'idNumber', idKindsFor(values), today),
    contactName: ofPerson ? '' : reading.read('contactName', nameField('联系人姓名')),
    phone: reading.read('phone', phoneField),
    email: reading.read('email', emailField),
    address: reading.read('address', addressField),
  };
}

function readAgent(reading: Reading, today: CivilDate): IntakeParty {
  return {
    party: 'agent',
    name: reading.read('agentName', nameField('代理人姓名')),
    ...reading.identity('agentIdKind', 'agentIdNumber', PERSON_ID_KINDS, today),
    contactName: '',
    phone: reading.read('agentPhone', phoneField),
    email: reading.read('agentEmail', emailField),
    address: '',
  };
}

function readRequest(reading: Reading): Intake['request'] {
  const request = {
    title: reading.read('title', titleField),
    docNo: reading.read('docNo', docNoField),
    description: reading.read('description', descriptionField),
  };
  const isBroken = reading.problems.some(({ field }) => ['title', 'docNo', 'description'].includes(field));
  if (!isBroken && isBlank(request.title + request.docNo + request.description)) {
    reading.note('title', '请写明要申请公开的信息：名称、文号、特征描述三项里至少填一项。');
  }
  return request;
}

/** A contact by which the chosen way of delivery, and confirming the application, are possible at all. */
function checkDelivery(
  reading: Reading,
  parties: readonly IntakeParty[],
  method: Intake['deliveryMethod'] | null,
  media: Intake['mediaForm'] | null,
): void {
  const has = (field: 'phone' | 'email' | 'address') => parties.some((party) => party[field] !== '');
  if (method === 'mail' && !has('address')) reading.note('address', '您选择了邮寄，请填写通信地址。');
  if (method === 'email' && !has('email')) reading.note('email', '您选择了电子邮件，请填写电子邮箱。');
  if (!has('phone') && !has('email') && !has('address'))
    reading.note('phone', '请至少填写一种联系方式：电话、电子邮箱或者通信地址。我们要与您确认收到申请。');
  const isElectronic = ELECTRONIC_METHODS.some((one) => one === method);
  if (isElectronic && media === 'paper')
    reading.note(
      'mediaForm',
      '通过电子邮件或者网上获取的是电子的；要纸质的，请把获取方式改为邮寄、当面领取或者当场查阅。',
    );
}

function checkFiles(reading: Reading, values: IntakeValues, files: readonly Pick<DraftFile, 'slot'>[]): void {
  const lacks = (slot: FileSlot) => !files.some((file) => file.slot === slot);
  if (lacks('identity'))
    reading.note(
      'identity',
      isPerson(values)
        ? '请上传申请人身份证件的照片或者扫描件。'
        : '请上传单位证照（如营业执照）的照片或者扫描件。',
    );
  if (!hasAgent(values)) return;
  if (lacks('agentIdentity')) reading.note('agentIdentity', '请上传代理人身份证件的照片或者扫描件。');
  if (lacks('authorization')) reading.note('authorization', '请上传申请人签名或者盖章的授权委托书。');
}

const ORDER: readonly (IntakeField | FileSlot)[] = [
  ...INTAKE_FIELDS.slice(0, INTAKE_FIELDS.indexOf('idNumber') + 1),
  'identity',
  ...INTAKE_FIELDS.slice(INTAKE_FIELDS.indexOf('contactName'), INTAKE_FIELDS.indexOf('agentIdNumber') + 1),
  'agentIdentity',
  ...INTAKE_FIELDS.slice(INTAKE_FIELDS.indexOf('agentPhone'), INTAKE_FIELDS.indexOf('agentEmail') + 1),
  'authorization',
  ...INTAKE_FIELDS.slice(INTAKE_FIELDS.indexOf('title'), INTAKE_FIELDS.indexOf('description') + 1),
  'attachment',
  ...INTAKE_FIELDS.slice(INTAKE_FIELDS.indexOf('deliveryMethod')),
];

/** Problems in the order in which the form shows its fields. */
export function inOrder(problems: readonly IntakeProblem[]): IntakeProblem[] {
  return [...problems].sort((a, b) => ORDER.indexOf(a.field) - ORDER.indexOf(b.field));
}

/** What a correction (补正) says: something written, or a file. */
export function checkSupplement(
  values: IntakeValues,
  files: readonly Pick<DraftFile, 'slot'>[],
): { ok: true; text: Intake['request'] } | { ok: false; problems: IntakeProblem[] } {
  const reading = new Reading(values);
  const text = {
    title: reading.read('title', titleField),
    docNo: reading.read('docNo', docNoField),
    description: reading.read('description', descriptionField),
  };
  if (reading.problems.length === 0 && isBlank(text.title + text.docNo + text.description)) {
    if (files.length === 0) reading.note('description', '请写明补正的内容，或者上传补正材料。');
    else return { ok: true, text: { ...text, description: '补正内容见所附材料。' } };
  }
  return reading.problems.length > 0
    ? { ok: false, problems: inOrder(reading.problems) }
    : { ok: true, text };
}
