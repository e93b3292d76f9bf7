// Words fit in both languages, and times read as on a clock.
import { expect, it } from 'vitest';

import { en } from './en.ts';
import { es } from './es.ts';
import { age, duration, keyOf, wordIn, type WordKey } from './words.ts';

const files = import.meta.glob<Record<string, object>>('./es/*.ts', { eager: true });

const slots = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort();

it('has the same places for values in both languages', () => {
  for (const key of Object.keys(es) as WordKey[]) {
    expect(slots(en[key]), key).toEqual(slots(es[key]));
  }
});

it('has each key in one file only', () => {
  const keys = Object.values(files).flatMap((file) => Object.values(file).flatMap(Object.keys));
  expect(keys.length).toBe(Object.keys(es).length);
});

it('puts values in their places', () => {
  expect(wordIn('es', 'queue_waiting', { n: 3 })).toBe('3 en cola');
});

it('knows no word for a name of a newer server', () => {
  expect(keyOf('agent', 'ready')).toBe('agent.ready');
  expect(keyOf('agent', 'teleported')).toBeUndefined();
});

it('writes durations and ages', () => {
  expect(duration(-5)).toBe('0:00');
  expect(duration(65_999)).toBe('1:05');
  expect(duration(3_600_000)).toBe('1:00:00');
  expect(age(59_000)).toBe('59 s');
  expect(age(7_260_000)).toBe('2 h 1 min');
});
