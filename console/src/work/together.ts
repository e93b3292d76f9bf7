// Two agents in one contact: who the other is, and who hears whom now.
import type { AgentRow, ContactRow } from '../api/rows.ts';

export interface Together {
  /** The other agent: for who was asked, who asked. */
  other: string;
  /** This agent was asked to join, and does not have the contact. */
  isSecond: boolean;
  /** The other is still rung at. */
  isRinging: boolean;
  /** The customer hears music, and neither agent. */
  isPrivate: boolean;
  since: string;
}

export function togetherOf(agent: AgentRow, contact: ContactRow | undefined): Together | undefined {
  const second = contact?.second;
  if (!contact || !second) return undefined;
  const isSecond = second.agent === agent.id;
  if (!isSecond && contact.agent !== agent.id) return undefined;
  return {
    other: isSecond ? (contact.agent ?? '') : second.agent,
    isSecond,
    isRinging: second.state === 'ringing',
    isPrivate: contact.state === 'consulting' || contact.state === 'held',
    since: second.since,
  };
}
