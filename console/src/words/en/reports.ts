// Words of the reports, in English.
import type { reports as source } from '../es/reports.ts';

export const reports: Record<keyof typeof source, string> = {
  'page.reports': 'Reports',
  report: 'Report',
  reports_choice: 'Choose a report',
  reports_table: 'The report’s table; the arrow keys scroll it',
  reports_day: 'Another day',
  reports_step: 'Interval',
  'reports_step.15m': '15 minutes',
  'reports_step.30m': '30 minutes',
  'reports_step.1h': '1 hour',
  reports_rows: '{n} lines',
  reports_zone: 'Times of {zone}',
  reports_more: '{n} of {all} lines are shown here. The file has all of them.',
  reports_nothing: 'There was nothing on that day.',
  reports_nothing_text: 'Choose another day. Intervals of the last three days are kept.',
  reports_refused: 'The report could not be read',
  reports_not_saved: 'It could not be saved. Try again.',
};
