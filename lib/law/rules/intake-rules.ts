import type { LawSource } from '../types';
import { implemented } from './entries';

export const INTAKE_RULES: LawSource = {
  title: '申请的收到和登记（条例的可执行规则和内部约定）',
  url: null,
  entries: [
    implemented('REG-27-1', '申请表没有必填的用途'),
    implemented('REG-29-1', '口头申请写明由谁代填、怎样宣读确认'),
    implemented('REG-30-1', '缺少必备要素的，收下以后告知补正'),
    implemented('REG-31-1', '网上提交不是收到，双方确认之日才是'),
    implemented('REG-31-2', '联系不上的逐次记录，恢复联系之日起算'),
    implemented('REG-31-5', '更正收到日期另记一笔，两个日期都在'),
    implemented('REG-45', '登记、审核、办理、答复、归档，按一张状态表'),
    implemented('SET-A1', '撤回按收到之日，没有文书也计入'),
  ],
};
