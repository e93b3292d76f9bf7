// An offer on the screen: what can be done with it, by whom it is taken, and when it is late.
import { cleanup, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';

import type { AgentRow, ContactRow } from '../api/rows.ts';
import { useConnection } from '../live/connection.ts';
import { takeOfFeed, useDesk } from '../live/desk.ts';
import { useAsked } from '../live/shift.ts';
import { prefer } from '../look/preferences.ts';
import { usePhone } from '../phone/phone.ts';
import type { Actions } from './actions.ts';
import { OfferCard } from './offer_card.tsx';

const asked: string[] = [];
const actions = {
  accept: () => asked.push('accept'),
  decline: () => asked.push('decline'),
} as unknown as Actions;

beforeEach(() => {
  vi.stubGlobal('fetch', async () => new Response('{}')); // It reads the contact's record.
  prefer({ language: 'en' });
  asked.length = 0;
  const contact = { id: 7, state: 'offered', queue: 'soporte', waited_ms: 4000 } as ContactRow;
  const agent = { id: '1001', state: 'reserved', contact: 7 } as AgentRow;
  const snapshot = { at: new Date().toISOString(), agents: [agent], contacts: [contact] };
  takeOfFeed('1001', { topic: 'me', position: 1, snapshot });
  useConnection.setState({ live: true });
  usePhone.setState({ path: 'alive' });
});

afterEach(() => {
  cleanup();
  useAsked.setState({ pending: undefined });
});

function show() {
  const { agent } = useDesk.getState();
  if (agent) render(<OfferCard agent={agent} actions={actions} />);
}

it('is taken or declined by its buttons', () => {
  show();
  screen.getByRole('button', { name: 'Answer' }).click();
  screen.getByRole('button', { name: 'Decline' }).click();
  expect(asked).toEqual(['accept', 'decline']);
  expect(screen.getByText('soporte')).toBeTruthy();
});

it('cannot be taken here without audio, and says why', () => {
  usePhone.setState({ path: 'lost' });
  show();
  const answer = screen.getByRole('button', { name: 'Answer' });
  expect(answer.getAttribute('aria-disabled')).toBe('true');
  answer.click();
  expect(asked).toEqual([]);
  expect(screen.getByText(/audio of this page is not ready/)).toBeTruthy();
});

it('is not asked for twice', () => {
  useAsked.setState({ pending: 'accept_offer' });
  show();
  const answer = screen.getByRole('button', { name: 'Answer' });
  expect(answer.getAttribute('aria-busy')).toBe('true');
  answer.click();
  expect(asked).toEqual([]);
});
