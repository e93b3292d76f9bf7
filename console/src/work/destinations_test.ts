// Whom a contact can go to: queues first, then who is ready; found by name, code or number.
import { afterEach, expect, it, vi } from 'vitest';

import { useSigned } from '../api/session.ts';
import {
  destinations, isAway, type Person, readDestinations, SHOWN_MAX, useDestinations,
} from './destinations.ts';

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

afterEach(() => {
  useSigned.setState({ session: undefined });
  vi.unstubAllGlobals();
});

type Answer = (status: number) => void;

function heldAnswers(): Answer[] {
  const answers: Answer[] = [];
  vi.stubGlobal('fetch', () => new Promise<Response>((resolve) => {
    answers.push((status) => resolve(new Response('{"rows":[{"id":"1"}]}', { status })));
  }));
  return answers;
}

it('is read once at a time, and not for who has left', async () => {
  const answers = heldAnswers();
  useSigned.setState({ session: { token: 't', user: 'a', roles: ['agent'] } });
  const first = readDestinations();
  expect(readDestinations()).toBe(first);
  expect(answers.length).toBe(2);
  useSigned.setState({ session: { token: 'u', user: 'b', roles: ['agent'] } });
  const second = readDestinations();
  expect(answers.length).toBe(4);
  for (const answer of answers.slice(0, 2)) answer(200);
  await first;
  expect(useDestinations.getState().state).toBe('unread');
  for (const answer of answers.slice(2)) answer(200);
  await second;
  expect(useDestinations.getState()).toMatchObject({ state: 'read', people: [{ id: '1' }] });
});

it('keeps what it had, and says that it is old, when it cannot be read again', async () => {
  const answers = heldAnswers();
  useSigned.setState({ session: { token: 't', user: 'a', roles: ['agent'] } });
  const first = readDestinations();
  for (const answer of answers) answer(200);
  await first;
  const { at } = useDestinations.getState();
  const second = readDestinations();
  for (const answer of answers.slice(2)) answer(503);
  await second;
  expect(useDestinations.getState()).toMatchObject({ state: 'failed', at, people: [{ id: '1' }] });
});
