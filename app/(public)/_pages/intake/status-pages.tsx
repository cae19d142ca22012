import { randomUUID } from 'node:crypto';
import { SupplementView, WithdrawView } from '@/components/public/intake/own-act-views';
import { OwnCaseView } from '@/components/public/intake/own-case-view';
import { StatusView } from '@/components/public/intake/status-view';
import { newDraft, saveDraft } from '@/lib/applications/public-queries/intake-drafts';
import { intakeTerms, publicCalendar } from '@/lib/applications/public-queries/own-case';
import { ownClock } from '@/lib/applications/rules/intake/own-clock';
import { checkSupplement } from '@/lib/applications/schema/intake-form';
import type { OwnCase } from '@/lib/applications/types/intake';
import { currentTime } from '@/lib/platform/clock';
import { civilDate } from '@/lib/platform/dates';
import type { Answer, PageRequest } from '../answer';
import { findForm, formCookie } from './form-state';
import { type Asker, askerOf, caseCookie, findOwn } from './own-session';
import { limited, SUPPLEMENT_COOKIE } from './visitor';

export const CASE = '/apply/status/case';
const STATUS = '/apply/status';
const TO_STATUS: Answer = { kind: 'see_other', path: STATUS };

/** What is said once after an act, by the word in the address. */
const SAID: Readonly<Record<string, string>> = {
  confirmed: '已确认。今天是收到申请之日。',
  withdrawn: '申请已撤回。',
  supplemented: '补正材料已提交。我们会与您确认。',
  sent_before: '这份补正材料先前已经提交，没有重复提交。还要补充的，请点“再提交补正材料”。',
  not_now: '情况已有变化，刚才的操作没有进行。请看下面的最新情况。',
};

/** `/apply/status`: number and code; on to the case where the visitor has entered it. */
export async function statusPage(asked: PageRequest): Promise<Answer> {
  const said = asked.query.get('left') === '1' ? '您已退出查询。' : undefined;
  if (said === undefined && askerOf(asked) !== null) return { kind: 'see_other', path: CASE };
  return { kind: 'private', page: <StatusView context={asked.context} said={said} /> };
}

async function clockOf(view: OwnCase) {
  return ownClock(await publicCalendar(), view, civilDate(currentTime()));
}

/** `/apply/status/case`: where it is. */
export async function casePage(asked: PageRequest): Promise<Answer> {
  const own = await findOwn(asked);
  if (own === null) return gone(asked);
  const { asker, view } = own;
  const terms = await intakeTerms(asker.organId);
  const said = SAID[asked.query.get('said') ?? ''];
  return {
    kind: 'private',
    cookies: [caseCookie(asker.organId, asker.key)],
    page: (
      <OwnCaseView context={asked.context} view={view} own={await clockOf(view)} terms={terms} said={said} />
    ),
  };
}

/** No cookie that is still good: back to number and code, without going round in circles. */
function gone(asked: PageRequest): Answer {
  if (askerOf(asked) === null) return TO_STATUS;
  return { kind: 'see_other', path: `${STATUS}?left=1` };
}

/** `/apply/status/withdraw`: asks once more. */
export async function withdrawPage(asked: PageRequest): Promise<Answer> {
  const own = await findOwn(asked);
  if (own === null) return gone(asked);
  if (!own.view.mayWithdraw) return { kind: 'see_other', path: CASE };
  return {
    kind: 'private',
    cookies: [caseCookie(own.asker.organId, own.asker.key)],
    page: <WithdrawView context={asked.context} view={own.view} />,
  };
}

/** `/apply/status/supplement`: the form of a correction, with what was typed and brought before. */
export async function supplementPage(asked: PageRequest): Promise<Answer> {
  const own = await findOwn(asked);
  if (own === null) return gone(asked);
  const { asker, view } = own;
  if (!view.maySupplement) return { kind: 'see_other', path: CASE };
  const form = await supplementForm(asked, asker, view);
  if (form === null) return limited(asked, '开始填写');
  const { key, draft } = form;
  const checked = checkSupplement(draft.values, draft.files);
  const problems = draft.isChecked && !checked.ok ? checked.problems : [];
  const until = (await clockOf(view))?.clock.supplementDue ?? null;
  return {
    kind: 'private',
    cookies: [caseCookie(asker.organId, asker.key), formCookie(SUPPLEMENT_COOKIE, key)],
    page: (
      <SupplementView context={asked.context} view={view} draft={draft} problems={problems} until={until} />
    ),
  };
}

/** The correction on its way for this case, or a new one; null where too many were begun from this address. */
export async function supplementForm(asked: PageRequest, asker: Asker, view: OwnCase) {
  const form = await findForm(asked, SUPPLEMENT_COOKIE);
  if (form.state === 'open' && form.draft.applicationId === view.id) return form;
  const key = randomUUID();
  const draft = newDraft(view.id);
  const saved = await saveDraft(asker.organId, key, draft, asker.client);
  return saved === 'limited' ? null : { state: 'open' as const, key, draft };
}
