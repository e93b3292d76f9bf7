// Rows in the order that was asked for, and values as people read them.
import { expect, it } from 'vitest';

import { ordered, shownValue } from './report.ts';
import { firstDay, pathOf, searchOf } from './search.ts';

it('orders by a column, with what has no value at the end', () => {
  const rows = [['b', 2], ['a', null], ['c', 10]];
  const names = (order?: Parameters<typeof ordered>[1]) => ordered(rows, order).map(([name]) => name);
  expect(names()).toEqual(['b', 'a', 'c']);
  expect(names({ column: 1, down: false })).toEqual(['b', 'c', 'a']);
  expect(names({ column: 1, down: true })).toEqual(['c', 'b', 'a']);
  expect(names({ column: 0, down: true })).toEqual(['c', 'b', 'a']);
});

it('shows times of the day as on a clock, and others whole', () => {
  const shown = (text: string) => shownValue(text, 'time', '2026-11-22', 'es');
  expect(shown('2026-11-22 09:30:00')).toBe('09:30');
  expect(shown('2026-11-22 09:30:07')).toBe('09:30:07');
  expect(shown('2026-11-21 22:00:00')).toBe('2026-11-21 22:00');
  expect(shownValue(null, 'time', '2026-11-22', 'es')).toBe('');
});

it('shows figures as every page does', () => {
  expect(shownValue(0.8523, 'ratio', '', 'es')).toBe('85.2 %');
  expect(shownValue(312_400, 'duration', '', 'en')).toBe('5:12');
  expect(shownValue(null, 'duration', '', 'en')).toBe('–');
  expect(shownValue('soporte', 'text', '', 'en')).toBe('soporte');
});

it('takes an address as anybody may have written it', () => {
  expect(searchOf({ report: 'agent_day', day: '2026-11-22', step: '15m', x: 1 })).toEqual({
    report: 'agent_day', day: '2026-11-22', step: '15m',
  });
  expect(searchOf({ report: '../x', day: 'tomorrow', step: '7m' })).toEqual({});
  expect(pathOf('agent_day', {})).toBe('/reports/agent_day?day=today');
  expect(pathOf('queue_intervals', { day: 'yesterday', step: '1h' }, { format: 'csv' }))
    .toBe('/reports/queue_intervals?day=yesterday&format=csv&step=1h');
  expect(firstDay(new Date(2026, 2, 1))).toBe('2026-02-27');
});
