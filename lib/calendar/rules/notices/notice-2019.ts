import type { HolidayNotice } from '../../types';
import { daysOfNotice } from './days-of-notice';

/** https://www.gov.cn/zhengce/zhengceku/2018-12/06/content_5346276.htm */
export const NOTICE_2019: HolidayNotice = {
  year: 2019,
  number: '国办发明电〔2018〕15号',
  title: '国务院办公厅关于2019年部分节假日安排的通知',
  issuedOn: '2018-12-04',
  days: daysOfNotice([
    { name: '元旦', from: '2018-12-30', to: '2019-01-01', works: ['2018-12-29'] },
    { name: '春节', from: '2019-02-04', to: '2019-02-10', works: ['2019-02-02', '2019-02-03'] },
    { name: '清明节', from: '2019-04-05', to: '2019-04-07' },
    { name: '劳动节', from: '2019-05-01', to: '2019-05-01' },
    { name: '端午节', from: '2019-06-07', to: '2019-06-09' },
    { name: '中秋节', from: '2019-09-13', to: '2019-09-15' },
    { name: '国庆节', from: '2019-10-01', to: '2019-10-07', works: ['2019-09-29', '2019-10-12'] },
  ]),
};

/** 5月1日 had been one day off; the notice of 22 March made it four. */
export const NOTICE_2019_MAY: HolidayNotice = {
  year: 2019,
  number: '国办发明电〔2019〕3号',
  title: '国务院办公厅关于调整2019年劳动节假期安排的通知',
  issuedOn: '2019-03-22',
  days: daysOfNotice([
    { name: '劳动节', from: '2019-05-01', to: '2019-05-04', works: ['2019-04-28', '2019-05-05'] },
  ]),
};
