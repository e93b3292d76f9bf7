// An agent's figures are the sums of the rows that are shown, and of no others.
import { expect, it } from 'vitest';

import type { EventRow, LifeRow } from '../api/rows.ts';
import { dayOfRows, unansweredOf, wrapUpOf } from './day.ts';

const begun = Date.parse('2026-11-22T16:00:00.000Z');
const at = (seconds: number) => new Date(begun + seconds * 1000).toISOString();

function row(more: Partial<LifeRow>): LifeRow {
  return {
    id: 1, queue: 'ventas', state: 'closed', end: 'handled', arrived_at: at(0), closed_at: at(100),
    waited_ms: 10_000, talked_ms: 60_000, held_ms: 5_000, recorded: true, agents: ['1001'], ...more,
  };
}

it('adds up, and divides by those that count', () => {
  const day = dayOfRows([row({}), row({ closed_at: at(110), talked_ms: 80_000, held_ms: 0 })]);
  expect(day).toEqual({
    handled: 2,
    shared: 0,
    talked: { total: 140_000, average: 70_000 },
    held: { total: 5_000, average: 2_500 },
    wrapUp: { total: 50_000, average: 25_000 },
    aht: 95_000,
  });
});

it('counts what is shared with another agent, without its times', () => {
  const day = dayOfRows([row({}), row({ agents: ['1001', '1002'], talked_ms: 900_000 })]);
  expect(day).toMatchObject({ handled: 2, shared: 1, aht: 90_000 });
});

it('leaves out what is not over or was not handled, and has no average of nothing', () => {
  const open = row({ state: 'wrap_up' });
  delete open.end;
  delete open.closed_at;
  expect(wrapUpOf(open)).toBeUndefined();
  const day = dayOfRows([open, row({ end: 'failed' })]);
  expect(day).toMatchObject({ handled: 0, talked: { total: 0, average: 0 }, aht: 0 });
});

it('counts offers that rang out or were declined, and nobody’s fault of ours', () => {
  const offer = (end: string, seconds: number): EventRow =>
    ({ position: seconds, at: at(seconds), kind: 'offer_ended', end });
  const events = [
    offer('expired', 0), offer('expired', 10), offer('declined', 11), offer('unreachable', 12),
    offer('withdrawn', 13), offer('failed', 14), { ...offer('expired', 15), kind: 'offer_made' },
  ];
  expect(unansweredOf(events, begun + 5_000)).toEqual({ missed: 1, declined: 1 });
});
