// Rules in plain words, and who is told how long after.
import { expect, it } from 'vitest';

import type { Indicator } from '../indicators/catalogue.ts';
import { type Word, wordIn } from '../words/words.ts';
import { type Ladder, type Rule, searchOf, sentencesOf, shownLimit, span, stepsOf, whomOf } from './rule.ts';

const en: Word = (key, values) => wordIn('en', key, values);
const es: Word = (key, values) => wordIn('es', key, values);
const plain = (text: string) => text.replaceAll('\u00a0', ' ');

const indicator = (name: string, unit: Indicator['unit'], title: Indicator['title']): Indicator =>
  ({ name, unit, title, version: 1, better: 'neither', formula: name, help: { es: '', en: '' } });
const CATALOGUE = new Map([
  indicator('occupancy', 'ratio', { es: 'Ocupación', en: 'Occupancy' }),
  indicator('longest_wait', 'ms', { es: 'Espera más larga', en: 'Longest wait' }),
  indicator('offered', 'count', { es: 'Recibidas', en: 'Offered' }),
].map((one) => [one.name, one]));

const OCCUPANCY = { indicator: 'occupancy', window_ms: 1_800_000, above: true, limit: 0.9, back: 0.85 };
const rule = (more: Partial<Rule> = {}): Rule => ({
  code: 'ocupacion', name: { es: 'Ocupación alta', en: 'High occupancy' }, of: 'queue', only: [],
  severity: 'warning', holds_ms: 300_000, when: [OCCUPANCY], covers: false, counts: null, ...more,
});

it('says a rule of one condition in a sentence', () => {
  const { first, each } = sentencesOf(rule(), CATALOGUE, 'en', en);
  expect(plain(first)).toBe('Occupancy over the last 30 minutes above 90 % for 5 min; back at 85 %.');
  expect(each).toEqual([]);
  const spanish = sentencesOf(rule({ holds_ms: 0 }), CATALOGUE, 'es', es).first;
  expect(plain(spanish)).toBe('Ocupación en los últimos 30 minutos por encima de 90 %; de vuelta en 85 %.');
});

it('says each of several conditions, and what a limit is without a way back', () => {
  const when = [OCCUPANCY,
    { indicator: 'offered', window_ms: 3_600_000, above: false, limit: 9, back: 9 },
    { indicator: 'unheard_of', window_ms: 60_000, above: true, limit: null, back: null }];
  const { first, each } = sentencesOf(rule({ when }), CATALOGUE, 'en', en);
  expect(plain(first)).toBe('All of this at once for 5 min:');
  expect(each.map(plain)).toEqual([
    'Occupancy over the last 30 minutes above 90 %; back at 85 %.',
    'Offered over the last hour below 9.',
    'unheard_of over the last minute above –.',
  ]);
});

it('says lengths in units and limits without empty places', () => {
  expect([0, 1500, 45_000, 90_000, 5_400_000].map((ms) => plain(span(ms, 'en'))))
    .toEqual(['0 s', '1.5 s', '45 s', '1 min 30 s', '1 h 30 min']);
  expect(plain(shownLimit('ratio', 0.055, 'es', es))).toBe('5.5 %');
  expect(shownLimit('per_hour', 1.5, 'en', en)).toBe('1.5 an hour');
});

it('says whom it is about', () => {
  expect(whomOf(rule(), en)).toBe('Every queue');
  expect(whomOf(rule({ only: ['soporte', 'ventas'] }), es)).toBe('Cola: soporte, ventas');
  expect(whomOf(rule({ of: 'place', only: ['home'] }), en)).toBe('Place of work: at home');
});

it('adds up the ladder: each level when those before it have had their time', () => {
  const level = (code: string, warning_ms: number, critical_ms: number) =>
    ({ code, name: { es: code, en: code }, role: 'supervisor', warning_ms, critical_ms });
  const ladder: Ladder = { agent_warning_ms: 30_000, agent_critical_ms: 0,
    levels: [level('a', 60_000, 15_000), level('b', 120_000, 30_000), level('c', 1, 1)],
    nudges_max: 3, handling_ms: 1, settle_ms: 1, snooze_max_ms: 1 };
  const after = (severity: 'warning' | 'critical') =>
    stepsOf(ladder, severity, 'en', 'the agent').map((step) => step.after_ms);
  expect(after('warning')).toEqual([0, 30_000, 90_000, 210_000]);
  expect(after('critical')).toEqual([0, 0, 15_000, 45_000]);
  const moments = stepsOf(ladder, 'critical', 'en', 'the agent').map(({ moment }) => moment);
  expect(moments).toEqual([0, 0, 1, 2]);
});

it('takes a code alone from an address', () => {
  expect(searchOf({ rule: 'espera' })).toEqual({ rule: 'espera' });
  expect(searchOf({ rule: '<b>' })).toEqual({});
  expect(searchOf({})).toEqual({});
});
