import { weekdayName } from '@/lib/calendar/rules/civil-dates';
import { ID_KIND_NAMES } from '@/lib/personal-data/types';
import { formatDate, formatMinute } from '@/lib/platform/dates';
import { CLOCK_STATUS_NAMES } from '../messages/clock';
import { outcomeName } from '../messages/knowledge';
import { CASE_STATE_NAMES, type CaseState } from '../transitions';
import {
  APPLICANT_TYPE_NAMES,
  CASE_KIND_NAMES,
  DELIVERY_METHOD_NAMES,
  INTAKE_CHANNEL_NAMES,
  MEDIA_FORM_NAMES,
} from '../types/case';
import type { CaseView } from '../types/case-view';
import { OPINION_NAMES } from '../types/opinion';

const rule = '----------------------------------------';

/**
 * The whole case as text that can be read in fifty years: facts, request, people with masked numbers, dates day by day,
 * every act. Identity numbers stand in the papers only.
 *
 * @law 条例45
 */
export function caseFileText(view: CaseView, organName: string): string {
  return [
    `${organName}　政府信息公开申请案卷`,
    rule,
    ...facts(view),
    rule,
    '申请内容',
    ...view.texts.flatMap(({ number, title, docNo, description, writtenAt }) => [
      `（${number}）${formatMinute(writtenAt)}`,
      ...[title, docNo === '' ? '' : `文号：${docNo}`, description].filter((one) => one !== ''),
    ]),
    rule,
    '人员',
    ...view.parties.map(({ party, name, contactName, phone, email, address, identity }) =>
      [
        `${party === 'agent' ? '代理人' : '申请人'}：${name}`,
        identity === null ? '没有证件号码' : `${ID_KIND_NAMES[identity.idKind]} ${identity.hint}`,
        ...[contactName, phone, email, address].filter((one) => one !== ''),
      ].join('，'),
    ),
    ...view.consultations.map(({ name, about, sentOn, servedOn, answeredOn, opinion, reason }) =>
      [
        `征求意见：${name}`,
        about,
        `发出 ${sentOn ?? '—'}，送达 ${servedOn ?? '—'}，答复 ${answeredOn ?? '—'}`,
        opinion === null ? '' : OPINION_NAMES[opinion],
        reason,
      ]
        .filter((one) => one !== '')
        .join('；'),
    ),
    ...view.searches.map(
      ({ searchedOn, searchedBy, place, words, method, found, result }) =>
        `检索：${searchedOn}，${searchedBy}，范围：${place}，检索词：${words}，方式：${method}，${found ? '检索到' : '没有检索到'}。${result}`,
    ),
    rule,
    '办理记录（先后为序）',
    ...view.timeline.toReversed().flatMap(entryLines),
    rule,
    '期限逐日计算',
    ...dayLines(view),
    '',
  ].join('\r\n');
}

function facts(view: CaseView): string[] {
  const { facts: one, clock } = view;
  return [
    `事项：${CASE_KIND_NAMES[one.kind]}`,
    `申请编号：${one.applicationNo ?? '（未登记）'}　提交编号：${one.submissionNo}`,
    `提交渠道：${INTAKE_CHANNEL_NAMES[one.channel]}　申请人类型：${APPLICANT_TYPE_NAMES[one.applicantType]}`,
    `获取方式：${DELIVERY_METHOD_NAMES[one.deliveryMethod]}，${MEDIA_FORM_NAMES[one.mediaForm]}`,
    `收到之日：${one.receiptDate ?? '（未确认）'}　答复期限：${clock.replyDue ?? '（不计算）'}${clock.provisional ? '（暂定）' : ''}`,
    `状态：${CASE_STATE_NAMES[one.state as CaseState]}，${CLOCK_STATUS_NAMES[clock.status]}${clock.overdueDays > 0 ? `，逾期${clock.overdueDays}日` : ''}`,
    `处理结果：${one.outcome === null ? '（未作出）' : outcomeName(one.outcome)}　答复日期：${one.repliedOn ?? '—'}`,
    `承办人：${view.handlerName ?? '—'}`,
  ];
}

function entryLines(entry: CaseView['timeline'][number]): string[] {
  const { seq, onDate, correctedTo, name, article, effect, who, at, lines } = entry;
  return [
    `${seq}. ${formatDate(onDate)}${correctedTo === null ? '' : `（更正为${formatDate(correctedTo)}）`} ${name}${article === null ? '' : `（${article}）`}　${who}，${formatMinute(at)} 记录`,
    ...(effect === null ? [] : [`   ${effect}`]),
    ...lines.map(({ label, text }) => `   ${label}：${text}`),
  ];
}

function dayLines(view: CaseView): string[] {
  return view.strip.segments.flatMap((segment) => [
    `${segment.from} 起，${segment.begunBy}（${segment.article}）`,
    ...segment.days.map(({ date, n, why, article, source, isDue, steps }) =>
      [
        `${date} 周${weekdayName(date)}`,
        n === null ? '不计' : `第${n}日`,
        why,
        article ?? '',
        source ?? '',
        isDue ? '答复期限届满' : '',
        steps.map(({ name }) => name).join('、'),
      ]
        .filter((part) => part !== '')
        .join('　'),
    ),
  ]);
}
