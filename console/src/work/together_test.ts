// Who hears whom with two agents in a contact, as each of them is told.
import { expect, it } from 'vitest';

import type { AgentRow, ContactRow, Second } from '../api/rows.ts';
import { togetherOf } from './together.ts';

const SECOND: Second = { agent: '1002', state: 'talking', since: '2026-03-12T17:04:00Z' };
const agent = (id: string): AgentRow => ({
  id, name: id, team: null, site: null, state: 'consult', break_kind: null, next_break: null,
  since: SECOND.since, contact: 417, devices: 0, sessions: 1,
});
const contact = (state: string, second: Second | null): ContactRow => ({
  id: 417, queue: 'soporte', state, agent: '1001', arrived_at: SECOND.since, since: SECOND.since,
  waited_ms: 0, recording: true, second,
});

it('says to each who the other is', () => {
  const consulting = contact('consulting', SECOND);
  expect(togetherOf(agent('1001'), consulting)).toMatchObject({ other: '1002', isSecond: false });
  expect(togetherOf(agent('1002'), consulting)).toMatchObject({ other: '1001', isSecond: true });
});

it('is private while the customer is on hold, and only then', () => {
  expect(togetherOf(agent('1001'), contact('consulting', SECOND))?.isPrivate).toBe(true);
  expect(togetherOf(agent('1001'), contact('conferencing', SECOND))?.isPrivate).toBe(false);
});

it('tells ringing from being there', () => {
  const asked = contact('consulting', { ...SECOND, state: 'ringing' });
  expect(togetherOf(agent('1001'), asked)?.isRinging).toBe(true);
});

it('is nothing without a second, or behind a transfer to another', () => {
  expect(togetherOf(agent('1001'), contact('connected', null))).toBeUndefined();
  expect(togetherOf(agent('1003'), contact('connected', SECOND))).toBeUndefined();
  expect(togetherOf(agent('1001'), undefined)).toBeUndefined();
});
