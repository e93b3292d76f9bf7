// An agent's own contacts of today, read anew whenever one of them ends.
import { type Read, useRead } from '../api/read.ts';
import type { LifeList } from '../api/rows.ts';
import { useConnection } from './connection.ts';
import { useDesk } from './desk.ts';

const ROWS_MAX = 1000; // More than anybody can handle in a day.

/** Of this machine's day: a shift is lived by the clock on the wall. */
export function midnight(): Date {
  const now = new Date();
  return new Date(now.getFullYear(), now.getMonth(), now.getDate());
}

export function useOwnDay(agent: string): [Read<LifeList>, () => void] {
  const live = useConnection((connection) => connection.live);
  const ended = useDesk(
    (desk) => desk.events.findLast((event) => event.kind === 'contact_closed')?.position ?? 0,
  );
  const since = midnight().toISOString();
  const wanted = new URLSearchParams({ agent, since, limit: String(ROWS_MAX) });
  return useRead(`/contacts?${wanted}`, `${ended} ${live}`);
}
