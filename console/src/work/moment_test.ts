// What is possible in each state of an agent.
import { describe, expect, it } from 'vitest';

import type { AgentRow } from '../api/rows.ts';
import { momentOf, possible } from './moment.ts';

function agent(state: string, more: Partial<AgentRow> = {}): AgentRow {
  return {
    id: '1001',
    name: 'María',
    team: null,
    site: null,
    state,
    break_kind: null,
    next_break: null,
    since: '2026-11-22T16:00:00.000Z',
    contact: null,
    devices: 1,
    sessions: 1,
    ...more,
  };
}

describe('an agent’s desk', () => {
  it('shows the card of the state', () => {
    expect(momentOf(agent('offline'))).toBe('start');
    expect(momentOf(agent('reserved'))).toBe('offer');
    expect(momentOf(agent('hold'))).toBe('call');
    expect(momentOf(agent('wrap_up'))).toBe('wrap_up');
    expect(momentOf(agent('missed'))).toBe('idle');
    expect(momentOf(agent('a_state_of_a_newer_server'))).toBe('idle');
  });

  it('never takes the break away during a contact', () => {
    for (const state of ['ready', 'reserved', 'talking', 'hold', 'wrap_up', 'missed']) {
      expect(possible(agent(state)).break, state).toBe(true);
    }
  });

  it('lets a requested break be cancelled and not be asked for twice', () => {
    const can = possible(agent('talking', { next_break: 'meal' }));
    expect(can.cancelBreak).toBe(true);
    expect(can.break).toBe(false);
  });

  it('lets nobody leave with a contact at hand', () => {
    expect(possible(agent('talking')).leave).toBe(false);
    expect(possible(agent('wrap_up')).leave).toBe(false);
    expect(possible(agent('ready')).leave).toBe(true);
  });
});
