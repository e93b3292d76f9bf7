// An agent's day in figures, from the rows and events that the page shows.
import type { EventRow, LifeRow } from '../api/rows.ts';

export interface Sum {
  total: number;
  /** Over the contacts that count; 0 when there are none. */
  average: number;
}

export interface Day {
  handled: number;
  /** Of those, whom another agent had as well: their times are not this agent's alone. */
  shared: number;
  talked: Sum;
  held: Sum;
  wrapUp: Sum;
  /** Average handle time, in milliseconds: talk, holds included, and wrap-up. */
  aht: number;
}

export function isShared(row: LifeRow): boolean {
  return row.agents.length > 1;
}

/** Of a contact that is over, what came behind its conversation; nothing while it goes on. */
export function wrapUpOf(row: LifeRow): number | undefined {
  if (row.closed_at === undefined) return undefined;
  const whole = Date.parse(row.closed_at) - Date.parse(row.arrived_at);
  return Math.max(0, whole - row.waited_ms - row.talked_ms);
}

export function dayOfRows(rows: readonly LifeRow[]): Day {
  const handled = rows.filter(({ end }) => end === 'handled');
  const own = handled.filter((row) => !isShared(row));
  const sum = (of: (row: LifeRow) => number): Sum => {
    const total = own.reduce((all, row) => all + of(row), 0);
    return { total, average: own.length > 0 ? total / own.length : 0 };
  };
  const talked = sum((row) => row.talked_ms);
  const wrapUp = sum((row) => wrapUpOf(row) ?? 0);
  return {
    handled: handled.length,
    shared: handled.length - own.length,
    talked,
    held: sum((row) => row.held_ms),
    wrapUp,
    aht: talked.average + wrapUp.average,
  };
}

export interface Unanswered {
  missed: number;
  declined: number;
}

/** `since`: in milliseconds of the epoch. */
export function unansweredOf(events: readonly EventRow[], since: number): Unanswered {
  const ends = events.filter(({ kind, at }) => kind === 'offer_ended' && Date.parse(at) >= since);
  const count = (end: string) => ends.filter((event) => event.end === end).length;
  return { missed: count('expired'), declined: count('declined') };
}
