// Which report of which day: as it stands in the address, and as the API is asked.
import { dayOf, midnightOf } from '../contacts/search.ts';

export const STEPS = ['15m', '30m', '1h'] as const;
export type Step = (typeof STEPS)[number];

export interface Search {
  report?: string;
  /** `yesterday`, or a day of the operation's own clocks, YYYY-MM-DD; none: today. */
  day?: string;
  /** Where the report has steps. */
  step?: Step;
}

const DAYS_BACK = 2; // The server keeps quarters of an hour for 72 hours.
const NAME = /^[a-z_]{1,40}$/;

/** Of an address that anybody may have written: what is none is left out. */
export function searchOf(said: Record<string, unknown>): Search {
  const search: Search = {};
  const report = String(said['report'] ?? '');
  const day = String(said['day'] ?? '');
  const step = STEPS.find((known) => known === said['step']);
  if (NAME.test(report)) search.report = report;
  if (day === 'yesterday' || midnightOf(day)) search.day = day;
  if (step) search.step = step;
  return search;
}

/** The address of the API; `format` and `lang` of a file. */
export function pathOf(report: string, { day, step }: Search, file: Record<string, string> = {}): string {
  const query = new URLSearchParams({ day: day ?? 'today', ...file });
  if (step) query.set('step', step);
  return `/reports/${report}?${query}`;
}

/** The first day that can be asked for. */
export function firstDay(today = new Date()): string {
  return dayOf(new Date(today.getFullYear(), today.getMonth(), today.getDate() - DAYS_BACK));
}
