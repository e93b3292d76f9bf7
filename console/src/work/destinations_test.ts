// Whom a contact can go to: queues first, then who is ready; found by name, code or number.
import { expect, it } from 'vitest';

import { destinations, isAway, type Person, SHOWN_MAX } from './destinations.ts';

const person = (id: string, name: string, state: string): Person => ({ id, name, team: null, state });
const ALL = {
  people: [
    person('1003', 'Zoé Álvarez', 'ready'),
    person('1002', 'Ana Ruiz', 'talking'),
    person('1004', 'Bruno Díaz', 'ready'),
  ],
  queues: [{ id: 'soporte', number: '5000', ready: 0, waiting: 3 }],
};
const to = (typed: string) => destinations(ALL, typed).map((one) => one.to);

it('puts queues first, then who is ready, by name', () => {
  expect(to('')).toEqual(['queue:soporte', 'agent:1004', 'agent:1003', 'agent:1002']);
});

it('finds without accents, by code and by number', () => {
  expect(to('alvarez zo')).toEqual(['agent:1003']);
  expect(to('1002')).toEqual(['agent:1002']);
  expect(to('5000')).toEqual(['queue:soporte']);
});

it('knows where nobody could take it at once', () => {
  expect(destinations(ALL, '').map(isAway)).toEqual([true, false, false, true]);
});

it('shows no more than a list can hold', () => {
  const people = Array.from({ length: 200 }, (_, n) => person(`${n}`, `Nombre ${n}`, 'ready'));
  expect(destinations({ people, queues: [] }, '')).toHaveLength(SHOWN_MAX);
});
