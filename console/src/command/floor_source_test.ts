// The Worker's floor: the page is told each change once, an order that stays while it is held.
import { expect, it } from 'vitest';

import type { Changes } from '../api/rows.ts';
import { Columns, NOBODY } from './columns.ts';
import type { ToPage } from './floor_messages.ts';
import { FloorSource } from './floor_source.ts';
import { agentRow, AT, contactRow, minutesAgo, NOW, queueRow } from './floor_testing.ts';
import { viewOf } from './view.ts';

function floor(snapshot: Changes) {
  const told: ToPage[] = [];
  const source = new FloorSource((message) => told.push(message), () => NOW - 5000);
  source.take({ topic: 'board', position: 1, snapshot: { at: AT, ...snapshot } });
  const last = <Tell extends ToPage['tell']>(tell: Tell) =>
    told.findLast((message) => message.tell === tell) as Extract<ToPage, { tell: Tell }> | undefined;
  const change = (changes: Changes) => {
    told.length = 0;
    source.take({ topic: 'board', position: 2, changes });
    source.tellChanges();
    source.tellOrder();
  };
  const page = new Columns(last('people')?.people ?? NOBODY);
  page.take(last('people')?.packed ?? new Float64Array());
  const ids = () => [...(last('order')?.order ?? [])].map((row) => page.people.ids[row]);
  return { source, told, last, change, page, ids };
}

it('gives the page the same columns, and the server’s clock', () => {
  const { page, last } = floor({
    agents: [
      agentRow('1001', { state: 'talking', contact: 7, since: minutesAgo(1) }),
      agentRow('1002', { state: 'break', break_kind: 'meal', team: null }),
    ],
    contacts: [contactRow(7, { agent: '1001' })],
  });
  const { names } = last('people')!;
  expect(names.states[page.state[0]!]).toBe('talking');
  expect(names.queues[page.queue[0]!]).toBe('soporte');
  expect(page.since[0]).toBe(NOW - 60_000);
  expect(names.kinds[page.kind[1]!]).toBe('meal');
  expect(names.teams[page.people.teams[1]!]).toBe('');
  expect(last('clock')?.offset).toBe(5000);
});

it('tells a change once, with a name that is new', () => {
  const { page, last, change, source, told } = floor({ agents: [agentRow('1001')] });
  const reserved = agentRow('1001', { state: 'reserved', contact: 9 });
  change({ contacts: [contactRow(9, { queue: 'ventas', agent: '1001' })], agents: [reserved] });
  const { packed, names } = last('changes')!;
  page.take(packed);
  expect(names?.queues[page.queue[0]!]).toBe('ventas');
  expect(page.contact[0]).toBe(9);
  expect(page.version[0]).toBe(2);
  told.length = 0;
  source.tellChanges();
  expect(told).toEqual([]);
});

it('knows a contact’s queue also when it is told behind the agent', () => {
  const { page, last, change } = floor({ agents: [agentRow('1001', { contact: 9 })] });
  change({ contacts: [contactRow(9, { queue: 'ventas', agent: '1001' })] });
  page.take(last('changes')!.packed);
  expect(page.queue[0]).toBeGreaterThan(0);
});

it('keeps places while they are held, and says that rows would move', () => {
  const { source, last, change, ids } = floor({ agents: [agentRow('1001'), agentRow('1002')] });
  expect(ids()).toEqual(['1001', '1002']);
  source.asked({ tell: 'hold', held: true });
  change({ agents: [agentRow('1002', { state: 'missed' })] });
  expect(last('order')).toBeUndefined();
  expect(last('summary')).toMatchObject({ moved: 2, help: 1 });
  source.asked({ tell: 'hold', held: false });
  expect(ids()).toEqual(['1002', '1001']);
  expect(last('summary')?.moved).toBe(0);
});

it('arranges at once when the view is another, held or not', () => {
  const { source, ids } = floor({ agents: [agentRow('1001'), agentRow('1002')] });
  source.asked({ tell: 'hold', held: true });
  source.asked({ tell: 'view', view: viewOf({ text: '1002' }) });
  expect(ids()).toEqual(['1002']);
});

it('gives everything anew when there is somebody more', () => {
  const { last, change } = floor({ agents: [agentRow('1001')] });
  change({ agents: [agentRow('1002')] });
  expect(last('people')?.people.ids).toEqual(['1001', '1002']);
});

it('tells queues when they are others, not each second', () => {
  const { source, told, last, change } = floor({ queues: [queueRow('soporte')] });
  change({ queues: [queueRow('soporte', { waiting: 2 })] });
  expect(last('queues')?.queues[0]).toMatchObject({ waiting: 2, takenAt: NOW });
  told.length = 0;
  source.tellOrder();
  expect(told).toEqual([]);
});
