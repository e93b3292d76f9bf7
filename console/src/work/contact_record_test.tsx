// The record of the contact at hand: the last answer counts, a failure is said and mended, one tab is opened.
import { act, cleanup, renderHook } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';

import { useSigned } from '../api/session.ts';
import { agentRow, AT, contactRow } from '../command/floor_testing.ts';
import { useConnection } from '../live/connection.ts';
import { addEvents, clearDesk, takeOfFeed } from '../live/desk.ts';
import { type Shift, useAsked } from '../live/shift.ts';
import { prefer } from '../look/preferences.ts';
import { usePhone } from '../phone/phone.ts';
import { Actions } from './actions.ts';
import { readRecord, useRecord } from './contact_record.ts';

const ADDRESS = 'https://crm.example/7';
const ask = vi.fn(async () => true);
const shift = { user: '1001', ask } as unknown as Shift;
let answers: ((status: number, body?: object) => Promise<void>)[];

beforeEach(() => {
  vi.clearAllMocks();
  answers = [];
  vi.stubGlobal('fetch', () => new Promise<Response>((resolve) => {
    answers.push(async (status, body = {}) => {
      await act(async () => resolve(new Response(JSON.stringify(body), { status })));
    });
  }));
  vi.stubGlobal('open', vi.fn());
  useSigned.setState({ session: { token: 't', user: '1001', roles: ['agent'] } });
  prefer({ opensRecord: true });
  clearDesk();
  const agents = [agentRow('1001', { state: 'reserved', contact: 7 })];
  const contacts = [contactRow(7, { state: 'offered' })];
  takeOfFeed('1001', { topic: 'me', position: 1, snapshot: { at: AT, agents, contacts } });
  useConnection.setState({ live: true });
  usePhone.setState({ path: 'alive' });
  useAsked.setState({ pending: undefined });
});

afterEach(() => {
  cleanup();
  useSigned.setState({ session: undefined });
  vi.unstubAllGlobals();
});

const note = (text: string) => ({ at: AT, by: '1001', text });

it('reads again what failed once there is a connection again', async () => {
  const { result } = renderHook(() => useRecord(7));
  await answers[0]?.(503);
  expect(result.current.state).toBe('failed');
  act(() => useConnection.setState({ live: false }));
  act(() => useConnection.setState({ live: true }));
  await answers[1]?.(200, { notes: [note('a')] });
  expect(result.current).toMatchObject({ state: 'read', notes: [{ text: 'a' }] });
});

it('takes no older answer behind a newer one, and none behind another user', async () => {
  const { result } = renderHook(() => useRecord(7));
  act(() => void readRecord(7));
  await answers[1]?.(200, { notes: [note('a'), note('b')] });
  await answers[0]?.(200, { notes: [note('a')] });
  expect(result.current.notes.length).toBe(2);
  act(() => void readRecord(7));
  act(() => useSigned.setState({ session: { token: 't', user: '1002', roles: ['agent'] } }));
  await answers[2]?.(200, { notes: [note('a')] });
  expect(result.current.notes).toEqual([]);
});

async function offered(): Promise<Actions> {
  renderHook(() => useRecord(7));
  await answers[0]?.(200, { screen_pop: ADDRESS });
  return new Actions(shift);
}

it('opens the customer’s record with the answer, once', async () => {
  const actions = await offered();
  await actions.accept();
  await actions.accept();
  expect(open).toHaveBeenCalledOnce();
  expect(open).toHaveBeenCalledWith(ADDRESS, '_blank', 'noopener');
});

it('opens none where the offer cannot be accepted', async () => {
  const actions = await offered();
  usePhone.setState({ path: 'lost' });
  await actions.accept();
  usePhone.setState({ path: 'alive' });
  useConnection.setState({ live: false });
  await actions.accept();
  useConnection.setState({ live: true });
  useAsked.setState({ pending: 'accept_offer' });
  await actions.accept();
  useAsked.setState({ pending: undefined });
  const event = (position: number, kind: string) =>
    ({ position, at: AT, kind, agent: '1001', contact: 7 });
  addEvents('1001', [event(8, 'offer_made'), event(9, 'offer_answering')]);
  await actions.accept();
  prefer({ opensRecord: false });
  expect(open).not.toHaveBeenCalled();
});
