// What is looked for among the contacts: as it stands in the address, and as the API is asked.

export const ENDS = [
  'none', 'handled', 'abandoned', 'short_abandoned', 'overflowed', 'called_back',
  'closed_out_of_hours', 'failed',
] as const;
export type End = (typeof ENDS)[number];

/** All members are strings of the address; one that is not there does not filter. */
export interface Search {
  queue?: string;
  agent?: string;
  end?: End;
  /** The code of what the agents said came of it. */
  outcome?: string;
  /** The telephone that called, as digits, with + or without. */
  number?: string;
  /** A day of this machine's calendar, YYYY-MM-DD. */
  from?: string;
  /** As `from`, and that day is part of it. */
  to?: string;
}

const CODE_MAX = 64; // Longer than any code of an operation.
const PHONE = /^\+?\d{3,15}$/;
const PHONE_DIGITS_MIN = 10; // Less without a +, and it is a contact's own number.
const DAY = /^\d{4}-\d{2}-\d{2}$/;
const ROWS = 100;

function codeOf(value: unknown): string | undefined {
  const text = typeof value === 'string' ? value.trim() : '';
  return text !== '' && text.length <= CODE_MAX ? text : undefined;
}

/** Midnight of that day, by this machine's clock; nothing for what is no day. */
export function midnightOf(day: string, daysLater = 0): Date | undefined {
  if (!DAY.test(day)) return undefined;
  const [year = 0, month = 0, date = 0] = day.split('-').map(Number);
  const midnight = new Date(year, month - 1, date);
  if (midnight.getMonth() !== month - 1) return undefined;
  midnight.setDate(date + daysLater);
  return midnight;
}

export function dayOf(time: Date): string {
  const two = (n: number) => String(n).padStart(2, '0');
  return `${time.getFullYear()}-${two(time.getMonth() + 1)}-${two(time.getDate())}`;
}

/** Of an address that anybody may have written: what is no filter is left out. */
export function searchOf(said: Record<string, unknown>): Search {
  const search: Search = {};
  const queue = codeOf(said['queue']);
  const agent = codeOf(said['agent']);
  const end = ENDS.find((known) => known === said['end']);
  const outcome = codeOf(said['outcome']);
  const number = phoneOf(said['number']);
  const from = codeOf(said['from']);
  const to = codeOf(said['to']);
  if (queue) search.queue = queue;
  if (agent) search.agent = agent;
  if (end) search.end = end;
  if (outcome) search.outcome = outcome;
  if (number) search.number = number;
  if (from && midnightOf(from)) search.from = from;
  if (to && midnightOf(to)) search.to = to;
  return search;
}

/** The address of the API, without the page of the list. */
export function queryOf({ queue, agent, end, outcome, number, from, to }: Search): string {
  const query = new URLSearchParams({ limit: String(ROWS) });
  if (queue) query.set('queue', queue);
  if (agent) query.set('agent', agent);
  if (end) query.set('end', end);
  if (outcome) query.set('disposition', outcome);
  if (number) query.set('number', number);
  const since = from && midnightOf(from);
  const until = to && midnightOf(to, 1);
  if (since) query.set('since', since.toISOString());
  if (until) query.set('until', until.toISOString());
  return `/contacts?${query}`;
}

/** A contact's number in what somebody typed: 1234, #1234; nothing when it is none. */
export function numberIn(typed: string): number | undefined {
  const found = /^(#?)(\d{1,15})$/.exec(typed.trim());
  if (!found || (!found[1] && (found[2] ?? '').length >= PHONE_DIGITS_MIN)) return undefined;
  return Number(found[2]);
}

/** A telephone in it, as it is looked for: +52 55 1234 5678, (55) 1234-5678. */
export function phoneIn(typed: string): string | undefined {
  const phone = phoneOf(typed.replaceAll(/[ ().-]/g, ''));
  const isLong = phone !== undefined && phone.length >= PHONE_DIGITS_MIN;
  return isLong || phone?.startsWith('+') ? phone : undefined;
}

/** An address turns a + into a blank, and digits into a number. */
function phoneOf(value: unknown): string | undefined {
  const text = String(value ?? '').trim();
  return PHONE.test(text) ? text : undefined;
}
