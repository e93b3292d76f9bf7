// What an agent's desk is about right now, and what can be asked of the core in it.
import type { AgentRow } from '../api/rows.ts';

/** What the middle of the page shows. */
export type Moment = 'start' | 'offer' | 'call' | 'wrap_up' | 'idle';

const OFFERED = new Set(['reserved', 'dialing']);
const IN_CALL = new Set(['talking', 'hold', 'consult']);
const AWAY = new Set(['off_phone_work', 'unreachable', 'missed']);

export function momentOf(agent: AgentRow): Moment {
  if (agent.state === 'offline') return 'start';
  if (OFFERED.has(agent.state)) return 'offer';
  if (IN_CALL.has(agent.state)) return 'call';
  return agent.state === 'wrap_up' ? 'wrap_up' : 'idle';
}

/** Asked for, and beginning when the contact at hand is over. */
export function nextBreak(agent: AgentRow): string | undefined {
  return agent.next_break && agent.next_break !== 'none' ? agent.next_break : undefined;
}

export interface Possible {
  /** Takes contacts from now on. */
  ready: boolean;
  endBreak: boolean;
  cancelBreak: boolean;
  /** At once, or behind the contact at hand. */
  break: boolean;
  leave: boolean;
}

export function possible(agent: AgentRow): Possible {
  const { state } = agent;
  const isAway = AWAY.has(state);
  const awaits = nextBreak(agent) !== undefined;
  return {
    ready: isAway,
    endBreak: state === 'break',
    cancelBreak: awaits,
    break: !awaits && state !== 'offline' && state !== 'break' && state !== 'dialing',
    leave: isAway || state === 'ready' || state === 'break',
  };
}

/** The words that the command takes; others are told `personal` for three of them. */
export const BREAK_KINDS = [
  'rest', 'meal', 'restroom', 'wellness', 'nursing', 'coaching', 'training', 'system',
] as const;
export const PRIVATE_KINDS: ReadonlySet<string> = new Set(['restroom', 'wellness', 'nursing']);
