// What a coordinator asks for others: in whose words it is refused, what cannot be asked, who got a message.
import { afterEach, beforeEach, expect, it, vi } from 'vitest';

import { useSigned } from '../api/session.ts';
import { agentRow } from '../command/floor_testing.ts';
import { prefer } from '../look/preferences.ts';
import { wordNow } from '../words/words.ts';
import { askFor, forgetSaid, refusalOf, useTeamAsked } from './ask.ts';
import { whyNotForced } from './force_form.tsx';
import { receiversOf } from './message_form.tsx';

const ASK = { about: '1001', name: 'Ana', command: 'lower_hand', body: { agent: '1001' } };

function answer(status: number, body: object): void {
  vi.stubGlobal('fetch', vi.fn(async () => new Response(JSON.stringify(body), { status })));
}

beforeEach(() => {
  prefer({ language: 'en' });
  useSigned.setState({ session: { token: 't', user: 'c01', roles: ['coordinator'] } });
  useTeamAsked.setState({}, true);
});

afterEach(() => vi.unstubAllGlobals());

it('refuses in words about the other person, not about the one who asks', () => {
  const refused = { status: 409, body: { reject: 'agent_offline' } };
  expect(refusalOf(refused, 'Ana')).toBe('Ana is not on shift.');
  expect(refusalOf({ status: 403, body: {} }, 'Ana')).toBe(wordNow('refused_role'));
  expect(refusalOf({ status: 409, body: { reject: 'hand_not_raised' } }, 'Ana'))
    .toBe(wordNow('reject.hand_not_raised'));
});

it('asks once when pressed twice, and keeps why it was refused', async () => {
  answer(409, { reject: 'hand_not_raised' });
  const first = askFor(ASK);
  expect(useTeamAsked.getState()['1001']).toEqual({ pending: 'lower_hand' });
  expect(await askFor(ASK)).toBe(false);
  expect(await first).toBe(false);
  expect(fetch).toHaveBeenCalledOnce();
  expect(useTeamAsked.getState()['1001']?.refused).toBe(wordNow('reject.hand_not_raised'));
});

it('forgets the refusal with the next one that is done, and is signed out by the server', async () => {
  useTeamAsked.setState({ 1001: { refused: 'no' } });
  answer(200, { events: [] });
  expect(await askFor({ ...ASK, done: () => 'done' })).toBe(true);
  expect(useTeamAsked.getState()['1001']).toEqual({ done: 'done' });
  answer(401, {});
  expect(await askFor(ASK)).toBe(false);
  expect(useSigned.getState().session).toBeUndefined();
});

it('lets the next session ask, although the one before had no answer yet, and tells it nothing', async () => {
  const answers: ((reply: Response) => void)[] = [];
  vi.stubGlobal('fetch', () => new Promise<Response>((resolve) => { answers.push(resolve); }));
  const before = askFor(ASK);
  useTeamAsked.setState({ 1002: { done: 'sent to 3' } });
  useSigned.setState({ session: undefined });
  useSigned.setState({ session: { token: 'u', user: 'c01', roles: ['coordinator'] } });
  expect(useTeamAsked.getState()).toEqual({});
  const now = askFor(ASK);
  answers[0]?.(new Response('{"reject":"hand_not_raised"}', { status: 409 }));
  expect(await before).toBe(false);
  expect(useTeamAsked.getState()['1001']).toEqual({ pending: 'lower_hand' });
  answers[1]?.(new Response('{}'));
  expect(await now).toBe(true);
});

it('forgets what came of it when nobody looks any more, but not what waits', () => {
  useTeamAsked.setState({ 1001: { refused: 'no' }, 1002: { pending: 'send_message' } });
  forgetSaid();
  expect(useTeamAsked.getState()).toEqual({ 1002: { pending: 'send_message' } });
});

it('counts who got a message', () => {
  const events = [{ kind: 'message_sent' }, { kind: 'hand_lowered' }, { kind: 'message_sent' }];
  expect(receiversOf({ status: 200, body: { events } })).toBe(2);
  expect(receiversOf({ status: 200, body: {} })).toBe(0);
});

it('offers no other state where only the agent, the contact or the shift decides', () => {
  const why = (more: object) => whyNotForced(agentRow('1', more), wordNow);
  expect(why({ state: 'break', break_kind: 'personal' })).toBe(wordNow('force_personal'));
  expect(why({ state: 'talking', contact: 7 })).toBe(wordNow('force_in_contact'));
  expect(why({ state: 'offline' })).toBe(wordNow('force_offline'));
  expect(why({ state: 'break', break_kind: 'meal' })).toBeUndefined();
  expect(why({ state: 'ready' })).toBeUndefined();
});
