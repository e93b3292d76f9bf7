// What a digit means at the desk: an outcome, a letter of a search, or a tone; never two of them.
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { createRoot } from 'react-dom/client';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';

import { agentRow, AT, contactRow } from '../command/floor_testing.ts';
import { useConnection } from '../live/connection.ts';
import { takeOfFeed, useDesk } from '../live/desk.ts';
import { prefer } from '../look/preferences.ts';
import type { Actions } from './actions.ts';
import { DispositionList } from './disposition_list.tsx';
import { useDispositions } from './dispositions.ts';
import { Keypad } from './keypad.tsx';
import { open } from './opened.ts';

const dispose = vi.fn();
const sendDigit = vi.fn(() => true);
const actions = { dispose } as unknown as Actions;
const NAMES = ['Sold', 'Call back', 'Route 66', 'No answer', 'Wrong number', 'Complaint'];
const rows = NAMES.map((en, i) => (
  { id: `d${i + 1}`, name: { es: en, en }, kind: 'neutral', campaigns: [], retired: false }
));

beforeEach(() => {
  vi.clearAllMocks();
  vi.stubGlobal('fetch', async () => new Response(JSON.stringify({ rows })));
  prefer({ language: 'en', singleKeys: true });
  useConnection.setState({ live: true });
  useDispositions.setState({ rows, state: 'read' });
  const agents = [agentRow('1001', { state: 'talking', contact: 7 })];
  const contacts = [contactRow(7, { agent: '1001' })];
  takeOfFeed('1001', { topic: 'me', position: 1, snapshot: { at: AT, agents, contacts } });
  const { agent } = useDesk.getState();
  if (agent) render(<DispositionList agent={agent} actions={actions} />);
});

afterEach(() => {
  cleanup();
  open(undefined);
  vi.unstubAllGlobals();
});

const search = () => screen.getByRole('searchbox');

it('is an outcome wherever nothing else takes it', () => {
  fireEvent.keyDown(document.body, { key: '2' });
  expect(dispose.mock.calls).toEqual([['d2']]);
});

it('is text in the search, with and without single keys', () => {
  for (const singleKeys of [true, false]) {
    prefer({ singleKeys });
    fireEvent.keyDown(search(), { key: '6' });
  }
  expect(dispose).not.toHaveBeenCalled();
});

it('takes the first that was found by Enter, and none when nothing was looked for', () => {
  fireEvent.keyDown(search(), { key: 'Enter' });
  fireEvent.change(search(), { target: { value: '  ' } });
  fireEvent.keyDown(search(), { key: 'Enter' });
  expect(dispose).not.toHaveBeenCalled();
  fireEvent.change(search(), { target: { value: '66' } });
  fireEvent.keyDown(search(), { key: 'Enter' });
  expect(dispose.mock.calls).toEqual([['d3']]);
});

it('is no outcome behind a dialog, with Shift, where it was taken, or where none is wanted', () => {
  const dialog = document.createElement('dialog');
  dialog.setAttribute('open', '');
  document.body.append(dialog);
  fireEvent.keyDown(document.body, { key: '2' });
  dialog.remove();
  fireEvent.keyDown(document.body, { key: '2', shiftKey: true });
  const taken = new KeyboardEvent('keydown', { key: '2', bubbles: true, cancelable: true });
  taken.preventDefault();
  document.body.dispatchEvent(taken);
  prefer({ singleKeys: false });
  fireEvent.keyDown(document.body, { key: '2' });
  expect(dispose).not.toHaveBeenCalled();
});

it('is a tone while the keypad is open, wherever the focus is', () => {
  open('keypad');
  render(<Keypad send={sendDigit} onClose={() => undefined} />);
  fireEvent.keyDown(document.body, { key: '2' });
  fireEvent.keyDown(screen.getByRole('button', { name: '5' }), { key: '3' });
  expect(sendDigit.mock.calls).toEqual([['2'], ['3']]);
  fireEvent.keyDown(search(), { key: '4' });
  expect(sendDigit).toHaveBeenCalledTimes(2);
  expect(dispose).not.toHaveBeenCalled();
});

it('is an outcome from the moment that the list is seen', async () => {
  cleanup();
  const { agent } = useDesk.getState();
  if (!agent) throw new Error('nobody is at the desk');
  const place = document.body.appendChild(document.createElement('div'));
  const seen = new Promise<void>((resolve) => {
    const observer = new MutationObserver(() => {
      if (!place.querySelector('#dispositions-title')) return;
      observer.disconnect();
      document.body.dispatchEvent(new KeyboardEvent('keydown', { key: '2', bubbles: true }));
      resolve();
    });
    observer.observe(place, { childList: true, subtree: true });
  });
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', false); // Drawn as in a browser: effects come later.
  const root = createRoot(place);
  root.render(<DispositionList agent={agent} actions={actions} />);
  await seen;
  expect(dispose.mock.calls).toEqual([['d2']]);
  root.unmount();
  place.remove();
});
