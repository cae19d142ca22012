import { StatusView } from '@/components/public/intake/status-view';
import { saveDraft } from '@/lib/applications/public-queries/intake-drafts';
import {
  actOnOwnCase,
  caseKeyOf,
  clientHash,
  findOwnCase,
  sendOwnSupplement,
} from '@/lib/applications/public-queries/own-case';
import { checkSupplement } from '@/lib/applications/schema/intake-form';
import { endedCookie } from '@/lib/platform/sealed-token';
import type { Answer, PageRequest } from '../answer';
import { readFileForm, readSmallForm, takeFiles } from './brought-files';
import { busy } from './form-acts';
import { findForm, formCookie, valuesOf } from './form-state';
import { askerOf, caseCookie, findOwn } from './own-session';
import { CASE, supplementForm } from './status-pages';
import { CASE_COOKIE, limited, refuseCrossOrigin, SUPPLEMENT_COOKIE, unreadable } from './visitor';

const STATUS = '/apply/status';
const SUPPLEMENT = '/apply/status/supplement';
const TO_STATUS: Answer = { kind: 'see_other', path: STATUS };

/** One sentence for a wrong code, an unknown number, and where no more is looked up for now. */
const NOT_FOUND =
  '没有查到。请核对编号和查询码：字母不分大小写，编号里的年份和短横不能少。连续输错几次之后，要等15分钟才能再查。';

/** `POST /apply/status`: number and code. A right pair lets the visitor in for half an hour. */
export async function takeCode(asked: PageRequest): Promise<Answer> {
  const refused = refuseCrossOrigin(asked);
  if (refused) return refused;
  const { context, request } = asked;
  const read = await readSmallForm(request);
  if (!read.ok) return unreadable(asked, STATUS, read.fault);
  const { no = '', code = '' } = read.form.fields;
  const { organId } = context.site;
  const key = caseKeyOf(no, code);
  const view = await findOwnCase(organId, key, clientHash(request.headers), true);
  if (view === null) {
    const page = <StatusView context={context} typedNo={no.slice(0, 40)} sentence={NOT_FOUND} />;
    return { kind: 'private', status: 422, page };
  }
  return { kind: 'see_other', path: CASE, cookies: [caseCookie(organId, key)] };
}

/** `POST /apply/status/confirm`: 双方确认 by the applicant. @law 条例31 @rule REG-31-1 */
export function takeConfirmation(asked: PageRequest): Promise<Answer> {
  return act(asked, 'confirm');
}

/** `POST /apply/status/withdraw` */
export function takeWithdrawal(asked: PageRequest): Promise<Answer> {
  return act(asked, 'withdraw');
}

async function act(asked: PageRequest, which: 'confirm' | 'withdraw'): Promise<Answer> {
  const refused = refuseCrossOrigin(asked);
  if (refused) return refused;
  const asker = askerOf(asked);
  if (asker === null) return TO_STATUS;
  const answer = await actOnOwnCase(asker.organId, asker.key, asker.client, which);
  if (answer === 'unknown') return { kind: 'see_other', path: STATUS, cookies: [endedCookie(CASE_COOKIE)] };
  // A second click finds it done.
  const done = which === 'confirm' ? 'confirmed' : 'withdrawn';
  const said = answer === 'not_now' ? 'not_now' : answer === 'already' && which === 'confirm' ? '' : done;
  return { kind: 'see_other', path: said === '' ? CASE : `${CASE}?said=${said}` };
}

/** `POST /apply/status/supplement`: keeps what was typed and brought; sends it where that was asked and something is there. */
export async function takeSupplement(asked: PageRequest): Promise<Answer> {
  const refused = refuseCrossOrigin(asked);
  if (refused) return refused;
  const own = await findOwn(asked);
  if (own === null) return TO_STATUS;
  const { asker, view } = own;
  const read = await readFileForm(asked.request);
  if (!read.ok && read.fault === 'busy') return busy(asked, SUPPLEMENT);
  if (!read.ok) return unreadable(asked, SUPPLEMENT, read.fault);
  const wantsSend = read.form.fields.do === 'check' && read.form.fields.remove === undefined;
  // A second click: the form is closed, its key still names what was sent.
  const before = await findForm(asked, SUPPLEMENT_COOKIE);
  if (wantsSend && before.state === 'submitted')
    return { kind: 'see_other', path: `${CASE}?said=sent_before` };
  const form = await supplementForm(asked, asker, view);
  if (form === null) return limited(asked, '开始填写');
  if (!view.maySupplement) return { kind: 'see_other', path: `${CASE}?said=not_now` };
  const values = valuesOf(read.form.fields, form.draft.values);
  const typed = { ...form.draft, values, isChecked: form.draft.isChecked || wantsSend };
  const next = await takeFiles(asker.organId, form.key, typed, read.form);
  await saveDraft(asker.organId, form.key, next, asker.client);
  const cookies = [formCookie(SUPPLEMENT_COOKIE, form.key)];
  const back: Answer = { kind: 'see_other', path: `${SUPPLEMENT}#problems`, cookies };
  if (!wantsSend) return { kind: 'see_other', path: SUPPLEMENT, cookies };
  const checked = checkSupplement(next.values, next.files);
  if (!checked.ok || next.fileProblems.length > 0) return back;
  const sent = await sendOwnSupplement(asker.organId, asker.key, asker.client, {
    key: form.key,
    draft: next,
    text: checked.text,
  });
  if (sent === 'limited') return limited(asked, '补正');
  if (sent === 'files_missing') {
    await saveDraft(asker.organId, form.key, { ...next, files: [] }, asker.client);
    return back;
  }
  return { kind: 'see_other', path: `${CASE}?said=${sent === 'sent' ? 'supplemented' : 'not_now'}` };
}

/** `POST /apply/status/leave` */
export async function takeLeave(asked: PageRequest): Promise<Answer> {
  const refused = refuseCrossOrigin(asked);
  if (refused) return refused;
  return { kind: 'see_other', path: `${STATUS}?left=1`, cookies: [endedCookie(CASE_COOKIE)] };
}
