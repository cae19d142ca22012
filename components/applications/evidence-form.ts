import type { IntakeChannel } from '@/lib/applications/types/case';
import type { FormField, FormValues } from './steps/field-list';

/** What each channel means for 收到之日, in plain words (条例31). */
export const RECEIPT_WORDS: Readonly<Record<IntakeChannel, string>> = {
  in_person: '当面提交：提交之日就是收到申请之日。',
  oral: '口头申请：确有书写困难的，由工作人员代为填写，向申请人宣读并经其确认；提出之日就是收到申请之日。',
  signed_mail: '挂号信、EMS：签收之日就是收到申请之日。门卫、收发室签收的也算，不论材料何时转到工作机构。',
  plain_mail: '平信：与申请人确认之日才是收到申请之日。收到信的当天就要联系申请人确认。',
  fax: '传真：双方确认之日才是收到申请之日。请尽快联系申请人确认。',
  internet: '互联网（含电子邮件）：双方确认之日才是收到申请之日。请尽快联系申请人确认。',
};

const ARTICLES: Readonly<Record<IntakeChannel, string>> = {
  in_person: '《条例》第三十一条第一项',
  oral: '《条例》第二十九条、第三十一条第一项',
  signed_mail: '《条例》第三十一条第二项',
  plain_mail: '《条例》第三十一条第二项',
  fax: '《条例》第三十一条第三项',
  internet: '《条例》第三十一条第三项',
};

/** The article behind `RECEIPT_WORDS`. */
export function receiptArticle(channel: IntakeChannel): string {
  return ARTICLES[channel];
}

const HOW_HINT = '写明时间、号码或者地址、经办人，如“3月2日10时电话 0372-0000000，申请人确认，孙示经办”。';

/**
 * Exactly the evidence a channel needs. `isWaiting`: the letter or fax is on file already and only the confirmation is to
 * come.
 */
export function evidenceFields(
  channel: IntakeChannel,
  today: string,
  { isWaiting = false, mustConfirm = false }: { isWaiting?: boolean; mustConfirm?: boolean } = {},
): FormField[] {
  const day = (name: string, label: string, more: Partial<FormField> = {}): FormField => ({
    name,
    label,
    kind: 'date',
    max: today,
    required: true,
    ...more,
  });
  const later = mustConfirm ? '' : '还没有确认的，先留空；确认后在申请页面补填。';
  const confirmed: FormField[] = [
    day('confirmedOn', '与申请人确认的日期', { required: mustConfirm, hint: later || undefined }),
    {
      name: 'confirmedHow',
      label: '怎样确认的',
      kind: 'lines',
      rows: 2,
      required: mustConfirm,
      hint: HOW_HINT,
    },
  ];
  switch (channel) {
    case 'in_person':
      return [day('submittedOn', '提交日期')];
    case 'oral':
      return [
        day('submittedOn', '提出日期'),
        { name: 'filledBy', label: '代为填写的工作人员', kind: 'line', required: true },
        {
          name: 'readBack',
          label: '宣读和确认的情况',
          kind: 'lines',
          rows: 2,
          required: true,
          hint: '写明何时向申请人宣读，申请人怎样确认（签字、按印，或者录音）。',
        },
      ];
    case 'signed_mail':
      return [
        day('signedOn', '签收日期'),
        {
          name: 'trackingNo',
          label: '邮件号码',
          kind: 'line',
          required: true,
          hint: '挂号信或者 EMS 单上的号码。',
        },
      ];
    case 'plain_mail':
      return [
        day('arrivedOn', '信送到单位的日期', { hint: isWaiting ? '按信封上的收件记录。' : undefined }),
        ...confirmed,
      ];
    case 'fax':
      return [day('arrivedOn', '收到传真的日期'), ...confirmed];
    case 'internet':
      return [...(isWaiting ? [] : [day('submittedOn', '收到电子邮件（网上材料）的日期')]), ...confirmed];
  }
}

/** The evidence of a channel out of what was typed; what belongs to another channel stays behind. */
export function evidenceOf(
  channel: IntakeChannel,
  today: string,
  values: FormValues,
): Record<string, string> {
  const names = evidenceFields(channel, today).map(({ name }) => name);
  return Object.fromEntries(
    names.flatMap((name) => (values[name] ? [[name, values[name] ?? ''] as const] : [])),
  );
}
