// Whom a contact can go to: people and queues, as they are now, and which of them a search finds.
import { create } from 'zustand';

import { oneReading } from '../api/one_reading.ts';
import { read } from '../api/read.ts';
import { useSigned } from '../api/session.ts';
import { plain } from './dispositions.ts';

export interface Person {
  id: string;
  name: string;
  team: string | null;
  state: string;
}

export interface OpenQueue {
  id: string;
  number: string | null;
  ready: number;
  waiting: number;
}

interface Destinations {
  people: readonly Person[];
  queues: readonly OpenQueue[];
  /** `failed`: these are those of `at`, if any. */
  state: 'unread' | 'read' | 'failed';
  at: number;
}

const UNREAD: Destinations = { people: [], queues: [], state: 'unread', at: 0 };
const NAMES_OLD_MS = 5 * 60_000;

export const useDestinations = create<Destinations>(() => UNREAD);

useSigned.subscribe((now, before) => {
  if (now.session?.user !== before.session?.user) useDestinations.setState(UNREAD, true);
});

export const readDestinations = oneReading(async (isStill) => {
  const [people, queues] = await Promise.all([
    read<{ rows: Person[] }>('/agents'),
    read<{ rows: OpenQueue[] }>('/queues'),
  ]);
  if (!isStill()) return;
  if (!people.value || !queues.value) {
    useDestinations.setState({ state: 'failed' });
    return;
  }
  const state = 'read';
  useDestinations.setState({
    people: people.value.rows, queues: queues.value.rows, state, at: Date.now(),
  });
});

/** For the names of who is in a contact as well. */
export function readNamesOfPeople(): void {
  if (Date.now() - useDestinations.getState().at > NAMES_OLD_MS) void readDestinations();
}

/** The name, or the code of who is not known here. */
export const personName = (people: readonly Person[], code: string): string =>
  people.find((person) => person.id === code)?.name ?? code;

export type Destination =
  | { kind: 'queue'; to: string; queue: OpenQueue }
  | { kind: 'agent'; to: string; person: Person };

export const SHOWN_MAX = 50;

/** Queues first, then who is ready, then the others by name; of those that `typed` finds. */
export function destinations(
  { people, queues }: Pick<Destinations, 'people' | 'queues'>,
  typed: string,
): Destination[] {
  const words = plain(typed).split(/\s+/).filter(Boolean);
  const has = (text: string) => words.every((word) => plain(text).includes(word));
  const isReady = (person: Person) => (person.state === 'ready' ? 0 : 1);
  const found: Destination[] = [
    ...queues
      .filter((queue) => has(`${queue.id} ${queue.number ?? ''}`))
      .map((queue) => ({ kind: 'queue', to: `queue:${queue.id}`, queue }) as const),
    ...people
      .filter((person) => has(`${person.name} ${person.id} ${person.team ?? ''}`))
      .sort((a, b) => isReady(a) - isReady(b) || a.name.localeCompare(b.name))
      .map((person) => ({ kind: 'agent', to: `agent:${person.id}`, person }) as const),
  ];
  return found.slice(0, SHOWN_MAX);
}

/** Nobody there who could take it at once. */
export const isAway = (to: Destination): boolean =>
  to.kind === 'queue' ? to.queue.ready === 0 : to.person.state !== 'ready';
