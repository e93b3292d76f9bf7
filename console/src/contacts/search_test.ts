// What the address says becomes what the API is asked, whatever somebody wrote into it.
import { expect, it } from 'vitest';

import { dayOf, midnightOf, numberIn, phoneIn, queryOf, searchOf } from './search.ts';

it('takes filters, and leaves out what is none', () => {
  const said = { queue: ' ventas ', agent: '1001', end: 'handled', outcome: 'venta', from: '2026-01-31',
    x: '1' };
  expect(searchOf(said)).toEqual({
    queue: 'ventas', agent: '1001', end: 'handled', outcome: 'venta', from: '2026-01-31',
  });
  expect(searchOf({ queue: '', agent: 7, end: 'well', from: '2026-02-30', to: 'now' })).toEqual({});
  expect(searchOf({ queue: 'x'.repeat(65) })).toEqual({});
});

it('asks for an outcome by what the API calls it', () => {
  expect(queryOf({ outcome: 'venta' })).toContain('disposition=venta');
});

it('asks for whole days of this machine', () => {
  const query = new URLSearchParams(queryOf({ from: '2026-01-31', to: '2026-01-31' }).slice(10));
  expect(query.get('since')).toBe(new Date(2026, 0, 31).toISOString());
  expect(query.get('until')).toBe(new Date(2026, 1, 1).toISOString());
  expect(query.get('queue')).toBeNull();
});

it('reads and writes days', () => {
  expect(dayOf(new Date(2026, 0, 5, 23, 59))).toBe('2026-01-05');
  expect(midnightOf('2026-12-31', 1)).toEqual(new Date(2027, 0, 1));
  expect(midnightOf('2026-13-01')).toBeUndefined();
});

it('knows a contact’s number', () => {
  expect(numberIn(' #42 ')).toBe(42);
  expect(numberIn('7')).toBe(7);
  expect(numberIn('-7')).toBeUndefined();
  expect(numberIn('ana')).toBeUndefined();
  expect(numberIn('9'.repeat(16))).toBeUndefined();
});

it('tells a telephone from it, as people write them', () => {
  expect(phoneIn(' +52 55 1234-5678 ')).toBe('+525512345678');
  expect(phoneIn('(55) 1234.5678')).toBe('5512345678');
  expect(numberIn('5512345678')).toBeUndefined();
  expect(numberIn('#5512345678')).toBe(5512345678);
  expect(phoneIn('+911')).toBe('+911');
  for (const none of ['1234', '#1234', 'ana', '', '+', '+12', '5'.repeat(16)]) {
    expect(phoneIn(none)).toBeUndefined();
  }
});

it('keeps a telephone in the address, also where that made a number of it', () => {
  expect(searchOf({ number: 5512345678 })).toEqual({ number: '5512345678' });
  expect(searchOf({ number: '+525512345678' })).toEqual({ number: '+525512345678' });
  expect(searchOf({ number: 'x' })).toEqual({});
  expect(queryOf({ number: '+525512345678' })).toContain('number=%2B525512345678');
});
