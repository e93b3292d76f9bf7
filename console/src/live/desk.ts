// What the server last said of the signed-in agent's desk: state, queues, contacts, own events.
import { create } from 'zustand';

import type {
  AgentRow,
  Changes,
  ContactRow,
  EventRow,
  FeedMessage,
  Message,
  QueueRow,
} from '../api/rows.ts';

const EVENTS_MAX = 2000; // Own ones: those of a long day.

/** A row, and when it was taken by the server's clock: what waits goes on waiting. */
export type Taken<Row> = Row & { takenAt: number };

export interface Desk {
  loaded: boolean;
  /** Server's clock minus this machine's. */
  clockOffset: number;
  agent: AgentRow | undefined;
  queues: ReadonlyMap<string, Taken<QueueRow>>;
  contacts: ReadonlyMap<number, Taken<ContactRow>>;
  /** Own, in the order of their positions. */
  events: readonly EventRow[];
  /** Unread, the oldest first. */
  messages: readonly Message[];
}

const EMPTY: Desk = {
  loaded: false,
  clockOffset: 0,
  agent: undefined,
  queues: new Map(),
  contacts: new Map(),
  events: [],
  messages: [],
};

export const useDesk = create<Desk>(() => EMPTY);

/** The server's time now, in milliseconds of the epoch. */
export const serverNow = (): number => Date.now() + useDesk.getState().clockOffset;

const IN_CALL = new Set(['talking', 'hold', 'consult']);

/** By what the server last said. */
export const isInCall = (): boolean => IN_CALL.has(useDesk.getState().agent?.state ?? '');

export function clearDesk(): void {
  useDesk.setState(EMPTY, true);
}

/** `user`: whose desk it is. */
export function takeOfFeed(user: string, message: FeedMessage): void {
  const { snapshot, changes } = message;
  if (message.topic === 'events') {
    if (changes?.events) addEvents(user, changes.events);
    return;
  }
  const clockOffset = snapshot?.at
    ? Date.parse(snapshot.at) - Date.now()
    : useDesk.getState().clockOffset;
  const before = snapshot ? EMPTY : useDesk.getState();
  useDesk.setState({
    ...after(user, before, snapshot ?? changes ?? {}, Date.now() + clockOffset),
    clockOffset,
    loaded: true,
  });
}

function after(user: string, before: Desk, changes: Changes, takenAt: number): Partial<Desk> {
  const queues = new Map(before.queues);
  for (const row of changes.queues ?? []) queues.set(row.id, { ...row, takenAt });
  const contacts = new Map(before.contacts);
  for (const row of changes.contacts ?? []) contacts.set(row.id, { ...row, takenAt });
  for (const id of changes.gone ?? []) contacts.delete(id);
  const agent = changes.agents?.find((row) => row.id === user) ?? before.agent;
  return { agent, queues, contacts, messages: changes.messages ?? before.messages };
}

/** In any order, also those that are there already. */
export function addEvents(user: string, more: readonly EventRow[]): void {
  const own = more.filter((event) => event.agent === user);
  if (own.length === 0) return;
  const all = new Map(useDesk.getState().events.map((event) => [event.position, event]));
  for (const event of own) all.set(event.position, event);
  const events = [...all.values()].sort((a, b) => a.position - b.position);
  useDesk.setState({ events: events.slice(-EVENTS_MAX) });
}

/** The last own event of that kind; of this contact, where one is given. */
export function lastEvent(
  events: readonly EventRow[],
  kind: string,
  contact?: number,
): EventRow | undefined {
  return events.findLast(
    (event) => event.kind === kind && (contact === undefined || event.contact === contact),
  );
}

/** In which a customer waits, so that the wait grows. */
const WAITING = new Set(['arrived', 'self_service', 'queued', 'offered']);

export function waited(contact: Taken<ContactRow>, now: number): number {
  return contact.waited_ms + (WAITING.has(contact.state) ? now - contact.takenAt : 0);
}

export function longestWait(queue: Taken<QueueRow>, now: number): number {
  return queue.waiting > 0 ? queue.longest_wait_ms + now - queue.takenAt : 0;
}
