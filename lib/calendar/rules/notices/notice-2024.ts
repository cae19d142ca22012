import type { HolidayNotice } from '../../types';
import { daysOfNotice } from './days-of-notice';

/** https://www.gov.cn/zhengce/content/202310/content_6911527.htm @rule SET-R11 */
export const NOTICE_2024: HolidayNotice = {
  year: 2024,
  number: '国办发明电〔2023〕7号',
  title: '国务院办公厅关于2024年部分节假日安排的通知',
  issuedOn: '2023-10-25',
  days: daysOfNotice([
    { name: '元旦', from: '2024-01-01', to: '2024-01-01' },
    { name: '春节', from: '2024-02-10', to: '2024-02-17', works: ['2024-02-04', '2024-02-18'] },
    { name: '清明节', from: '2024-04-04', to: '2024-04-06', works: ['2024-04-07'] },
    { name: '劳动节', from: '2024-05-01', to: '2024-05-05', works: ['2024-04-28', '2024-05-11'] },
    { name: '端午节', from: '2024-06-08', to: '2024-06-10' },
    { name: '中秋节', from: '2024-09-15', to: '2024-09-17', works: ['2024-09-14'] },
    { name: '国庆节', from: '2024-10-01', to: '2024-10-07', works: ['2024-09-29', '2024-10-12'] },
  ]),
};
