// What a row of the day says beside its own words.
import { expect, it } from 'vitest';

import type { LifeRow } from '../api/rows.ts';
import { isShared, wrapUpOf } from './day.ts';

const begun = Date.parse('2026-11-22T16:00:00.000Z');
const at = (seconds: number) => new Date(begun + seconds * 1000).toISOString();

const row: LifeRow = {
  id: 1, queue: 'ventas', state: 'closed', end: 'handled', arrived_at: at(0), closed_at: at(100),
  waited_ms: 10_000, talked_ms: 60_000, held_ms: 5_000, recorded: true, agents: ['1001'],
};

it('what came behind the conversation is wrap-up, of what is over', () => {
  expect(wrapUpOf(row)).toBe(30_000);
  const { closed_at: _, ...open } = row;
  expect(wrapUpOf(open)).toBeUndefined();
});

it('a contact of two agents is shared', () => {
  expect(isShared(row)).toBe(false);
  expect(isShared({ ...row, agents: ['1001', '1002'] })).toBe(true);
});
