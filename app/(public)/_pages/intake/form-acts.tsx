import { randomUUID } from 'node:crypto';
import { KindView } from '@/components/public/intake/kind-view';
import { dropDraft, newDraft, saveDraft } from '@/lib/applications/public-queries/intake-drafts';
import { clientHash } from '@/lib/applications/public-queries/own-case';
import {
  findSubmission,
  submissionKeyOf,
  submitApplication,
} from '@/lib/applications/public-queries/submit-application';
import { checkApplicantKind, checkIntake } from '@/lib/applications/schema/intake-form';
import { currentTime } from '@/lib/platform/clock';
import { civilDate } from '@/lib/platform/dates';
import { sendsMail } from '@/lib/platform/notify';
import { endedCookie, sealedCookie } from '@/lib/platform/sealed-token';
import type { Answer, PageRequest } from '../answer';
import { readFileForm, readSmallForm, takeFiles } from './brought-files';
import { checkAgain } from './form-pages';
import { findForm, formCookie, isTooFast, keyIn, shownBy, valuesOf } from './form-state';
import {
  DONE_COOKIE,
  DONE_SECONDS,
  FORM_COOKIE,
  limited,
  notice,
  refuseCrossOrigin,
  unreadable,
} from './visitor';

const FORM = '/disclosure/apply/form';
const DETAILS = '/disclosure/apply/form/details';
const CHECK = '/disclosure/apply/form/check';

/** `POST /disclosure/apply/form`: who applies. Begins a form, or changes the kind of one that was begun. */
export async function takeKind(asked: PageRequest): Promise<Answer> {
  const refused = refuseCrossOrigin(asked);
  if (refused) return refused;
  const { context, request } = asked;
  const { organId } = context.site;
  const read = await readSmallForm(request);
  if (!read.ok) return unreadable(asked, FORM, read.fault);
  const form = await findForm(asked, FORM_COOKIE);
  if (read.form.fields.do === 'discard') {
    if (form.state !== 'none') await dropDraft(organId, form.key);
    return { kind: 'see_other', path: FORM, cookies: [endedCookie(FORM_COOKIE)] };
  }
  const { applicantType = '', hasAgent = '' } = read.form.fields;
  const chosen = { applicantType, hasAgent };
  const problems = checkApplicantKind(chosen);
  if (problems.length > 0) {
    const page = <KindView context={context} values={chosen} problems={problems} hasOpenForm={false} />;
    return { kind: 'private', status: 422, page };
  }
  const { key, draft } = form.state === 'open' ? form : { key: randomUUID(), draft: newDraft() };
  const values = { ...draft.values, ...chosen };
  const saved = await saveDraft(organId, key, { ...draft, values }, clientHash(request.headers));
  if (saved === 'limited') return limited(asked, '开始填写');
  return { kind: 'see_other', path: DETAILS, cookies: [formCookie(FORM_COOKIE, key)] };
}

/**
 * `POST /disclosure/apply/form/details`: keeps what was typed and brought, whatever else is wrong with it, and goes on to
 * the next page where the visitor asked for that and everything is right.
 */
export async function takeDetails(asked: PageRequest): Promise<Answer> {
  const refused = refuseCrossOrigin(asked);
  if (refused) return refused;
  const { context, request } = asked;
  const { organId } = context.site;
  const read = await readFileForm(request);
  if (!read.ok && read.fault === 'busy') return busy(asked, DETAILS);
  if (!read.ok) return unreadable(asked, DETAILS, read.fault);
  const { fields } = read.form;
  if ((fields.homepage ?? '') !== '') return trapped(asked);
  const form = await findForm(asked, FORM_COOKIE);
  // A form that expired meanwhile, or was submitted, begins anew with what was typed; only its files are gone.
  const { key, draft } = form.state === 'open' ? form : { key: newKey(form), draft: newDraft() };
  const wantsCheck = fields.do === 'check' && fields.remove === undefined;
  const values = { ...valuesOf(fields, draft.values), needsHelp: fields.needsHelp ?? '' };
  const typed = { ...draft, values, isChecked: draft.isChecked || wantsCheck };
  const client = clientHash(request.headers);
  if ((await saveDraft(organId, key, typed, client)) === 'limited') return limited(asked, '开始填写');
  const next = await takeFiles(organId, key, typed, read.form);
  await saveDraft(organId, key, next, client);
  const cookies = [formCookie(FORM_COOKIE, key)];
  const back: Answer = { kind: 'see_other', path: `${DETAILS}#problems`, cookies };
  if (checkApplicantKind(next.values).length > 0) return { kind: 'see_other', path: FORM, cookies };
  if (!wantsCheck) return next.fileProblems.length > 0 ? back : placeOf(read.form, cookies);
  if (next.fileProblems.length > 0) return back;
  const checked = checkIntake(next.values, next.files, civilDate(currentTime()));
  return checked.ok ? { kind: 'see_other', path: CHECK, cookies } : back;
}

