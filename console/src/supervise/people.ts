// What the server last said of the people that this page watches.
import { create } from 'zustand';

import type { AgentRow, Changes, ContactRow, FeedMessage, Supervision } from '../api/rows.ts';
import { useDesk } from '../live/desk.ts';

export interface Watched {
  loaded: boolean;
  /** There is no such team, or not for this user. */
  refused: boolean;
  /** Of the log. */
  position: number;
  agents: ReadonlyMap<string, AgentRow>;
  contacts: ReadonlyMap<number, ContactRow>;
}

export const NOBODY: Watched = {
  loaded: false,
  refused: false,
  position: 0,
  agents: new Map(),
  contacts: new Map(),
};

export const usePeople = create<Watched>(() => NOBODY);

/** The people of a topic behind what was said of them. */
export function peopleTold(before: Watched, { position = 0, snapshot, changes }: FeedMessage): Watched {
  if (snapshot?.at) {
    useDesk.setState({ clockOffset: Date.parse(snapshot.at) - Date.now() });
  }
  return { ...peopleAfter(snapshot ? NOBODY : before, snapshot ?? changes ?? {}), position };
}

export function peopleAfter(before: Watched, changes: Changes): Watched {
  const agents = new Map(before.agents);
  for (const row of changes.agents ?? []) agents.set(row.id, row);
  const contacts = new Map(before.contacts);
  for (const row of changes.contacts ?? []) contacts.set(row.id, row);
  for (const id of changes.gone ?? []) contacts.delete(id);
  return { ...before, loaded: true, refused: false, agents, contacts };
}

/** A conversation that somebody is beside, or has taken over. */
export interface Beside {
  contact: number;
  /** Whose it is, or was before it was taken over; empty where that is not known. */
  agent: string;
  mode: string;
  /** Why, as the agent is shown it. */
  why?: string | undefined;
  since: string;
}

export const TAKEN_OVER = 'take_over';

/** Where this user is beside one; the server allows one at a time. */
export function besideOf(contacts: Iterable<ContactRow>, user: string): Beside | undefined {
  for (const { id, agent, supervisors, taken_over_by: taker, ...rest } of contacts) {
    if (taker === user) {
      const { transferred_by: from, since } = rest;
      return { contact: id, agent: from ?? '', mode: TAKEN_OVER, since };
    }
    const own = supervisors?.find((supervision) => supervision.user === user);
    if (own && agent !== null) {
      return { contact: id, agent, mode: own.mode, why: own.why, since: own.since };
    }
  }
  return undefined;
}

export const nameOf = ({ name, user }: Supervision): string => name ?? user ?? '';
