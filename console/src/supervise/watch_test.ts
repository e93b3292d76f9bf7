// A watch of people: it goes on over other teams, comes back behind a reload, and waits for the feed.
import { afterEach, beforeEach, expect, it, vi } from 'vitest';

import { useSigned } from '../api/session.ts';
import { agentRow, AT, contactRow } from '../command/floor_testing.ts';
import { usePhone } from '../phone/phone.ts';
import { usePeople } from './people.ts';
import { unwatch, useSupervising, useWatch, watch } from './watch.ts';

const phone = vi.hoisted(() => ({ start: vi.fn(), stop: vi.fn(), setMuted: vi.fn() }));
vi.mock('../phone/phone.ts', async () => {
  const { create } = await import('zustand');
  class Phone {
    engine = { back: () => undefined, told: () => undefined };
    start = phone.start;
    stop = phone.stop;
    setMuted = phone.setMuted;
  }
  return { Phone, usePhone: create(() => ({ path: 'alive', microphone: 'on', muted: false })) };
});

class FakeSocket {
  static readonly OPEN = 1;
  static last: FakeSocket;
  readyState = 1;
  sent: string[] = [];
  onopen?: () => void;
  onmessage?: (event: { data: string }) => void;
  onclose?: () => void;

  constructor() {
    FakeSocket.last = this;
  }

  send(text: string): void {
    this.sent.push(text);
  }

  close(): void {
    this.readyState = 3;
  }

  /** The server says that this topic is not for the user. */
  refuse(topic: string): void {
    this.onmessage?.({ data: JSON.stringify({ error: `There is no topic ${topic}.`, topic }) });
  }

  /** The server says who is in a team, and that c01 is beside 1001 as that. */
  people(topic: string, mode?: string, more: object = {}, person: object = {}): void {
    const supervisors = mode ? [{ user: 'c01', mode, since: AT }] : [];
    const team = topic.slice('team:'.length);
    const code = team === 'a' ? '1001' : '2001';
    const contacts = [contactRow(7, { agent: code, supervisors, ...more })];
    const snapshot = { at: AT, agents: [agentRow(code, { team, ...person })], contacts };
    this.onmessage?.({ data: JSON.stringify({ topic, position: 5, snapshot }) });
  }
}

const SESSION = { token: 't', user: 'c01', roles: ['supervisor'] };

beforeEach(() => {
  vi.clearAllMocks();
  vi.stubGlobal('WebSocket', FakeSocket);
  vi.stubGlobal('fetch', async () => new Response('{}'));
  useSigned.setState({ session: SESSION });
  usePhone.setState({ path: 'alive', microphone: 'on' });
  watch(SESSION, 'team:a');
  FakeSocket.last.onopen?.();
});

afterEach(() => {
  useSigned.setState({ session: undefined });
  vi.unstubAllGlobals();
});

const beside = () => useSupervising.getState().beside;

it('stays beside a conversation when another team is looked at, and when that is left again', () => {
  const socket = FakeSocket.last;
  socket.people('team:a', 'listen');
  unwatch();
  watch(SESSION, 'team:b');
  expect(FakeSocket.last).toBe(socket);
  expect(socket.sent.at(-1)).toBe('{"subscribe":"team:b"}');
  expect(usePeople.getState().loaded).toBe(false);
  socket.people('team:b');
  expect([...usePeople.getState().agents.keys()]).toEqual(['2001']);
  expect(beside()).toMatchObject({ agent: '1001', mode: 'listen' });
  expect(useSupervising.getState().name).toBe('Agente 1001');
  unwatch();
  watch(SESSION, 'team:a');
  expect([...usePeople.getState().agents.keys()]).toEqual(['1001']);
  expect(phone.stop).not.toHaveBeenCalled();
});

it('begins anew with another team when nobody is supervised', () => {
  const socket = FakeSocket.last;
  socket.people('team:a');
  unwatch();
  watch(SESSION, 'team:b');
  expect(FakeSocket.last).not.toBe(socket);
});

it('shows what was asked for as pending until the feed says that it is so', async () => {
  const socket = FakeSocket.last;
  socket.people('team:a');
  const asked = useWatch.getState().watch?.supervise('1001', 'whisper');
  expect(useSupervising.getState().asked).toEqual({ agent: '1001', mode: 'whisper' });
  await asked;
  expect(useSupervising.getState()).toMatchObject({ beside: undefined, asked: { mode: 'whisper' } });
  socket.people('team:a', 'whisper');
  expect(useSupervising.getState()).toMatchObject({ beside: { mode: 'whisper' }, asked: undefined });
});

