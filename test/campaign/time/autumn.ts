import { day } from '../../../campaign/time/instant.ts';
import { resolveWorkingDays } from '../../../campaign/time/workingDays.ts';

/**
 * July to December 2024 as 国务院办公厅 announced it (中秋: 15–17 September off, Saturday 14 worked; 国庆: 1–7 October off,
 * Sunday 29 September and Saturday 12 October worked). Written out here, so that tests do not lean on the package.
 */
export const autumn = resolveWorkingDays(
  day('2024-07-01'), day('2024-12-31'),
  new Set(['2024-09-16', '2024-09-17', '2024-10-01', '2024-10-02', '2024-10-03', '2024-10-04', '2024-10-07']),
  new Set(['2024-09-14', '2024-09-29', '2024-10-12']),
);

export const hours = { at: '09:00', until: '17:30', digest: '10:00' };
