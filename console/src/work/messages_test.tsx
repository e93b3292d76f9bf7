// Messages from the centre: each is said once, the urgent ones at once, and nobody else hears of them.
import { act, cleanup, render } from '@testing-library/react';
import { afterEach, beforeEach, expect, it } from 'vitest';

import type { Message } from '../api/rows.ts';
import { useSigned } from '../api/session.ts';
import { AT } from '../command/floor_testing.ts';
import { useDesk } from '../live/desk.ts';
import { prefer } from '../look/preferences.ts';
import { useSaid } from '../shell/announcer.ts';
import type { Actions } from './actions.ts';
import { Messages } from './messages.tsx';

const sent = (message: number, text: string, more: Partial<Message> = {}): Message =>
  ({ message, at: AT, by: 'c01', by_name: 'Rocío', text, priority: 'normal', ...more }) as Message;

const said = () => ({
  polite: useSaid.getState().polite.map(({ text }) => text),
  assertive: useSaid.getState().assertive.map(({ text }) => text),
});

beforeEach(() => {
  prefer({ language: 'en' });
  useSaid.setState({ polite: [], assertive: [] });
  useSigned.setState({ session: { token: 't', user: '1001', roles: ['agent'] } });
});

afterEach(() => {
  cleanup();
  useSigned.setState({ session: undefined });
});

it('says all of them, the urgent ones at once', () => {
  useDesk.setState({
    messages: [
      sent(1, 'Slow day.'),
      sent(2, 'Fire drill.', { priority: 'urgent' }),
      sent(3, 'Lunch now.', { reason_for: 'break' }),
      sent(4, 'Doors closed.', { priority: 'urgent' }),
    ],
  });
  render(<Messages actions={{} as Actions} />);
  expect(said()).toEqual({
    polite: ['Rocío: Slow day.', 'Rocío changed your state to Break: Lunch now.'],
    assertive: ['Urgent. Rocío: Fire drill.', 'Urgent. Rocío: Doors closed.'],
  });
});

it('says none again on another page, and all to another user', () => {
  useDesk.setState({ messages: [sent(1, 'Slow day.')] });
  render(<Messages actions={{} as Actions} />);
  cleanup();
  render(<Messages actions={{} as Actions} />);
  expect(said().polite.length).toBe(1);
  act(() => useSigned.setState({ session: { token: 't', user: '1002', roles: ['agent'] } }));
  cleanup();
  render(<Messages actions={{} as Actions} />);
  expect(said().polite.length).toBe(2);
});