it('opens a phone again where a reload found the user beside a conversation', async () => {
  usePhone.setState({ path: 'off', microphone: 'unasked' });
  phone.start.mockImplementation(async () => usePhone.setState({ microphone: 'denied' }));
  FakeSocket.last.people('team:a', 'barge');
  await vi.waitFor(() => expect(useSupervising.getState().refused).toBeDefined());
  expect(phone.start).toHaveBeenCalledOnce();
});

it('knows the contact that the user has taken over, and whose it was', () => {
  const socket = FakeSocket.last;
  socket.people('team:a', 'barge');
  socket.people('team:a', undefined, { agent: null, taken_over_by: 'c01' });
  expect(beside()).toMatchObject({ contact: 7, agent: '1001', mode: 'take_over' });
});

it('says that a team is none to see, and goes on with the conversation', () => {
  const socket = FakeSocket.last;
  socket.people('team:a', 'listen');
  unwatch();
  watch(SESSION, 'team:b');
  socket.refuse('team:b');
  expect(usePeople.getState()).toMatchObject({ refused: true, loaded: false });
  expect(FakeSocket.last).toBe(socket);
  expect(socket.readyState).toBe(FakeSocket.OPEN);
  expect(beside()).toMatchObject({ mode: 'listen' });
  socket.onclose?.();
  vi.spyOn(Math, 'random').mockReturnValue(0);
  return vi.waitFor(() => {
    expect(FakeSocket.last).not.toBe(socket);
    FakeSocket.last.onopen?.();
    expect(FakeSocket.last.sent.slice(1)).toEqual(['{"subscribe":"team:a","from":5}']);
  });
});

it('is refused as a whole where the team is the only topic', () => {
  const socket = FakeSocket.last;
  socket.refuse('team:a');
  expect(socket.readyState).toBe(3);
});

it('waits for the next command although the feed was sooner than the answer of the one before', async () => {
  vi.useFakeTimers();
  const socket = FakeSocket.last;
  socket.people('team:a', 'listen');
  let answer = (_: Response): void => undefined;
  vi.stubGlobal('fetch', () => new Promise<Response>((resolve) => { answer = resolve; }));
  const current = useWatch.getState().watch;
  const first = current?.supervise('1001', 'barge');
  await vi.advanceTimersByTimeAsync(0);
  socket.people('team:a', 'barge');
  expect(useSupervising.getState().asked).toBeUndefined();
  answer(new Response('{}'));
  await first;
  void current?.takeOver();
  await vi.advanceTimersByTimeAsync(9_000);
  expect(useSupervising.getState().asked).toEqual({ agent: '1001', mode: 'take_over' });
  vi.useRealTimers();
});

it('leaves what was asked for last alone when an earlier command is answered', async () => {
  const socket = FakeSocket.last;
  socket.people('team:a', 'listen');
  const answers: ((reply: Response) => void)[] = [];
  vi.stubGlobal('fetch', () => new Promise<Response>((resolve) => { answers.push(resolve); }));
  const current = useWatch.getState().watch;
  const first = current?.supervise('1001', 'barge');
  await vi.waitFor(() => expect(answers.length).toBe(1));
  void current?.leave();
  answers[0]?.(new Response('{"reject":"agent_busy"}', { status: 409 }));
  await first;
  expect(useSupervising.getState()).toMatchObject({ asked: { mode: 'off' }, refused: undefined });
});

it('listens to the team on the page alone when the conversation is over', async () => {
  const socket = FakeSocket.last;
  socket.people('team:a', 'listen');
  unwatch();
  watch(SESSION, 'team:b');
  socket.people('team:b');
  socket.people('team:a');
  await vi.waitFor(() => expect(FakeSocket.last).not.toBe(socket));
  FakeSocket.last.onopen?.();
  expect(FakeSocket.last.sent.slice(1)).toEqual(['{"subscribe":"team:b","from":5}']);
});

it('says why: help to who raised a hand, else routine, and what was said once stays', async () => {
  const asked: string[] = [];
  vi.stubGlobal('fetch', async (_: string, init: { body: string }) => {
    asked.push(JSON.parse(init.body).why);
    return new Response('{}', { status: 409 }); // Nothing is pending behind it.
  });
  const supervise = () => useWatch.getState().watch?.supervise('1001', 'listen');
  FakeSocket.last.people('team:a');
  await supervise();
  FakeSocket.last.people('team:a', undefined, {}, { hand_since: AT });
  await supervise();
  FakeSocket.last.people('team:a', 'whisper', {}, { hand_since: AT });
  useSupervising.setState({ beside: { ...beside()!, why: 'coaching' } });
  await supervise();
  expect(asked).toEqual(['routine', 'help', 'coaching']);
});
