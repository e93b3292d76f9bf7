// The contact at hand: its row, its queue and what its events say of it.
import type { AgentRow, ContactRow, EventRow, QueueRow } from '../api/rows.ts';
import { lastEvent, type Taken, useDesk } from '../live/desk.ts';

export interface AtHand {
  contact: Taken<ContactRow> | undefined;
  queue: Taken<QueueRow> | undefined;
  /** The last own event of that kind about it. */
  event: (kind: string) => EventRow | undefined;
}

export function useContact(agent: AgentRow): AtHand {
  const { contacts, queues, events } = useDesk();
  const id = agent.contact;
  const contact = id === null ? undefined : contacts.get(id);
  return {
    contact,
    queue: contact?.queue ? queues.get(contact.queue) : undefined,
    event: (kind) => (id === null ? undefined : lastEvent(events, kind, id)),
  };
}
