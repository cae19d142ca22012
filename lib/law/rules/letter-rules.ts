import type { LawSource } from '../types';
import { implemented } from './entries';

export const LETTER_RULES: LawSource = {
  title: '答复的结果和文书（条例的可执行规则和内部约定）',
  url: null,
  entries: [
    implemented('REG-14-1', '只有三类内部事务、四类过程性信息，没有“其他内部信息”'),
    implemented('REG-16-1', '可以不公开的，写明为什么仍不宜公开'),
    implemented('REG-36-1', '一件申请一种结果，只计表三的一格'),
    implemented('REG-37-1', '部分公开只计一次，依据写在答复里'),
    implemented('REG-EV-1', '材料不齐不能审签'),
    implemented('LT-1', '文书由案件生成，冻结、留指纹，盖章后不变'),
    implemented('LT-2', '答复的必备要素'),
    implemented('LT-3', '文号：类别字、六角括号、每年每类不间断'),
    implemented('LT-4', '答复审批流程，通过的正是这一份'),
    implemented('LT-5', '送达方式和凭据，电子送达须申请人选择'),
    implemented('LT-6', '称您、你单位、贵机关'),
    implemented('LT-7', '整个案卷归档'),
    implemented('LT-8', '复议机关是机关的设置，有起始日期'),
    implemented('LT-9', '管辖法院是机关的设置，有起始日期'),
    implemented('LT-10', '救济告知由结果决定，改变须法制审核'),
    implemented('LT-11', '复议前置没有告知的不能盖章'),
    implemented('LT-T1', '每一种结果一种默认文书'),
    implemented('LT-T2', 'R04 至 R10 写复议前置，程序性文书不写救济'),
    implemented('LT-T3', '没有空变量，没有花括号'),
    implemented('LT-T4', '正文的条款与总表一致'),
    implemented('LT-T5', '没有检索记录、前案、征求意见记录、L03 的，不能盖章'),
    implemented('LT-T6', '只写本机关设置的复议机关'),
  ],
};
