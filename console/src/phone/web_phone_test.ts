// The page's phone against a browser and a server made by hand: numbers, restarts, other pages.
import { afterEach, beforeEach, expect, it, vi } from 'vitest';

import type { PhoneSaid } from './signalling.ts';
import { WebPhone } from './web_phone.ts';

type State = 'new' | 'connected' | 'disconnected' | 'failed';

class FakeConnection {
  static made: FakeConnection[] = [];
  connectionState: State = 'new';
  localDescription: { sdp: string } | null = null;
  onconnectionstatechange: (() => void) | undefined;
  isClosed = false;
  offers = 0;

  constructor() {
    FakeConnection.made.push(this);
  }
  addTransceiver() {
    return { sender: { dtmf: null } };
  }
  createOffer(options: { iceRestart?: boolean }) {
    this.offers += 1;
    return Promise.resolve({ sdp: `offer ${this.offers}${options.iceRestart ? ' restart' : ''}` });
  }
  setLocalDescription(description: { sdp: string }) {
    this.localDescription = description;
    return Promise.resolve();
  }
  setRemoteDescription() {
    return Promise.resolve();
  }
  getStats() {
    return Promise.resolve(new Map());
  }
  close() {
    this.isClosed = true;
  }
  become(state: State) {
    this.connectionState = state;
    this.onconnectionstatechange?.();
  }
}

const settled = () => vi.advanceTimersByTimeAsync(0);
let said: PhoneSaid[];
let paths: string[];
let isUp: boolean;
let phone: WebPhone;

const offers = () => said.filter((message) => 'offer' in message);
const last = () => {
  const message = offers().at(-1);
  if (!message) throw new Error('nothing was offered');
  return message;
};
const connection = () => FakeConnection.made.at(-1) as FakeConnection;
const told = (more: object) =>
  phone.told({ id: last().id, number: last().number, alive: false, gone: false, ...more });

async function connected() {
  phone.connect({} as MediaStreamTrack);
  await settled();
  told({ answer: 'answer' });
  await settled();
  connection().become('connected');
  told({ alive: true });
}

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('RTCPeerConnection', FakeConnection);
  vi.stubGlobal('MediaStream', class {});
  FakeConnection.made = [];
  said = [];
  paths = [];
  isUp = true;
  const say = (message: PhoneSaid) => {
    if (isUp) said.push(message);
    return isUp;
  };
  phone = new WebPhone({ say }, {
    path: (path) => paths.push(path),
    loss: () => undefined,
    sound: () => undefined,
  });
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

it('is alive when voice and browser both say so', async () => {
  await connected();
  expect(last()).toMatchObject({ number: 1, offer: 'offer 1' });
  expect(paths).toEqual(['connecting', 'alive']);
});

it('says the same offer again behind a reconnection of the socket', async () => {
  await connected();
  phone.back();
  expect(offers()).toHaveLength(2);
  expect(offers()[1]).toEqual(offers()[0]);
  expect(paths.at(-1)).toBe('alive');
});

it('takes an answer that is repeated for what it is', async () => {
  await connected();
  const { id } = last();
  phone.back();
  told({ answer: 'answer', alive: true });
  await settled();
  expect(last().id).toBe(id);
  expect(paths.at(-1)).toBe('alive');
});

it('offers once the socket is there, when it was not', async () => {
  isUp = false;
  phone.connect({} as MediaStreamTrack);
  await settled();
  isUp = true;
  phone.back();
  expect(last().number).toBe(1);
});

it('restarts ICE under the next number when the path is cut', async () => {
  await connected();
  connection().become('disconnected');
  await vi.advanceTimersByTimeAsync(1_600);
  expect(last()).toMatchObject({ number: 2, offer: 'offer 2 restart' });
  expect(paths.at(-1)).toBe('lost');
  told({ answer: 'answer', alive: true });
  await settled();
  connection().become('connected');
  expect(paths.at(-1)).toBe('alive');
});

it('restarts at once when voice says that the path is dead', async () => {
  await connected();
  await vi.advanceTimersByTimeAsync(2_000);
  told({ alive: false });
  await settled();
  expect(last().number).toBe(2);
});

it('makes another connection when restarts do not help', async () => {
  await connected();
  const id = last().id;
  connection().become('failed');
  await vi.advanceTimersByTimeAsync(40_000);
  expect(last().id).not.toBe(id);
  expect(last().number).toBeGreaterThan(0);
  expect(FakeConnection.made[0]?.isClosed).toBe(true);
});

it('begins anew when voice has forgotten it', async () => {
  await connected();
  const id = last().id;
  phone.back();
  told({ answer: 'a=ice-ufrag:another', alive: false });
  await settled();
  expect(last().id).not.toBe(id);
});

it('leaves the phone to another page, and brings it back when asked', async () => {
  await connected();
  told({ gone: true, elsewhere: true, why: 'the phone is in another page now' });
  await vi.advanceTimersByTimeAsync(60_000);
  expect(paths.at(-1)).toBe('elsewhere');
  expect(FakeConnection.made).toHaveLength(1);
  phone.connect({} as MediaStreamTrack);
  await settled();
  expect(FakeConnection.made).toHaveLength(2);
});

it('says so when the server refuses it, and goes on trying', async () => {
  phone.connect({} as MediaStreamTrack);
  await settled();
  told({ gone: true, why: 'no voice process is there' });
  expect(paths.at(-1)).toBe('refused');
  await vi.advanceTimersByTimeAsync(1_000);
  told({ answer: 'answer' });
  await settled();
  connection().become('connected');
  told({ alive: true });
  expect(paths).toEqual(['connecting', 'refused', 'alive']);
});

it('closes at voice when it is closed', async () => {
  await connected();
  const { id } = last();
  phone.close();
  expect(said.at(-1)).toEqual({ id, close: true });
  expect(connection().isClosed).toBe(true);
});

it('says every 3 s that the page runs, for as long as it has a phone', async () => {
  await connected();
  const { id } = last();
  expect(last().here).toBe(true);
  const here = () => said.filter((message) => !('offer' in message) && 'here' in message);
  await vi.advanceTimersByTimeAsync(9_000);
  expect(here()).toEqual(Array(3).fill({ id, here: true }));
  phone.close();
  await vi.advanceTimersByTimeAsync(9_000);
  expect(here()).toHaveLength(3);
});

it('asks again when a cut socket may have swallowed that it is alive', async () => {
  phone.connect({} as MediaStreamTrack);
  await settled();
  told({ answer: 'answer' });
  await settled();
  connection().become('connected');
  phone.back();
  await vi.advanceTimersByTimeAsync(3_100);
  expect(last().number).toBe(2);
});
