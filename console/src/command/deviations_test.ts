// What counts as a deviation, and which is named first.
import { expect, it } from 'vitest';

import { ATTENTIONS } from '../live/attention.ts';
import { deviationsOf, siteTone } from './deviations.ts';
import { NOW, queueRow } from './floor_testing.ts';

const needs = ATTENTIONS.map((need) =>
  need === 'long_hold' || need === 'hand' ? { count: 2, since: NOW - 9000 } : { count: 0, since: 0 });
const queue = (id: string, waiting: number, waitedMs: number, agents = 5) =>
  ({ ...queueRow(id, { waiting, longest_wait_ms: waitedMs, agents }), takenAt: NOW });
const none = { queues: [], sites: [], siteNames: [''], needs: [] };

it('names what is critical first, and of those alike queues, sites, people', () => {
  const found = deviationsOf({
    queues: [queue('ventas', 1, 25_000), queue('soporte', 3, 61_000), queue('still', 0, 0)],
    sites: [{ present: 90, unreachable: 90 }, { present: 50, unreachable: 3 }],
    siteNames: ['', 'merida'],
    needs,
  }, NOW);
  expect(found.map(({ tone, ...rest }) => [tone, Object.values(rest)[0]])).toEqual([
    ['critical', 'queue'], ['critical', 'need'], ['warning', 'queue'], ['warning', 'site'],
    ['warning', 'need'],
  ]);
  expect(found[0]).toMatchObject({ queue: 'soporte', ms: 61_000, waiting: 3, target: 20_000 });
  expect(found[1]).toMatchObject({ need: 'hand', count: 2, ms: 9000 });
  expect(found[3]).toMatchObject({ site: 'merida', unreachable: 3, present: 50 });
});

it('takes a queue in which somebody waits and nobody serves as critical at once', () => {
  const found = deviationsOf({ ...none, queues: [queue('soporte', 1, 100, 0)] }, NOW);
  expect(found).toMatchObject([{ tone: 'critical', nobody: true }]);
  expect(deviationsOf({ ...none, queues: [queue('soporte', 0, 0, 0)] }, NOW)).toEqual([]);
});

it('blames a site only for several, and by their share', () => {
  expect(siteTone({ present: 4, unreachable: 2 })).toBe('plain');
  expect(siteTone({ present: 100, unreachable: 4 })).toBe('plain');
  expect(siteTone({ present: 60, unreachable: 3 })).toBe('warning');
  expect(siteTone({ present: 15, unreachable: 3 })).toBe('critical');
});
