import { ApplyView } from '@/components/public/disclosure-views/apply';
import { CheckView } from '@/components/public/intake/check-view';
import { DetailsView } from '@/components/public/intake/details-view';
import { DoneView } from '@/components/public/intake/done-view';
import { IntakeNotice } from '@/components/public/intake/frame';
import { KindView } from '@/components/public/intake/kind-view';
import { writeBlankForm } from '@/lib/applications/public-queries/blank-form';
import { intakeTerms } from '@/lib/applications/public-queries/own-case';
import { submissionKeyOf } from '@/lib/applications/public-queries/submit-application';
import { checkApplicantKind, checkIntake } from '@/lib/applications/schema/intake-form';
import { currentTime } from '@/lib/platform/clock';
import { civilDate } from '@/lib/platform/dates';
import { publicFileResponse } from '@/lib/platform/public-response';
import { readSealedCookie } from '@/lib/platform/sealed-token';
import type { Answer, PageRequest } from '../answer';
import { findForm, formCookie, formToken } from './form-state';
import { DONE_COOKIE, FORM_COOKIE } from './visitor';

const FORM = '/disclosure/apply/form';
const DETAILS = '/disclosure/apply/form/details';

/** `/disclosure/apply`: the guide. */
export async function applyPage({ context }: PageRequest): Promise<Answer> {
  const terms = await intakeTerms(context.site.organId);
  return { kind: 'page', page: <ApplyView context={context} terms={terms} /> };
}

/** `/disclosure/apply/blank.docx`: the form on paper, with the fields of the form online. */
export async function blankForm({ context }: PageRequest): Promise<Answer> {
  const bytes = await writeBlankForm(context.site);
  const mediaType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
  return {
    kind: 'response',
    response: publicFileResponse({ name: '政府信息公开申请表.docx', mediaType }, bytes),
  };
}

/** `/disclosure/apply/form`: who applies. */
export async function kindPage(asked: PageRequest): Promise<Answer> {
  const form = await findForm(asked, FORM_COOKIE);
  const isOpen = form.state === 'open';
  return {
    kind: 'private',
    page: (
      <KindView
        context={asked.context}
        values={isOpen ? form.draft.values : {}}
        problems={[]}
        hasOpenForm={isOpen && form.draft.values.name !== undefined}
      />
    ),
  };
}

/** `/disclosure/apply/form/details`: the form itself. */
export async function detailsPage(asked: PageRequest): Promise<Answer> {
  const { context } = asked;
  const form = await findForm(asked, FORM_COOKIE);
  if (form.state === 'none') return { kind: 'see_other', path: FORM };
  if (form.state === 'submitted') return alreadySubmitted(asked, form.submissionNo);
  const { key, draft } = form;
  if (checkApplicantKind(draft.values).length > 0) return { kind: 'see_other', path: FORM };
  const checked = checkIntake(draft.values, draft.files, civilDate(currentTime()));
  const problems = draft.isChecked && !checked.ok ? checked.problems : [];
  return {
    kind: 'private',
    cookies: [formCookie(FORM_COOKIE, key)],
    page: <DetailsView context={context} draft={draft} problems={problems} />,
  };
}

/** `/disclosure/apply/form/check`: what will be submitted. */
export function checkPage(asked: PageRequest): Promise<Answer> {
  return checkAgain(asked);
}

/** The same, saying why it was not taken. */
export async function checkAgain(asked: PageRequest, sentence?: string): Promise<Answer> {
  const { context } = asked;
  const form = await findForm(asked, FORM_COOKIE);
  if (form.state === 'none') return { kind: 'see_other', path: FORM };
  if (form.state === 'submitted') return alreadySubmitted(asked, form.submissionNo);
  const { key, draft } = form;
  const checked = checkIntake(draft.values, draft.files, civilDate(currentTime()));
  if (!checked.ok) return { kind: 'see_other', path: DETAILS };
  const shown = submissionKeyOf(key, checked.intake, draft.files);
  const terms = await intakeTerms(context.site.organId);
  return {
    kind: 'private',
    status: sentence === undefined ? 200 : 422,
    cookies: [formCookie(FORM_COOKIE, key)],
    page: (
      <CheckView
        context={context}
        intake={checked.intake}
        files={draft.files}
        terms={terms}
        token={formToken(key, shown)}
        sentence={sentence}
      />
    ),
  };
}

function alreadySubmitted({ context, request }: PageRequest, submissionNo: string): Answer {
  const isShown = readSealedCookie(request.headers, DONE_COOKIE)?.no === submissionNo;
  return {
    kind: 'private',
    page: (
      <IntakeNotice
        context={context}
        title="这份申请已经提交"
        path={DETAILS}
        sentences={[`提交编号是 ${submissionNo}。请不要重复提交。`]}
        links={[
          ...(isShown ? [{ to: '/disclosure/apply/done', name: '再看一次编号和查询码' }] : []),
          { to: '/apply/status', name: '查询办理进度' },
          { to: FORM, name: '另外申请别的信息' },
        ]}
      />
    ),
  };
}

/** `/disclosure/apply/done`: number and query code, for a quarter of an hour in the browser that submitted. */
export async function donePage({ context, request }: PageRequest): Promise<Answer> {
  const done = readSealedCookie(request.headers, DONE_COOKIE);
  if (typeof done?.no !== 'string' || typeof done.code !== 'string') {
    return { kind: 'see_other', path: '/apply/status' };
  }
  const terms = await intakeTerms(context.site.organId);
  return {
    kind: 'private',
    page: (
      <DoneView
        context={context}
        submissionNo={done.no}
        queryCode={done.code}
        terms={terms}
        isMailed={done.isMailed === true}
      />
    ),
  };
}
