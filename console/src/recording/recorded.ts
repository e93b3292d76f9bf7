// What of a contact was recorded, from its events.
import type { ContactEvent, WholeContact } from '../api/contact_rows.ts';
import type { Span } from './waveform.tsx';

/** How long it is; nothing while it is made. */
export function recordedMs({ events }: WholeContact): number | undefined {
  return events.findLast(({ kind }) => kind === 'recording_ended')?.length_ms;
}

function happened({ at, late_ms: late = 0 }: ContactEvent): number {
  return Date.parse(at) - late;
}

/** Where in the recording that moment is, in seconds; nothing when it is outside. */
export function secondsIn(events: readonly ContactEvent[], moment: number): number | undefined {
  const begun = events.find(({ kind }) => kind === 'recording_started');
  const ended = events.findLast(({ kind }) => kind === 'recording_ended');
  if (!begun || ended?.length_ms === undefined) return undefined;
  const seconds = (moment - happened(begun)) / 1000;
  return seconds >= 0 && seconds <= ended.length_ms / 1000 ? seconds : undefined;
}

const HOLD_ENDS = new Set(['contact_resumed', 'contact_released', 'contact_lost_agent']);

/** When the customer heard music. */
export function holdsOf(events: readonly ContactEvent[]): Span[] {
  const holds: Span[] = [];
  events.forEach((event, i) => {
    if (event.kind !== 'contact_held') return;
    const end = events.slice(i).find(({ kind }) => HOLD_ENDS.has(kind));
    const from = secondsIn(events, happened(event));
    const to = end && secondsIn(events, happened(end));
    if (from !== undefined && to !== undefined) holds.push([from, to]);
  });
  return holds;
}
