// Alerts as the server has them, read anew every few seconds while they are seen, and in what order.
import { type Read, useRead } from '../api/read.ts';
import { useTurns } from '../api/turns.ts';

export interface Alert {
  id: number;
  rule: string;
  name: { es: string; en: string };
  severity: 'warning' | 'critical';
  subject: { kind: string; code: string };
  state: 'open' | 'acknowledged' | 'snoozed' | 'calm' | 'resolved';
  /** `agent`, or the code of a level of the ladder. */
  level: string | null;
  next_level: string | null;
  owner: string | null;
  /** How often it was outside. */
  count: number;
  /** The agent whom it is about is told of it. */
  nudged: boolean;
  opened_at: string;
  climbs_at: string | null;
  snoozed_until: string | null;
  settles_at: string | null;
  indicator: string;
  value: number | null;
  above: boolean;
  limit: number | null;
  window_ms: number;
  end: string;
  ended_at: string | null;
  /** What who looks has said of it. */
  useful: boolean | null;
}

export interface Alerts {
  rows: readonly Alert[];
}

/** Who watches a floor is told within this; who works, within the other. */
export const WATCHED_MS = 2_000;
export const AT_WORK_MS = 10_000;

/** `again`: after something was done about one of them. */
export function useAlerts(eachMs: number, state = 'open'): [Read<Alerts>, () => void] {
  return useRead<Alerts>(`/alerts?state=${state}`, String(useTurns(eachMs)));
}

/** Those about the agent themselves: who has other roles as well sees more. */
export const ofAgent = (rows: readonly Alert[], agent: string): Alert[] =>
  rows.filter(({ subject }) => subject.kind === 'agent' && subject.code === agent);

/** What is outside before what is calm, critical before the rest, and who waits longest first. */
export function byNeed(rows: readonly Alert[]): Alert[] {
  const rank = ({ state, severity }: Alert) =>
    (state === 'calm' ? 4 : state === 'snoozed' ? 2 : 0) + (severity === 'critical' ? 0 : 1);
  return [...rows].sort((a, b) =>
    rank(a) - rank(b) || a.opened_at.localeCompare(b.opened_at) || a.id - b.id);
}

/** What happens to it by itself, and when by the server's clock; nothing: it stays as it is. */
export function nextOf(
  alert: Alert,
): { what: 'climbs' | 'stays' | 'wakes' | 'settles'; at: number } | undefined {
  if (alert.settles_at) return { what: 'settles', at: Date.parse(alert.settles_at) };
  if (alert.snoozed_until) return { what: 'wakes', at: Date.parse(alert.snoozed_until) };
  if (!alert.climbs_at) return undefined;
  return { what: alert.next_level ? 'climbs' : 'stays', at: Date.parse(alert.climbs_at) };
}
