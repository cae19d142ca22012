import type { ClockEvent, ConsultedParty } from '../types/clock';
import type { ClockDayKind } from '../types/clock-strip';
import { CLOCK_EVENT_NAMES } from './clock';

const FEE_MEASURES = '《政府信息公开信息处理费管理办法》';

/** Articles as people cite them; the key is the id of lib/law. */
const ARTICLES: Readonly<Record<string, string>> = {
  条例30: '《条例》第三十条',
  条例31: '《条例》第三十一条',
  条例32: '《条例》第三十二条',
  '条例33-2': '《条例》第三十三条第二款',
  '条例33-3': '《条例》第三十三条第三款',
  条例34: '《条例》第三十四条',
  条例35: '《条例》第三十五条',
  条例42: '《条例》第四十二条',
};

/** An article of the clock as people cite it; rules of the house as their id. */
export function articleWords(law: string): string {
  return ARTICLES[law] ?? law;
}

/** What each kind of day is called: for the legend, and where colour can't be seen. */
export const CLOCK_DAY_NAMES: Record<ClockDayKind, string> = {
  start: '起算日，不计入',
  counted: '计入期限',
  deferred: '延迟答复期间',
  rest: '休息日',
  paused: '征求意见等，暂停',
  held: '等待申请人',
  overdue: '逾期',
};

const PARTY_NAMES: Record<ConsultedParty, string> = {
  third_party: '第三方',
  organ: '其他机关',
  joint_maker: '共同制作机关',
};
const PARTY_ARTICLES: Record<ConsultedParty, string> = {
  third_party: '条例32',
  organ: '条例33-3',
  joint_maker: '条例34',
};

const STEP_ARTICLES: Readonly<Partial<Record<ClockEvent['type'], string>>> = {
  arrived: '条例31',
  received: '条例31',
  supplement_notice: '条例30',
  supplement_received: '条例30',
  extension: '条例33-2',
  deferral: '条例35',
  fee_notice: '条例42',
  fee_paid: '条例42',
  fee_cancelled: '条例42',
  replied: '条例33-2',
};

type Words = { readonly name: string; readonly article: string | null };

/** An event in words, with the article; `party` is the one consulted. */
export function stepWords(event: ClockEvent, party: ConsultedParty | null): Words {
  const law = party === null ? STEP_ARTICLES[event.type] : PARTY_ARTICLES[party];
  return { name: stepName(event, party), article: law === undefined ? null : articleWords(law) };
}

function stepName(event: ClockEvent, party: ConsultedParty | null): string {
  const who = party === null ? '' : PARTY_NAMES[party];
  switch (event.type) {
    case 'consultation_sent':
      return `征求${who}意见`;
    case 'consultation_served':
      return `征求意见书送达${who}`;
    case 'consultation_answered':
      return `收到${who}意见`;
    case 'extension':
      return `延长答复期限${event.workingDays}个工作日`;
    default:
      return CLOCK_EVENT_NAMES[event.type];
  }
}

/** What began a full period. */
export function beginningWords(by: 'received' | 'supplement_received' | 'fee_paid'): {
  readonly name: string;
  readonly article: string;
} {
  if (by === 'received') return { name: '收到申请', article: articleWords('条例31') };
  if (by === 'fee_paid') return { name: '缴费，期限重新计算', article: FEE_MEASURES };
  return { name: '收到补正材料，期限重新计算', article: articleWords('条例30') };
}

/** What is awaited from the applicant. */
export function heldWords(kind: 'supplement' | 'payment'): {
  readonly name: string;
  readonly article: string;
} {
  return kind === 'supplement'
    ? { name: '等待申请人补正，期限不计', article: articleWords('条例30') }
    : { name: '等待申请人缴费，期限不计', article: FEE_MEASURES };
}
