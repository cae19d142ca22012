import type { ServiceWay } from '@/lib/letters/types/letters';
import type { ClockEvent } from '../../types/clock';
import type { LetterEffect } from '../../types/letter-effect';

/** Which day counts as the day of service, and why. @rule REG-33-5 */
export function dayWords(way: ServiceWay, day: string): string {
  switch (way) {
    case 'china_post':
      return `邮寄以交邮之日为答复之日：${day}`;
    case 'electronic':
      return `电子方式以发送之日为答复之日：${day}`;
    case 'in_person':
      return `直接送达以签收之日为答复之日：${day}`;
    case 'entrusted':
      return `委托送达以签收之日为答复之日：${day}`;
  }
}

/** What issuing a letter does to its case, in a sentence. */
export function effectWords(effect: LetterEffect, event: ClockEvent | null): string {
  switch (effect.kind) {
    case 'request_supplement':
      return '从这一天起等待申请人补正；收到补正材料后，答复期限重新计算。';
    case 'ask_reasons':
      return '记录已要求申请人说明理由；答复期限照常计算。';
    case 'extend':
      return `答复期限延长${effect.workingDays}个工作日。`;
    case 'defer':
      return '答复期限改为告知的日期。';
    case 'consult':
      return '从次日起，答复期限停止计算，收到意见之日恢复。';
    case 'notify_fee':
      return '从次日起，答复期限停止计算，等待申请人缴费。';
    case 'tell':
      return '记入案卷；答复期限照常计算。';
    case 'reply':
      return event?.type === 'closed'
        ? '申请办结，答复期限停止计算。'
        : '申请答复完毕，从这一天起答复期限停止计算。';
  }
}
