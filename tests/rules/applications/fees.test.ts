import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  chosenFee,
  type FeeUnit,
  feeOffer,
  itemPrice,
  itemPriceSum,
  MOST_COUNTED,
  mayFollow,
  numberInMonth,
  pagesOf,
  volumePrice,
} from '@/lib/applications/rules/fees';
import { moneyText } from '@/lib/applications/rules/money-text';

const counts = fc.integer({ min: 1, max: 3_000 });
const pages = fc.integer({ min: 0, max: MOST_COUNTED });

describe('按件计收', () => {
  it.each([
    [10, 0],
    [11, 100],
    [12, 200],
    [30, 2000],
    [31, 2200],
    [35, 3000],
    [40, 4000],
    [41, 4300],
    [45, 5500],
    [50, 7000],
    [51, 7400],
    [60, 11000],
    [100, 37000],
  ])('[FEE-2] 当月 %i 件合计 %i 元', (count, yuan) => {
    expect(itemPriceSum(count)).toBe(yuan * 100);
  });

  it.each([
    [1, 0],
    [10, 0],
    [11, 100],
    [30, 100],
    [31, 200],
    [40, 200],
    [41, 300],
    [45, 300],
    [51, 400],
    [60, 400],
  ])('[FEE-2] 第 %i 件自己的价格是 %i 元', (nth, yuan) => {
    expect(itemPrice(nth)).toBe(yuan * 100);
  });

  it('[FEE-2] 与另写的公式相同，每多一件不会变便宜，各件之和就是合计', () => {
    fc.assert(
      fc.property(counts, (nth) => {
        const formula = nth <= 10 ? 0 : nth <= 30 ? 100 : 100 * (Math.floor((nth - 31) / 10) + 2);
        expect(itemPrice(nth)).toBe(formula * 100);
        expect(itemPrice(nth + 1)).toBeGreaterThanOrEqual(itemPrice(nth));
        expect(itemPriceSum(nth + 1) - itemPriceSum(nth)).toBe(itemPrice(nth + 1));
      }),
    );
  });

  it.each([0, -1, 1.5, Number.NaN, MOST_COUNTED + 1])('第 %d 件不是件数', (nth) => {
    expect(() => itemPrice(nth)).toThrow(RangeError);
  });
});

describe('按量计收', () => {
  it.each([
    [0, 0],
    [30, 0],
    [31, 10],
    [60, 300],
    [100, 700],
    [101, 720],
    [150, 1700],
    [200, 2700],
    [201, 2740],
    [250, 4700],
    [800, 26700],
    [1500, 54700],
  ])('[SET-F5] %i 页收 %i 元', (count, yuan) => {
    expect(volumePrice(count)).toBe(yuan * 100);
  });

  it('[SET-F5] 逐页的价格加起来就是总额，多一页不会变便宜，总是整数分', () => {
    fc.assert(
      fc.property(pages, (count) => {
        const page = volumePrice(Math.min(count + 1, MOST_COUNTED)) - volumePrice(count);
        const expected =
          count === MOST_COUNTED ? 0 : count < 30 ? 0 : count < 100 ? 1000 : count < 200 ? 2000 : 4000;
        expect(page).toBe(expected);
        expect(Number.isSafeInteger(volumePrice(count))).toBe(true);
      }),
    );
  });

  it('[SET-F5] A3 一面算两页', () => {
    expect(pagesOf({ a4Sides: 20, a3Sides: 15 })).toBe(50);
  });
});

