import type { ItemKind } from '@/lib/disclosure/types';
import { shanghaiInstant } from '@/lib/platform/dates';
import { weekdayBefore } from '../calendar';
import { type Cast, type DemoOrgan, Story } from '../story';
import { contentOf } from './contents';

const CAST: Cast = {
  author: 'jiang',
  l1: 'shen',
  l2: 'han',
  secrecy: 'yang',
  l3: 'zhu',
  publisher: 'qin',
};

/** The second organ: two public items, one under review and a draft, none of which the first may see. */
export function exampleBureauItems(organ: DemoOrgan, now: Date): Story[] {
  const tell = (begins: Date, key: string, kind: ItemKind, columns: string[]) =>
    new Story({ organ, cast: CAST, kind, contentClass: 'a', columns, begins, content: () => contentOf(key) });
  const ago = (days: number) => shanghaiInstant(weekdayBefore(now, days), '09:30');
  return [
    tell(shanghaiInstant('2023-03-01', '09:00'), 'other_guide', 'disclosure_guide', [
      'guide',
    ]).throughToPublic(),
    tell(ago(5), 'other_news', 'news', ['news']).throughToPublic(),
    tell(ago(3), 'other_notice', 'notice', ['notices']).submit().pass('l2'),
    tell(ago(2), 'other_draft', 'news', ['news']),
  ];
}