/** A form submitted already keeps its key: the same words under it are still the same application. */
function newKey(form: Awaited<ReturnType<typeof findForm>>): string {
  return form.state === 'submitted' ? form.key : randomUUID();
}

/** Back to where a file was brought or taken away. */
function placeOf({ files }: { files: readonly { field: string }[] }, cookies: readonly string[]): Answer {
  const slot = files[0]?.field.replace(/^file-/, '');
  return { kind: 'see_other', path: slot === undefined ? DETAILS : `${DETAILS}#${slot}`, cookies };
}

/**
 * `POST /disclosure/apply/form/check`: submits what the page showed. Sent twice it is one application.
 *
 * @rule REG-31-1
 */
export async function takeApplication(asked: PageRequest): Promise<Answer> {
  const refused = refuseCrossOrigin(asked);
  if (refused) return refused;
  const { context, request } = asked;
  const { organId } = context.site;
  const read = await readSmallForm(request);
  if (!read.ok) return unreadable(asked, CHECK, read.fault);
  const shown = shownBy(read.form.fields.token, keyIn(asked, FORM_COOKIE));
  const form = await findForm(asked, FORM_COOKIE);
  const earlier = shown === null ? null : await findSubmission(organId, shown);
  if (earlier !== null) return submitted(earlier.submissionNo, earlier.queryCode, false);
  if (form.state !== 'open') return { kind: 'see_other', path: FORM };
  const checked = checkIntake(form.draft.values, form.draft.files, civilDate(currentTime()));
  if (!checked.ok) return { kind: 'see_other', path: `${DETAILS}#problems` };
  if (shown !== submissionKeyOf(form.key, checked.intake, form.draft.files))
    return checkAgain(asked, '您在别的页面改过内容，下面是现在的内容。请再核对一次，然后提交。');
  if (isTooFast(form.draft))
    return checkAgain(asked, '提交得太快了。请核对内容，几秒之后再点一次“提交申请”。');
  const done = await submitApplication(
    organId,
    form.key,
    form.draft,
    checked.intake,
    clientHash(request.headers),
  );
  if (done.result === 'limited') return limited(asked, '提交申请');
  if (done.result !== 'submitted') {
    await saveDraft(organId, form.key, { ...form.draft, files: [] }, null);
    return { kind: 'see_other', path: `${DETAILS}#problems` };
  }
  const isMailed = sendsMail() && checked.intake.parties.some(({ email }) => email !== '');
  return submitted(done.submissionNo, done.queryCode, isMailed);
}

function submitted(no: string, code: string, isMailed: boolean): Answer {
  const cookies = [sealedCookie(DONE_COOKIE, { no, code, isMailed }, DONE_SECONDS)];
  return { kind: 'see_other', path: '/disclosure/apply/done', cookies };
}

/** Who filled in the field that nobody sees is a program, or uses one. */
function trapped(asked: PageRequest): Answer {
  return notice(asked, 400, {
    title: '没有收到',
    path: DETAILS,
    sentences: [
      '这次提交带有页面上看不见的一栏，像是由程序自动填写的，系统没有接收。',
      '如果您用了自动填表的插件，请关掉它，返回上一页再提交一次。',
    ],
    links: [{ to: DETAILS, name: '返回继续填写' }],
    showsOtherWays: true,
  });
}

/** As many forms with files are being read as the server has room for. */
export function busy(asked: PageRequest, path: string): Answer {
  return notice(asked, 503, {
    title: '现在上传的人太多',
    path,
    sentences: ['请等一两分钟，返回上一页再提交一次。以前保存的内容和文件都还在。'],
    links: [{ to: path, name: '返回继续填写' }],
    showsOtherWays: true,
  });
}
