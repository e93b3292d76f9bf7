// Notes at the desk: sent once, kept when refused, said when they went by themselves, in nobody's way.
import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';

import type { AgentRow } from '../api/rows.ts';
import { useSigned } from '../api/session.ts';
import { agentRow, AT } from '../command/floor_testing.ts';
import { useConnection } from '../live/connection.ts';
import { takeOfFeed } from '../live/desk.ts';
import { Shift } from '../live/shift.ts';
import { prefer } from '../look/preferences.ts';
import { useSaid } from '../shell/announcer.ts';
import { Actions } from './actions.ts';
import { draftOf, keepDraft, useDrafts } from './drafts.ts';
import { LeftNotes } from './left_notes.tsx';
import { mayNotLeave } from './may_not_leave.ts';
import { Notes } from './notes.tsx';

const SESSION = { token: 't', user: '1001', roles: ['agent'] };
const asked: string[] = [];
let answers: Record<string, () => Promise<Response>>;
let shift: Shift;
let actions: Actions;

class NoSocket {
  close(): void {}
}

const reply = (status: number, body: object = {}) => async () =>
  new Response(JSON.stringify(body), { status });

function at(contact: number | null): AgentRow {
  const agent = agentRow('1001', { state: contact === null ? 'ready' : 'wrap_up', contact });
  takeOfFeed('1001', { topic: 'me', position: 1, snapshot: { at: AT, agents: [agent] } });
  return agent;
}

beforeEach(() => {
  asked.length = 0;
  answers = {};
  sessionStorage.clear();
  useDrafts.setState({}, true);
  prefer({ language: 'en' });
  vi.stubGlobal('WebSocket', NoSocket);
  vi.stubGlobal('fetch', async (path: string, { body }: { body?: string }) => {
    const name = path.split('/').at(-1) ?? '';
    if (path.includes('/commands/')) asked.push(`${name} ${JSON.parse(body ?? '{}').text ?? ''}`);
    return (answers[name] ?? reply(200))();
  });
  useSigned.setState({ session: SESSION });
  shift = new Shift(SESSION);
  actions = new Actions(shift);
  useConnection.setState({ live: true });
});

afterEach(() => {
  cleanup();
  shift.stop();
  useSigned.setState({ session: undefined });
  vi.unstubAllGlobals();
});

const show = (agent: AgentRow) => render(<Notes agent={agent} contact={7} actions={actions} />);
const field = () => screen.getByRole<HTMLTextAreaElement>('textbox');

it('sends a note once, however often it is asked for while another command is under way', async () => {
  at(7);
  keepDraft('1001', 7, 'call on Monday');
  let done = (_: Response): void => undefined;
  answers['dispose'] = () => new Promise((resolve) => { done = resolve; });
  const outcome = actions.dispose('d1');
  await vi.waitFor(() => expect(asked.length).toBe(1));
  const all = [actions.finish(), actions.finish(), actions.saveNote(7)];
  done(new Response('{}'));
  expect(await Promise.all(all)).toEqual([true, true, true]);
  await outcome;
  expect(asked).toEqual(['dispose ', 'add_note call on Monday', 'finish_wrap_up ']);
});

it('is empty behind F4 although the wrap-up goes on, and is not sent again', async () => {
  const agent = at(7);
  keepDraft('1001', 7, 'first');
  answers['finish_wrap_up'] = reply(409, { reject: 'contact_not_in_wrap_up' });
  show(agent);
  expect(field().value).toBe('first');
  await act(async () => void await actions.finish());
  expect(field().value).toBe('');
  fireEvent.change(field(), { target: { value: 'second' } });
  await act(async () => void await actions.finish());
  expect(asked.filter((each) => each.startsWith('add_note'))).toEqual([
    'add_note first', 'add_note second',
  ]);
});

it('says why a note is not taken, and lets the agent finish without it', async () => {
  const agent = at(7);
  keepDraft('1001', 7, 'one too many');
  answers['add_note'] = reply(409, { reject: 'notes_full' });
  show(agent);
  await act(async () => expect(await actions.finish()).toBe(false));
  expect(screen.getByRole('alert').textContent).toContain('takes no more notes');
  expect(await actions.finish()).toBe(true);
  expect(asked).toEqual(['add_note one too many', 'finish_wrap_up ']);
  expect(draftOf('1001', 7).text).toBe('one too many');
});

it('keeps a note that nobody could take, without a word of why, for the next try', async () => {
  at(7);
  keepDraft('1001', 7, 'x');
  answers['add_note'] = reply(503);
  expect(await actions.finish()).toBe(false);
  answers = {};
  expect(await actions.finish()).toBe(true);
  expect(asked).toEqual(['add_note x', 'add_note x', 'finish_wrap_up ']);
});

it('says that a half-written note was saved when its contact went on', async () => {
  keepDraft('1001', 7, 'she said tha');
  const agent = at(null);
  render(<LeftNotes agent={agent} />);
  await act(async () => actions.sendLeftNotes());
  expect(asked).toEqual(['add_note she said tha']);
  expect(useSaid.getState().polite.at(-1)?.text).toContain('contact 7 was saved as it stood');
  expect(screen.getByText('she said tha')).toBeTruthy();
  fireEvent.click(screen.getByRole('button', { name: 'Close' }));
  expect(screen.queryByText('she said tha')).toBeNull();
});

it('tries a left note that is refused once, shows it, and lets it be discarded', async () => {
  keepDraft('1001', 7, 'lost');
  const agent = at(null);
  answers['add_note'] = reply(404);
  render(<LeftNotes agent={agent} />);
  await act(async () => actions.sendLeftNotes());
  await act(async () => actions.sendLeftNotes());
  expect(asked).toEqual(['add_note lost']);
  expect(screen.getByText('lost')).toBeTruthy();
  expect(mayNotLeave(agent, useDrafts.getState())).toBe('sign_out_unsent');
  fireEvent.click(screen.getByRole('button', { name: 'Discard the text' }));
  expect(screen.queryByText('lost')).toBeNull();
  expect(mayNotLeave(agent, useDrafts.getState())).toBeUndefined();
});
