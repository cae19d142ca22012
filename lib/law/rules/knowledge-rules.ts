import type { LawSource } from '../types';
import { implemented, later } from './entries';

export const KNOWLEDGE_RULES: LawSource = {
  title: '信息处理费、台账和由申请转主动公开（管理办法、条例的可执行规则和内部约定）',
  url: null,
  entries: [
    implemented('FEE-1', '按首次收到的自然月计件，依收到日期、登记时间排号'),
    implemented('FEE-2', '每件自己的价格，不看别的件怎样收'),
    implemented('FEE-3', '同一申请人按证件号码，代理人算在委托人名下'),
    implemented('FEE-4', '两个数额并列，选一个，写明理由'),
    implemented('FEE-10', '缴入国库，只记财政票据号码和日期'),
    later('FEE-11', '信息处理费写入年报', '由台账生成年报'),
    implemented('FEE-13', '没有缴清的是没有缴费'),
    implemented('SET-F1', '通知发出后号码不变'),
    implemented('SET-F2', '登记的、拆分出的各占一号，合并的共占一号'),
    implemented('SET-F5', 'A3 算两页；没有页数的只能按件'),
    implemented('REG-33-6', '期限的灯：黄、橙、红'),
    implemented('REG-44-1', '两个不同申请人申请同一信息，提出主动公开'),
    implemented('REG-44-2', '申请人的建议要研究，采纳的按期公开'),
    implemented('REG-44-3', '同一信息由人确认，相似只是提示'),
  ],
};
