// A desk as the feed tells it: snapshots, changes, what is gone, and what waits on.
import { beforeEach, expect, it } from 'vitest';

import type { AgentRow, ContactRow, EventRow } from '../api/rows.ts';
import { addEvents, clearDesk, lastEvent, takeOfFeed, useDesk, waited } from './desk.ts';

const agent = { id: '1001', state: 'ready' } as AgentRow;
const contact = { id: 7, state: 'offered', waited_ms: 5000 } as ContactRow;
const at = '2026-11-22T16:00:00.000Z';

beforeEach(clearDesk);

it('takes a snapshot, and changes on top of it', () => {
  takeOfFeed('1001', { topic: 'me', position: 4, snapshot: { at, agents: [agent] } });
  expect(useDesk.getState().agent?.state).toBe('ready');
  const reserved = { ...agent, state: 'reserved', contact: 7 };
  takeOfFeed('1001', {
    topic: 'me',
    position: 5,
    changes: { agents: [reserved], contacts: [contact] },
  });
  expect(useDesk.getState().agent?.state).toBe('reserved');
  expect(useDesk.getState().contacts.get(7)?.state).toBe('offered');
  takeOfFeed('1001', { topic: 'me', position: 6, changes: { gone: [7] } });
  expect(useDesk.getState().contacts.size).toBe(0);
});

it('forgets with a snapshot what is not in it', () => {
  takeOfFeed('1001', { topic: 'me', position: 4, snapshot: { at, contacts: [contact] } });
  takeOfFeed('1001', { topic: 'me', position: 9, snapshot: { at, agents: [agent] } });
  expect(useDesk.getState().contacts.size).toBe(0);
});

it('keeps other people’s rows out of the own state', () => {
  const other = { ...agent, id: '1002', state: 'talking' };
  takeOfFeed('1001', { topic: 'me', position: 4, snapshot: { at, agents: [other, agent] } });
  expect(useDesk.getState().agent?.id).toBe('1001');
});

it('lets a wait grow while the customer waits, and no longer', () => {
  const taken = { ...contact, takenAt: 1000 };
  expect(waited(taken, 3000)).toBe(7000);
  expect(waited({ ...taken, state: 'connected' }, 3000)).toBe(5000);
});

it('has each event once and in order, however they come', () => {
  const event = (position: number, kind: string): EventRow =>
    ({ position, at, kind, agent: '1001', contact: 7 });
  addEvents('1001', [event(9, 'contact_connected'), event(8, 'offer_made')]);
  addEvents('1001', [event(8, 'offer_made'), { ...event(10, 'offer_made'), agent: '1002' }]);
  const { events } = useDesk.getState();
  expect(events.map(({ position }) => position)).toEqual([8, 9]);
  expect(lastEvent(events, 'offer_made', 7)?.position).toBe(8);
  expect(lastEvent(events, 'offer_made', 6)).toBeUndefined();
});
