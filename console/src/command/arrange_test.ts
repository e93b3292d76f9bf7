// Which rows a view shows, and in which order.
import { expect, it } from 'vitest';

import { ATTENTIONS } from '../live/attention.ts';
import { arrange, plain, Ranks } from './arrange.ts';
import { FloorTable } from './floor_table.ts';
import { agentRow, contactRow, minutesAgo, NOW } from './floor_testing.ts';
import { type CommandSearch, searchOf, viewOf } from './view.ts';

const table = new FloorTable();
table.takeSnapshot(
  {
    agents: [
      agentRow('1010', { name: 'Zoé', state: 'ready', since: minutesAgo(3) }),
      agentRow('999', { name: 'Ángel', state: 'missed', team: 'equipo-10', site: 'merida' }),
      agentRow('1002', { name: 'Luis', state: 'talking', contact: 5, since: minutesAgo(1) }),
      agentRow('1003', { name: 'Ana', state: 'talking', contact: 4, since: minutesAgo(20) }),
      agentRow('1004', {
        name: 'Eva', state: 'break', break_kind: 'rest', since: minutesAgo(16), team: 'equipo-2',
      }),
      agentRow('1005', {
        name: 'Sol', state: 'break', break_kind: 'personal', since: minutesAgo(60), team: null,
      }),
      agentRow('1006', {
        name: 'Iris', state: 'offline', since: minutesAgo(600), site: 'merida',
      }),
      agentRow('1007', {
        name: 'Hugo', state: 'talking', contact: 6, hand_since: minutesAgo(1),
      }),
    ],
    contacts: [
      contactRow(4, { agent: '1003' }),
      contactRow(5, { agent: '1002', queue: 'ventas' }),
      contactRow(6, { agent: '1007' }),
    ],
  },
  NOW,
);
const ranks = new Ranks(table.columns, table.teams.list);

function ids(search: CommandSearch): string[] {
  const { order } = arrange(table, ranks, viewOf(search), NOW);
  return [...order].map((row) => table.columns.people.ids[row] ?? '');
}

it('has who needs help first, who is longest in the state next, and who is gone last', () => {
  expect(ids({})).toEqual(['1007', '999', '1003', '1004', '1005', '1010', '1002', '1006']);
});

it('counts states, and who needs help; a personal break is none of that', () => {
  const { counts, help } = arrange(table, ranks, viewOf({ text: 'nobody' }), NOW);
  expect(counts[table.states.find('talking')]).toBe(3);
  expect(counts[table.states.find('break')]).toBe(2);
  expect(help).toBe(4);
});

it('sums who is at work by site, and who needs what since when', () => {
  const { sites, needs } = arrange(table, ranks, viewOf({}), NOW);
  expect(sites[table.sites.find('merida')]).toEqual({ present: 1, unreachable: 0 });
  expect(needs[ATTENTIONS.indexOf('hand')]).toEqual({ count: 1, since: NOW - 60_000 });
  expect(needs[ATTENTIONS.indexOf('long_hold')]).toEqual({ count: 0, since: 0 });
});

it('sorts by each column, and the other way round', () => {
  expect(ids({ sort: 'id' })[0]).toBe('999'); // As numbers.
  expect(ids({ sort: 'name' }).slice(0, 3)).toEqual(['1003', '999', '1004']);
  expect(ids({ sort: 'name', reverse: true })[0]).toBe('1010');
  expect(ids({ sort: 'time' })[0]).toBe('1006');
  expect(ids({ sort: 'team' }).slice(-3)).toEqual(['1004', '999', '1005']);
  expect(ids({ sort: 'site' }).slice(0, 2)).toEqual(['999', '1006']);
  expect(ids({ sort: 'queue' }).slice(0, 3)).toEqual(['1003', '1007', '1002']);
  expect(ids({ sort: 'contact' }).slice(0, 3)).toEqual(['1003', '1002', '1007']);
});

it('filters by states, help, queue, team and text, all at once', () => {
  expect(ids({ states: 'missed,offline' })).toEqual(['999', '1006']);
  expect(ids({ help: true })).toEqual(['1007', '999', '1003', '1004']);
  expect(ids({ queue: 'soporte' })).toEqual(['1007', '1003']);
  expect(ids({ site: 'merida' })).toEqual(['999', '1006']);
  expect(ids({ queue: 'nowhere' })).toEqual([]);
  expect(ids({ team: 'equipo-2' })).toEqual(['1004']);
  expect(ids({ text: 'ANGEL 10' })).toEqual(['999']);
  expect(ids({ states: 'talking', queue: 'ventas' })).toEqual(['1002']);
  expect(ids({ states: 'a_newer_one' })).toEqual([]);
});

it('compares texts without case and accents', () => {
  expect(plain('ÁNGEL Núñez')).toBe('angel nunez');
});

it('takes from an address what it knows, and leaves out what is as usual', () => {
  expect(searchOf({ sort: 'time', reverse: 'true', agent: 1001, other: 1 })).toEqual({
    sort: 'time', reverse: true, agent: '1001',
  });
  expect(searchOf({ sort: 'attention', states: '', wall: false, text: {} })).toEqual({});
});
