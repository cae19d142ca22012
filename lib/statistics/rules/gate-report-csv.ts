import type { GateHealth, Period, StepHealth } from '../types';
import { minutesOf, percentOf } from './words';

const HEAD = [
  '环节',
  '办理次数',
  '等待时间中位数（小时）',
  '办理用时中位数（分钟）',
  '有用时记录的次数',
  '退回次数',
  '退回率',
  '一分钟内通过次数',
  '一分钟内通过占比',
  '有校对发现的通过次数',
  '其中本人未处理发现的次数',
  '超期次数',
  '超期率',
] as const;

function rowOf(step: StepHealth): string[] {
  const wait = step.medianWaitSeconds;
  return [
    step.name,
    String(step.decisions),
    wait === null ? '' : (wait / 3600).toFixed(2),
    step.medianSpentSeconds === null ? '' : minutesOf(step.medianSpentSeconds),
    String(step.timed),
    String(step.returned),
    percentOf(step.returnedShare) ?? '',
    String(step.quickPasses),
    percentOf(step.quickShare) ?? '',
    String(step.passesWithFindings),
    String(step.passesNoneHandled),
    String(step.overdue),
    percentOf(step.overdueShare) ?? '',
  ];
}

/**
 * The report as CSV (RFC 4180, with the mark by which spreadsheets know UTF-8): the steps, then the totals as pairs.
 * No cell begins with a sign that a spreadsheet would take for a formula.
 */
export function gateReportCsv(
  { from, to }: Period,
  health: GateHealth,
  errors: readonly (readonly [name: string, count: number])[],
): string {
  const rows = [
    ['审核质量', `${from} 至 ${to}`],
    HEAD,
    ...[...health.steps, health.total].map(rowOf),
    [],
    ['送审稿件', String(health.submitted)],
    ['其中已发布', String(health.ended.published)],
    ['其中退回拟稿人', String(health.ended.returned)],
    ['其中审核中被修改而作废', String(health.ended.edited)],
    ['其中已作废', String(health.ended.cancelled)],
    ['发布环节退回', String(health.returnedByPublisher)],
    ['现在超期未办的环节', String(health.lateNow)],
    ...errors.map(([name, count]) => [name, String(count)]),
  ];
  return `\uFEFF${rows.map((row) => row.map(cell).join(',')).join('\r\n')}\r\n`;
}

function cell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
