import type { ClockSettings } from '../../types/clock';

/** Working days to reply. @law 条例33 */
export const REPLY_WORKING_DAYS = 20;

/** Working days of all extensions of a case together. @law 条例33 */
export const EXTENSION_WORKING_DAYS_IN_SUM = 20;

/** Working days for 补正告知. @law 条例30 */
export const SUPPLEMENT_NOTICE_WORKING_DAYS = 7;

/** Working days of a third party or joint maker from its receipt; an organ without a date of its own (SET-O1). @law 条例32 @law 条例34 */
export const CONSULTATION_WORKING_DAYS = 15;

/** Where an organ has set nothing else. @rule REG-30-3 @rule REG-30-5 @rule FEE-7 */
export const DEFAULT_CLOCK_SETTINGS: ClockSettings = {
  supplementWorkingDays: 15,
  payWorkingDays: 20,
  supplementRounds: 1,
};
