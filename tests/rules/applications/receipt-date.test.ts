import { describe, expect, it } from 'vitest';
import { type ReceiptEvidence, receiptDateOf } from '@/lib/applications/rules/receipt-date';
import type { IntakeChannel } from '@/lib/applications/types/case';

const TODAY = '2026-03-10';
const codes = (channel: IntakeChannel, evidence: ReceiptEvidence) => {
  const result = receiptDateOf(channel, evidence, TODAY);
  return result.ok ? [] : result.refusals.map(({ code }) => code);
};
const date = (channel: IntakeChannel, evidence: ReceiptEvidence) => {
  const result = receiptDateOf(channel, evidence, TODAY);
  return result.ok && result.value.status === 'received' ? result.value.date : null;
};

describe('收到申请之日（条例第31条）', () => {
  it('[条例31-1] 当面提交：提交之日', () => {
    expect(date('in_person', { submittedOn: '2026-03-03' })).toBe('2026-03-03');
  });
  it('[条例31-2] 挂号信、EMS：单位签收之日，不是转到工作机构之日', () => {
    expect(date('signed_mail', { signedOn: '2026-03-03', trackingNo: 'EA1' })).toBe('2026-03-03');
    expect(codes('signed_mail', { signedOn: '2026-03-03' })).toEqual(['mail_tracking_missing']);
  });
  it('[条例31-2] 平信：与申请人确认之日，没有确认就不起算', () => {
    const evidence = { arrivedOn: '2026-03-03', confirmedOn: '2026-03-05', confirmedHow: '电话' };
    expect(date('plain_mail', evidence)).toBe('2026-03-05');
    const waiting = receiptDateOf('plain_mail', { arrivedOn: '2026-03-03' }, TODAY);
    expect(waiting).toEqual({ ok: true, value: { status: 'to_confirm', arrivedOn: '2026-03-03' } });
    expect(codes('plain_mail', {})).toEqual(['arrival_missing']);
  });
  it('[条例31-3] 互联网、传真：双方确认之日，要写明怎样确认', () => {
    expect(date('internet', { confirmedOn: '2026-03-01', confirmedHow: '点击链接' })).toBe('2026-03-01');
    expect(codes('internet', { confirmedOn: '2026-03-01' })).toEqual(['confirmation_missing']);
    expect(codes('fax', { confirmedOn: '2026-03-05', confirmedHow: '电话' })).toEqual(['arrival_missing']);
    expect(receiptDateOf('internet', {}, TODAY)).toMatchObject({ value: { status: 'to_confirm' } });
  });
  it('[REG-29-1] 口头：须有代填人和宣读确认', () => {
    expect(codes('oral', { submittedOn: '2026-03-03' })).toEqual(['readback_missing']);
    expect(date('oral', { submittedOn: '2026-03-03', filledBy: '孙示', readBack: '当场宣读' })).toBe(
      '2026-03-03',
    );
  });
  it('日期不能在将来，确认不能早于收到来信', () => {
    expect(codes('in_person', { submittedOn: '2026-03-11' })).toEqual(['future_date']);
    const early = { arrivedOn: '2026-03-05', confirmedOn: '2026-03-04', confirmedHow: '电话' };
    expect(codes('plain_mail', early)).toEqual(['confirmation_before_arrival']);
  });
});
