// Moments of a contact are found in its recording, which begins when the phone rings.
import { expect, it } from 'vitest';

import type { ContactEvent } from '../api/contact_rows.ts';
import { holdsOf, secondsIn } from './recorded.ts';

const begun = Date.parse('2026-11-22T16:00:00.000Z');
const event = (kind: string, seconds: number, more: Partial<ContactEvent> = {}): ContactEvent =>
  ({ position: seconds, at: new Date(begun + seconds * 1000).toISOString(), kind, ...more });

const events = [
  event('contact_arrived', 0),
  event('recording_started', 2),
  event('contact_connected', 4),
  event('contact_held', 10),
  event('contact_resumed', 15),
  event('contact_held', 20),
  event('contact_released', 32, { late_ms: 2_000 }),
  event('recording_ended', 32, { length_ms: 28_000 }),
  event('wrap_up_ended', 60),
];

it('finds a moment, and none outside of the recording', () => {
  expect(secondsIn(events, begun + 4_000)).toBe(2);
  expect(secondsIn(events, begun)).toBeUndefined();
  expect(secondsIn(events, begun + 60_000)).toBeUndefined();
  expect(secondsIn(events.slice(0, 3), begun + 4_000)).toBeUndefined();
});

it('finds the holds, also the one in which the customer hung up', () => {
  expect(holdsOf(events)).toEqual([[8, 13], [18, 28]]);
});
