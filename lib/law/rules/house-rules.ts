import type { LawSource } from '../types';
import { implemented, later, notSoftware } from './entries';

const REST_OF_REVIEW = '三审三校的其余部分';
const COMPUTED_REPORT = '由台账生成年报';
const DEPLOYMENT = '由部署和备案决定';

export const REVIEW_RULES: LawSource = {
  title: '三审三校（内部制度）',
  url: null,
  entries: [
    implemented('TR-1', '不经全部环节不得发布'),
    implemented('TR-2', '审定只对这一版内容有效，改动即失效'),
    implemented('TR-3', '职责分离：不审自己的稿，一人不占两席'),
    later('TR-4', '审批代理', REST_OF_REVIEW),
    implemented('TR-5', '退回须有理由，退给拟稿人或上一环节'),
    implemented('TR-6', '每个环节留下不可改的记录'),
    later('TR-7', '转载的来源、网址和日期', REST_OF_REVIEW),
    later('TR-8', '涉及其他机关的协商确认', REST_OF_REVIEW),
    later('TR-9', '各环节的时限提醒', REST_OF_REVIEW),
    implemented('TR-10', '公开页面写明发布机构、来源、发布日期', '审核人、校对人姓名一行以后做'),
    later('TR-11', '应急发布的快速通道', REST_OF_REVIEW),
    implemented('TR-12', '更正走全部环节，页面写明更正时间', '只显示差异的快速通道以后做'),
    later('TR-13', '事实更正的说明和关联', REST_OF_REVIEW),
    implemented('TR-14', '先隐藏，再由终审人或签发人确认撤回或恢复', '一个工作日的提醒以后做'),
    later('TR-15', '行政处罚决定变更后的撤回', REST_OF_REVIEW),
    notSoftware('TR-16', '疑似泄密的报告', '隐藏和不可删除的日志已有（TR-14、TR-6）；报告由人办理'),
    later('TR-17', '校对发现须逐条处理', '发现和能否不改的规则已有，逐条登记随审核办理'),
    implemented('TR-18', '身份证号校验'),
    later('TR-19', '个人信息去标识化', '发现已带公开依据，标记和依据的录入以后做'),
    implemented('TR-20', '发布日期由系统确定，不能倒填'),
  ],
};

export const REPORT_RULES: LawSource = {
  title: '年度报告（国办公开办函〔2021〕30号格式和内部约定）',
  url: null,
  entries: [
    later('AR-T1', '1月31日前报送并公布', '期限提醒；公布见条例49-1'),
    later('AR-T2', '地方人民政府的期限', '主管部门汇总'),
    later('AR-T3', '期限遇节假日不顺延，提前提醒', '期限提醒'),
    notSoftware('AR-T4', '统计期限写在开头', '正文由人撰写'),
    notSoftware('AR-T5', '第一责任人和责任主体', '由机关自己安排'),
    implemented('AR-T6', '在年报栏目公布，走三审三校'),
    later('AR-T7', '主管部门汇总和导出', '主管部门汇总'),
    implemented('AR-T8', '一个机关一年只有一份公开的年报', '更正说明以后做'),
    later('AR-C1', '正文数字与表格一致', COMPUTED_REPORT),
    later('AR-C2', '与上年内容雷同', COMPUTED_REPORT),
    implemented('AR-C3', '正文里的年份'),
    implemented('AR-C4', '六部分都有内容'),
    implemented('AR-C5', '总体情况不超过一千字'),
    implemented('A3-1', '新收加上年结转等于办理结果总计加结转下年度'),
    implemented('A3-2', '办理结果各项之和等于总计'),
    implemented('A3-3', '自然人与五类组织之和等于总计'),
    implemented('A3-4', '单元格是不小于零的整数'),
    implemented('A3-5', '上年结转等于上一年度的结转下年度'),
    later('A3-6', '每格列出背后的案件', COMPUTED_REPORT),
    implemented('A4-1', '复议、诉讼各项之和等于总计'),
    later('A4-2', '复议与诉讼状态一致', '复议和诉讼的登记'),
    implemented('W2-1', '现行有效件数与上年衔接'),
    implemented('W2-2', '表二没有负数，除金额外都是整数'),
    implemented('FR-1', '每格都填，没有的填0'),
    implemented('FR-2', '表中数字不写千位分隔'),
    implemented('FR-3', '标题和标签与格式一字不差'),
    implemented('FR-4', '万元只在收费一行'),
    later('FR-5', '由台账生成，提交时冻结', COMPUTED_REPORT),
    later('FR-6', '公布后数据变动只提醒', COMPUTED_REPORT),
  ],
};

export const PLATFORM_RULES: LawSource = {
  title: '公开平台（国办公开办函〔2019〕61号、国办发〔2017〕47号等和内部约定）',
  url: null,
  entries: [
    notSoftware('PF-1', '区级部门在门户下设栏目', DEPLOYMENT),
    notSoftware('PF-2', '域名', DEPLOYMENT),
    notSoftware('PF-3', '开办审批和备案', DEPLOYMENT),
    implemented('PF-4', '统一名称“政府信息公开”，只放法定内容'),
    implemented('PF-5', '五个板块和次序'),
    implemented('PF-6', '检索、查阅、下载，每条有自己的网址', '按日期、主题、体裁、有效性筛选以后做'),
    implemented('PF-7', '法定主动公开内容按第二十条列出，没有的写明'),
    implemented('PF-8', '指南', '每年确认的任务以后做'),
    implemented('PF-9', '制度'),
    implemented('PF-10', '年报按年列出，新的在前', '下载文件以后做'),
    later('PF-11', '依申请公开：在线申请和查询', '依申请公开的办理；现在只有说明页'),
    implemented('PF-12', '网页标签：首页3项，列表页7项，内容页10项'),
    implemented('PF-13', '页脚', '标识码、ICP备案和公安备案号由部署决定'),
    later('PF-14', '我为政府网站找错', '公众留言'),
    implemented('PF-15', '每页都有站内搜索'),
    implemented('PF-16', '无障碍和长者模式'),
    notSoftware('PF-17', 'IPv6', DEPLOYMENT),
    implemented('PF-18', '不加载外部资源'),
    later('PF-19', '政府网站工作年度报表', '网站年度报表'),
    later('PF-20', '栏目归档', '单条信息的归档已有（TR-14 的表），栏目归档以后做'),
    implemented('PF-22', '索引号按机关和年份编号，不重复，不变'),
    implemented('PF-24', '有效期满次日起显示失效', '有效性的变更历史以后做'),
  ],
};

export const GENERAL_RULES: LawSource = {
  title: '条例的可执行规则中已用到的',
  url: null,
  entries: [
    implemented('REG-17-1', '保密审查逐项进行，有依据和结论'),
    later('REG-17-2', '密级标志：拒收文件，任何人不能忽略', '识别和不能忽略的规则已有，上传时拒收以后做'),
    implemented('REG-20-1', '机关确定不适用的项写明“本机关无此类信息”，别的空项不写'),
    implemented('CAL-9', '日期按北京时间计算'),
  ],
};
