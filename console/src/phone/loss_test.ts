// The loss that is shown: of the worse way, between two looks, and of enough packets only.
import { expect, it } from 'vitest';

import { type Counted, countedIn, lossBetween } from './loss.ts';

const counted = (heard: [number, number], said: [number, number]): Counted => ({
  heard: { lost: heard[0], all: heard[1] },
  said: { lost: said[0], all: said[1] },
});

it('is that of the worse way', () => {
  const from = counted([50, 1000], [0, 1000]);
  expect(lossBetween(from, counted([60, 1500], [5, 1500]))).toBeCloseTo(0.02);
  expect(lossBetween(from, counted([50, 1500], [25, 1500]))).toBeCloseTo(0.05);
});

it('is none of hardly any packets, nor where more came than was lost', () => {
  expect(lossBetween(counted([0, 0], [0, 0]), counted([40, 90], [0, 0]))).toBe(0);
  expect(lossBetween(counted([9, 0], [0, 0]), counted([4, 500], [0, 500]))).toBe(0);
});

it('reads what browsers count', () => {
  expect(countedIn([
    { type: 'inbound-rtp', kind: 'audio', packetsLost: 3, packetsReceived: 97 },
    { type: 'outbound-rtp', kind: 'audio', packetsSent: 80 },
    { type: 'remote-inbound-rtp', kind: 'audio', packetsLost: 2 },
    { type: 'transport' },
  ])).toEqual(counted([3, 100], [2, 80]));
});
