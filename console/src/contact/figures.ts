// A contact's times: those that are over from the server, and what still runs until now.
import type { ContactEvent, WholeContact } from '../api/contact_rows.ts';

export interface Figures {
  waited: number;
  /** Holds included. */
  talked: number;
  held: number;
  wrapUp: number;
  /** From arrival to its end, or until now. */
  whole: number;
}

function happened({ at, late_ms: late = 0 }: ContactEvent): number {
  return Date.parse(at) - late;
}

/** Since the last `begins` that no later one of `ends` has ended; 0 when there is none. */
function running(
  events: readonly ContactEvent[],
  now: number,
  begins: string,
  ends: readonly string[],
): number {
  const last = events.findLast((event) => event.kind === begins || ends.includes(event.kind));
  return last?.kind === begins ? Math.max(0, now - happened(last)) : 0;
}

const PARTED = ['contact_released', 'contact_lost_agent', 'contact_closed'];

/** Of the conversation that goes on: the holds that are over, and the one that is not. */
function heldUntilNow(events: readonly ContactEvent[], now: number): number {
  const begun = events.findLastIndex(({ kind }) => kind === 'contact_connected');
  if (begun < 0) return 0;
  const since = events.slice(begun);
  if (since.some(({ kind }) => PARTED.includes(kind))) return 0;
  return sumOf(since, 'contact_resumed', ({ held_ms: ms }) => ms) +
    running(since, now, 'contact_held', ['contact_resumed']);
}

function sumOf(
  events: readonly ContactEvent[],
  kind: string,
  ms: (event: ContactEvent) => number | undefined,
): number {
  return events.reduce((all, event) => all + (event.kind === kind ? (ms(event) ?? 0) : 0), 0);
}

/** `now`: the server's time, in milliseconds of the epoch. */
export function figuresOf(contact: WholeContact, now: number): Figures {
  const { events, closed_at: closedAt } = contact;
  const end = closedAt === undefined ? now : Date.parse(closedAt);
  return {
    waited: contact.waited_ms,
    talked: contact.talked_ms + running(events, now, 'contact_connected', PARTED),
    held: contact.held_ms + heldUntilNow(events, now),
    wrapUp:
      sumOf(events, 'wrap_up_ended', ({ lasted_ms: ms }) => ms) +
      running(events, now, 'wrap_up_started', ['wrap_up_ended', 'contact_closed']),
    whole: Math.max(0, end - Date.parse(contact.arrived_at)),
  };
}
