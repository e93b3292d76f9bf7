// Who of a team comes first: who needs help most, then who is longest in the state.
import type { AgentRow } from '../api/rows.ts';
import { type Attention, ATTENTIONS, attentionOf } from '../live/attention.ts';

export function agentAttention(agent: AgentRow, now: number): Attention {
  const inState = now - Date.parse(agent.since);
  return attentionOf(agent.state, agent.break_kind, inState, Boolean(agent.hand_since));
}

/** Nobody at work comes behind everybody who is. */
export function byHelp(agents: Iterable<AgentRow>, now: number): AgentRow[] {
  const keyed = [...agents].map((agent) => ({
    agent,
    rank: ATTENTIONS.indexOf(agentAttention(agent, now)) + (agent.state === 'offline' ? 1 : 0),
    since: Date.parse(agent.hand_since ?? agent.since),
  }));
  keyed.sort((a, b) =>
    a.rank - b.rank || a.since - b.since || a.agent.id.localeCompare(b.agent.id));
  return keyed.map(({ agent }) => agent);
}
