// A team: who comes first, whose conversation one is beside, and the states of a day.
import { expect, it } from 'vitest';

import type { EventRow } from '../api/rows.ts';
import { agentRow, AT, contactRow, minutesAgo, NOW } from '../command/floor_testing.ts';
import { besideOf, NOBODY, peopleAfter } from '../supervise/people.ts';
import { byHelp } from './order.ts';
import { DROPPED, joined, type Read, readStates } from './states_today.tsx';
import { teamsOf } from './teams_list.tsx';

it('has raised hands first, in the order they were raised, and who is gone last', () => {
  const ids = byHelp(
    [
      agentRow('1', { state: 'offline', since: minutesAgo(900) }),
      agentRow('2', { state: 'ready', since: minutesAgo(2) }),
      agentRow('3', { state: 'talking', hand_since: minutesAgo(1) }),
      agentRow('4', { state: 'talking', hand_since: minutesAgo(5) }),
      agentRow('5', { state: 'unreachable' }),
      agentRow('6', { state: 'ready', since: minutesAgo(9) }),
    ],
    NOW,
  ).map(({ id }) => id);
  expect(ids).toEqual(['4', '3', '5', '6', '2', '1']);
});

it('knows whose conversation a user is beside, until it is gone', () => {
  const supervisors = [
    { user: 'c02', mode: 'barge', since: AT },
    { user: 'c01', name: 'Rocío', mode: 'whisper', since: AT },
  ];
  const people = peopleAfter(NOBODY, { contacts: [contactRow(7, { agent: '3', supervisors })] });
  expect(besideOf(people.contacts.values(), 'c01')).toEqual({
    contact: 7, agent: '3', mode: 'whisper', since: AT,
  });
  expect(besideOf(people.contacts.values(), 's01')).toBeUndefined();
  const after = peopleAfter(people, { gone: [7] });
  expect(besideOf(after.contacts.values(), 'c01')).toBeUndefined();
});

it('lists teams with how many are in each', () => {
  const agents = [
    agentRow('1', { team: 'equipo-10' }), agentRow('2', { team: 'equipo-9' }),
    agentRow('3', { team: 'equipo-9' }), agentRow('4', { team: null }),
  ];
  expect(teamsOf({ agents })).toEqual([
    { id: 'equipo-9', agents: 2 }, { id: 'equipo-10', agents: 1 },
  ]);
});

const change = (position: number, agent = '1001', at = AT): EventRow =>
  ({ position, at, kind: 'agent_state_changed', agent, to: 'ready' });

it('reads the log back, page by page, until midnight', async () => {
  const asked: number[] = [];
  const log = [change(100, '1001', minutesAgo(900)), change(1200), change(1300, '1002'), change(2400)];
  const page = (after: number, limit: number) => {
    asked.push(after);
    const rows = log.filter(({ position }) => position > after && position <= after + limit);
    return Promise.resolve({ rows });
  };
  const read = await readStates('1001', 2500, NOW - 600 * 60_000, page);
  expect(asked).toEqual([1500, 500, 0]);
  expect(read.changes.map(({ position }) => position)).toEqual([1200, 2400]);
  expect(read).toMatchObject({ state: 'read', from: undefined });
});

it('says from when on it read where the log is too long, or dropped by age', async () => {
  const page = (after: number) => Promise.resolve({ rows: [change(after + 1)] });
  expect(await readStates('1001', 1_000_000, 0, page)).toMatchObject({
    from: NOW,
    unread: 990_000,
  });
  const dropped = (after: number) =>
    Promise.resolve(after < 5000 ? DROPPED as typeof DROPPED : { rows: [change(after + 1)] });
  expect(await readStates('1001', 6500, 0, dropped)).toMatchObject({
    state: 'read',
    from: NOW,
    unread: 0,
  });
  const failed = await readStates('1001', 6500, 0, () => Promise.resolve(undefined));
  expect(failed.state).toBe('failed');
});

it('keeps the way further back where a later page could not be read', async () => {
  const page = (after: number) =>
    Promise.resolve(after < 5000 ? undefined : { rows: [change(after + 1)] });
  expect(await readStates('1001', 6500, 0, page)).toMatchObject({
    state: 'read', from: NOW, unread: 5500, isCut: true,
  });
});

it('reads no more than what is new, unless there is a gap', async () => {
  const asked: number[] = [];
  const page = (after: number) => {
    asked.push(after);
    return Promise.resolve({ rows: [change(after + 1)] });
  };
  const known: Read = { changes: [change(900)], state: 'read', from: NOW, unread: 500 };
  const newer = await readStates('1001', 2200, 0, page, 1000);
  expect(asked).toEqual([1200, 1000]);
  const both = joined(known, newer, 1000);
  expect(both.changes.map(({ position }) => position)).toEqual([900, 1001, 1201]);
  expect(both).toMatchObject({ from: NOW, unread: 500 });
  const far = await readStates('1001', 50_000, 0, page, 1000);
  expect(joined(known, far, 1000)).toBe(far);
});
