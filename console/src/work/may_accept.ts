// Whether an offer can be accepted here and now, by all that this page knows.
import type { AgentRow, EventRow } from '../api/rows.ts';
import { useConnection } from '../live/connection.ts';
import { lastEvent } from '../live/desk.ts';
import { useAsked } from '../live/shift.ts';
import { usePhone } from '../phone/phone.ts';

/** The offer at hand was accepted, here or at another phone, and is being connected. */
export function isAnswering({ contact }: AgentRow, events: readonly EventRow[]): boolean {
  if (contact === null) return false;
  const at = (kind: string) => lastEvent(events, kind, contact)?.position ?? 0;
  return at('offer_answering') > Math.max(at('offer_made'), at('second_asked'));
}

export function mayAccept(agent: AgentRow, events: readonly EventRow[]): boolean {
  return agent.state === 'reserved'
    && useConnection.getState().live
    && usePhone.getState().path === 'alive'
    && useAsked.getState().pending === undefined
    && !isAnswering(agent, events);
}
