// A floor for tests: rows as the API gives them.
import type { AgentRow, ContactRow, QueueRow } from '../api/rows.ts';

export const AT = '2026-11-22T16:00:00.000Z';
export const NOW = Date.parse(AT);

export function agentRow(id: string, more: Partial<AgentRow> = {}): AgentRow {
  return {
    id,
    name: `Agente ${id}`,
    team: 'equipo-1',
    site: null,
    state: 'ready',
    break_kind: null,
    next_break: null,
    since: AT,
    contact: null,
    devices: 1,
    sessions: 1,
    ...more,
  };
}

export function contactRow(id: number, more: Partial<ContactRow> = {}): ContactRow {
  return {
    id,
    queue: 'soporte',
    state: 'connected',
    agent: null,
    arrived_at: AT,
    since: AT,
    waited_ms: 0,
    recording: false,
    ...more,
  };
}

export function queueRow(id: string, more: Partial<QueueRow> = {}): QueueRow {
  return {
    id,
    number: null,
    campaign: null,
    waiting: 0,
    connected: 0,
    agents: 0,
    ready: 0,
    longest_wait_ms: 0,
    target_ms: 20_000,
    ...more,
  };
}

export const minutesAgo = (minutes: number): string => new Date(NOW - minutes * 60_000).toISOString();