describe('两个数额并列，选一个', () => {
  it.each([
    [12, 25, 100, 0],
    [3, 150, 0, 1700],
    [45, 10, 300, 0],
  ])('[FEE-4] 当月第 %i 件、%i 页：按件 %i 元，按量 %i 元', (nth, count, byItem, byVolume) => {
    const offer = feeOffer(nth, count);
    expect(offer.byItem.amountFen).toBe(byItem * 100);
    expect(offer.byVolume.amountFen).toBe(byVolume * 100);
    expect(offer.byItem.isPossible).toBe(byItem > 0);
    expect(offer.byVolume.isPossible).toBe(byVolume > 0);
  });

  it('[SET-F5] 不提供页数的只能按件，说明原因', () => {
    const { byItem, byVolume } = feeOffer(12, null);
    expect(byItem).toMatchObject({ isPossible: true, amountFen: 10_000, whyNot: '' });
    expect(byVolume).toMatchObject({ isPossible: false, amountFen: null });
    expect(byVolume.whyNot).toContain('不能按量计收');
  });

  it('[FEE-4] 不收费的也说明为什么', () => {
    expect(feeOffer(3, 30).byItem.whyNot).toBe('当月第 3 件，10 件以内不收费。');
    expect(feeOffer(3, 30).byVolume.whyNot).toBe('共 30 页，30 页以内不收费。');
  });

  it('[FEE-5] 计算过程逐档写出，1500 页是 54700 元', () => {
    expect(chosenFee(feeOffer(1, 1500), 'by_volume').steps).toEqual([
      '本件共 1500 页（A4 及以下单面为 1 页，A3 单面为 2 页）。',
      '第 1 至 30 页：不收费。',
      '第 31 至 100 页：70 页 × 10元 = 700元。',
      '第 101 至 200 页：100 页 × 20元 = 2000元。',
      '第 201 至 1500 页：1300 页 × 40元 = 52000元。',
      '合计 54700元。',
    ]);
    expect(chosenFee(feeOffer(45, null), 'by_item').steps).toEqual([
      '本件是同一申请人当月第 45 件申请。',
      '第 31 件起以 10 件为一档，每增加一档每件提高 100元：第 41 至 50 件每件 300元。',
      '本件按件计收 300元。',
    ]);
  });

  it('[FEE-14] 通知发出后数额只减不增', () => {
    expect(mayFollow(10_000, [])).toBe(true);
    expect(mayFollow(10_000, [10_000])).toBe(true);
    expect(mayFollow(9_999, [10_000])).toBe(true);
    expect(mayFollow(10_001, [20_000, 10_000])).toBe(false);
  });
});

describe('当月第几件', () => {
  const unit = (id: string, receivedOn: string, changes: Partial<FeeUnit> = {}): FeeUnit => ({
    id,
    receivedOn,
    registeredAt: `${receivedOn}T01:00:00.000Z`,
    mergedIntoId: null,
    ...changes,
  });

  it('[FEE-1] 按收到日期所在的自然月计，月内按收到日期、再按登记时间排', () => {
    const units = [
      unit('c', '2026-03-05', { registeredAt: '2026-03-06T02:00:00.000Z' }),
      unit('b', '2026-03-05', { registeredAt: '2026-03-06T01:00:00.000Z' }),
      unit('a', '2026-03-01'),
      unit('z', '2026-02-28'),
      unit('y', '2026-04-01'),
    ];
    expect(numberInMonth(units, 'a')).toEqual({ nth: 1, count: 3, month: '2026-03' });
    expect(numberInMonth(units, 'b')?.nth).toBe(2);
    expect(numberInMonth(units, 'c')?.nth).toBe(3);
    expect(numberInMonth(units, 'z')).toEqual({ nth: 1, count: 1, month: '2026-02' });
    expect(numberInMonth(units, '没有这一件')).toBeNull();
  });

  it('[SET-F2] 合并答复的共占一个号，拆分出的各占一个', () => {
    const units = [
      unit('a', '2026-03-01'),
      unit('b', '2026-03-02', { mergedIntoId: 'a' }),
      unit('part', '2026-03-03'),
      unit('d', '2026-03-04'),
    ];
    expect(numberInMonth(units, 'b')).toEqual({ nth: 1, count: 3, month: '2026-03' });
    expect(numberInMonth(units, 'part')?.nth).toBe(2);
    expect(numberInMonth(units, 'd')?.nth).toBe(3);
  });

  it('[FEE-1] 号码是 1 到件数的一个排列，与输入的顺序无关', () => {
    const units = fc
      .uniqueArray(fc.tuple(fc.integer({ min: 1, max: 28 }), fc.integer({ min: 0, max: 23 }), fc.uuid()), {
        minLength: 1,
        maxLength: 20,
        selector: ([, , id]) => id,
      })
      .map((rows) =>
        rows.map(([day, hour, id]) =>
          unit(id, `2026-03-${String(day).padStart(2, '0')}`, {
            registeredAt: `2026-03-30T${String(hour).padStart(2, '0')}:00:00.000Z`,
          }),
        ),
      );
    fc.assert(
      fc.property(units, (rows) => {
        const numbers = rows.map(({ id }) => numberInMonth(rows, id)?.nth ?? 0);
        expect(numbers.toSorted((a, b) => a - b)).toEqual(rows.map((_, at) => at + 1));
        expect(rows.map(({ id }) => numberInMonth(rows.toReversed(), id)?.nth)).toEqual(numbers);
      }),
    );
  });
});

describe('金额的写法', () => {
  it.each([
    [0, '0元'],
    [10_000, '100元'],
    [5_470_000, '54700元'],
    [1_050, '10.50元'],
    [5, '0.05元'],
    [-150, '-1.50元'],
  ])('%i 分写作 %s', (fen, text) => {
    expect(moneyText(fen)).toBe(text);
  });

  it('没有半分钱', () => {
    expect(() => moneyText(0.5)).toThrow(RangeError);
  });
});
