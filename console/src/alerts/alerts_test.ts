// The order of alerts, and what comes next for each.
import { expect, it } from 'vitest';

import { type Alert, byNeed, nextOf } from './alerts.ts';

const alert = (id: number, more: Partial<Alert> = {}): Alert => ({
  id,
  rule: 'espera',
  name: { es: 'Espera larga', en: 'Long wait' },
  severity: 'warning',
  subject: { kind: 'queue', code: 'soporte' },
  state: 'open',
  level: 'supervisor',
  next_level: 'director',
  owner: null,
  count: 1,
  nudged: false,
  opened_at: '2026-01-31T10:00:00.000Z',
  climbs_at: '2026-01-31T10:05:00.000Z',
  snoozed_until: null,
  settles_at: null,
  indicator: 'longest_wait',
  value: 45_000,
  above: true,
  limit: 30_000,
  window_ms: 60_000,
  end: 'none',
  ended_at: null,
  useful: null,
  ...more,
});

it('puts what is outside first, critical before the rest, the oldest of those alike on top', () => {
  const rows = [
    alert(1, { state: 'calm', severity: 'critical' }),
    alert(2),
    alert(3, { severity: 'critical' }),
    alert(4, { opened_at: '2026-01-31T09:00:00.000Z' }),
    alert(5, { state: 'snoozed', severity: 'critical' }),
  ];
  expect(byNeed(rows).map(({ id }) => id)).toEqual([3, 4, 2, 5, 1]);
});

it('says what comes next: over, awake, up, or nobody has it any more', () => {
  const at = '2026-01-31T10:01:00.000Z';
  const time = Date.parse(at);
  expect(nextOf(alert(1, { settles_at: at, snoozed_until: at }))).toEqual({ what: 'settles', at: time });
  expect(nextOf(alert(1, { snoozed_until: at, climbs_at: null }))).toEqual({ what: 'wakes', at: time });
  expect(nextOf(alert(1, { climbs_at: at }))).toEqual({ what: 'climbs', at: time });
  expect(nextOf(alert(1, { climbs_at: at, next_level: null }))).toEqual({ what: 'stays', at: time });
  expect(nextOf(alert(1, { climbs_at: null }))).toBeUndefined();
});
