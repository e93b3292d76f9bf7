// A contact's times, over or still running.
import { expect, it } from 'vitest';

import type { ContactEvent, WholeContact } from '../api/contact_rows.ts';
import { figuresOf } from './figures.ts';

const begun = Date.parse('2026-11-22T16:00:00.000Z');
const at = (seconds: number) => new Date(begun + seconds * 1000).toISOString();

function contact(events: Partial<ContactEvent>[], more: Partial<WholeContact>): WholeContact {
  const whole = events.map((event, i) => ({ position: i, at: at(0), kind: '', ...event }));
  return {
    id: 1, queue: 'ventas', state: 'connected', arrived_at: at(0), waited_ms: 5_000, talked_ms: 0,
    held_ms: 0, recorded: false, agents: [], decisions: [], events: whole, ...more,
  };
}

it('takes the server’s times of what is over', () => {
  const over = contact(
    [
      { kind: 'contact_connected', at: at(5) },
      { kind: 'contact_resumed', at: at(9), held_ms: 3_000 },
      { kind: 'contact_released', at: at(25) },
      { kind: 'wrap_up_started', at: at(25) },
      { kind: 'wrap_up_ended', at: at(40), lasted_ms: 15_000 },
      { kind: 'contact_closed', at: at(40) },
    ],
    { state: 'closed', closed_at: at(40), talked_ms: 20_000, held_ms: 3_000 },
  );
  expect(figuresOf(over, begun + 900_000)).toEqual({
    waited: 5_000, talked: 20_000, held: 3_000, wrapUp: 15_000, whole: 40_000,
  });
});

it('lets run what is not over', () => {
  const talking = contact([{ kind: 'contact_connected', at: at(5) }], {});
  expect(figuresOf(talking, begun + 65_000)).toMatchObject({ talked: 60_000, whole: 65_000 });
  const held = contact(
    [
      { kind: 'contact_connected', at: at(5) },
      { kind: 'contact_held', at: at(10) },
      { kind: 'contact_resumed', at: at(14), held_ms: 4_000 },
      { kind: 'contact_held', at: at(20) },
    ],
    { state: 'held' },
  );
  expect(figuresOf(held, begun + 26_000).held).toBe(10_000);
  const wrapping = contact(
    [
      { kind: 'contact_connected', at: at(5) },
      { kind: 'contact_released', at: at(25) },
      { kind: 'wrap_up_started', at: at(25) },
    ],
    { state: 'wrap_up', talked_ms: 20_000 },
  );
  expect(figuresOf(wrapping, begun + 30_000)).toMatchObject({ talked: 20_000, wrapUp: 5_000 });
});

it('counts a conversation once that was cut off and went on with another agent', () => {
  const again = contact(
    [
      { kind: 'contact_connected', at: at(5) },
      { kind: 'contact_lost_agent', at: at(15), talked_ms: 10_000 },
      { kind: 'contact_connected', at: at(20) },
    ],
    { talked_ms: 10_000 },
  );
  expect(figuresOf(again, begun + 50_000).talked).toBe(40_000);
});
