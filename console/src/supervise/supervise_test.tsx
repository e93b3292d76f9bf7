// Being beside a conversation: nobody forgets it, and what cannot be done says why.
import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';

import { useSigned } from '../api/session.ts';
import { agentRow, AT } from '../command/floor_testing.ts';
import { useConnection } from '../live/connection.ts';
import { prefer } from '../look/preferences.ts';
import { usePhone } from '../phone/phone.ts';
import { HOLD_MS } from '../shell/hold_button.tsx';
import { BesideNote } from './beside_note.tsx';
import { ModeSwitch } from './mode_switch.tsx';
import { NOBODY, usePeople } from './people.ts';
import { SuperviseBar } from './supervise_bar.tsx';
import { useSupervising, useWatch, type Watch } from './watch.ts';

const watch = {
  supervise: vi.fn(),
  sayWhy: vi.fn(),
  leave: vi.fn(),
  takeOver: vi.fn(),
  restoreMicrophone: vi.fn(),
  toggleMute: vi.fn(),
  unblockSound: vi.fn(),
  stop: vi.fn(),
};

function signedInAs(...roles: string[]): void {
  useSigned.setState({ session: { token: 't', user: 'c01', roles } });
  useWatch.setState({ watch: watch as unknown as Watch }); // A sign-in ends the one before.
}

function beside(mode: string): void {
  useSupervising.setState({ beside: { contact: 7, agent: '1001', mode, since: AT } });
}

beforeEach(() => {
  vi.clearAllMocks();
  prefer({ language: 'en' });
  signedInAs('coordinator');
  useConnection.setState({ live: true });
  useSupervising.setState({ asked: undefined, beside: undefined, refused: undefined });
  usePeople.setState({ ...NOBODY, agents: new Map([['1001', agentRow('1001', { name: 'Ana' })]]) });
});

afterEach(() => {
  cleanup();
  useWatch.setState({ watch: undefined });
});

it('shows no bar while nobody is supervised', () => {
  const { container } = render(<SuperviseBar />);
  expect(container.textContent).toBe('');
});

it('says whom, and who hears', () => {
  beside('whisper');
  render(<SuperviseBar />);
  expect(screen.getByRole('status').textContent)
    .toContain('You whisper to Ana: the customer does not hear you.');
  expect(screen.getByRole('button', { name: 'Whisper' }).getAttribute('aria-pressed')).toBe('true');
});

it('mutes by F8 and leaves by Shift+F2, and by no key once it is over', () => {
  beside('barge');
  const { rerender } = render(<SuperviseBar />);
  fireEvent.keyDown(document.body, { key: 'F8' });
  expect(watch.toggleMute).toHaveBeenCalledOnce();
  fireEvent.keyDown(document.body, { key: 'F2', shiftKey: true });
  expect(watch.leave).toHaveBeenCalledOnce();
  useSupervising.setState({ beside: undefined });
  rerender(<SuperviseBar />);
  fireEvent.keyDown(document.body, { key: 'F8' });
  expect(watch.toggleMute).toHaveBeenCalledOnce();
});

it('changes the mode, and keeps saying what was refused', () => {
  beside('listen');
  useSupervising.setState({ refused: 'Not in a call.' });
  render(<SuperviseBar />);
  fireEvent.click(screen.getByRole('button', { name: 'Barge in' }));
  expect(watch.supervise).toHaveBeenCalledWith('1001', 'barge');
  expect(screen.getByRole('alert').textContent).toBe('Not in a call.');
});

it('says why, and anew when another is chosen', () => {
  useSupervising.setState({
    beside: { contact: 7, agent: '1001', mode: 'listen', why: 'help', since: AT },
  });
  render(<SuperviseBar />);
  const reason = screen.getByLabelText<HTMLSelectElement>('Reason');
  expect(reason.value).toBe('help');
  fireEvent.change(reason, { target: { value: 'coaching' } });
  expect(watch.sayWhy).toHaveBeenCalledWith('coaching');
});

it('takes the call over when that is held, and not when it is pressed for a moment', () => {
  vi.useFakeTimers();
  beside('barge');
  render(<SuperviseBar />);
  const button = screen.getByRole('button', { name: /Take over/ });
  fireEvent.keyDown(button, { key: 'Enter' });
  act(() => void vi.advanceTimersByTime(HOLD_MS - 1));
  fireEvent.keyUp(button, { key: 'Enter' });
  act(() => void vi.advanceTimersByTime(HOLD_MS));
  expect(watch.takeOver).not.toHaveBeenCalled();
  fireEvent.pointerDown(button);
  act(() => void vi.advanceTimersByTime(HOLD_MS));
  expect(watch.takeOver).toHaveBeenCalledOnce();
  vi.useRealTimers();
});

it('says whose the customer is behind that, and has one way out of it', () => {
  beside('take_over');
  useSupervising.setState({ name: 'Ana' });
  render(<SuperviseBar />);
  expect(screen.getByRole('status').textContent).toContain('The customer is yours');
  expect(screen.queryByRole('button', { name: 'Whisper' })).toBeNull();
  fireEvent.click(screen.getByRole('button', { name: /End the call/ }));
  expect(watch.leave).toHaveBeenCalledOnce();
});

it('says that the microphone is gone, and asks for it again', () => {
  beside('barge');
  usePhone.setState({ microphone: 'ended' });
  render(<SuperviseBar />);
  fireEvent.click(screen.getByRole('button', { name: 'Try again' }));
  expect(watch.restoreMicrophone).toHaveBeenCalledOnce();
  usePhone.setState({ microphone: 'unasked' });
});

it('says why there is nothing to be beside', () => {
  render(<ModeSwitch agent="1001" name="Ana" impossible="supervise_no_call" />);
  const listen = screen.getByRole('button', { name: /Listen/ });
  expect(listen.getAttribute('aria-disabled')).toBe('true');
  expect(listen.title).toBe('Not in a call.');
  fireEvent.click(listen);
  expect(watch.supervise).not.toHaveBeenCalled();
});

it('lets quality listen and not speak, and nobody supervise themselves', () => {
  signedInAs('quality');
  const { unmount } = render(<ModeSwitch agent="1001" name="Ana" />);
  expect(screen.getByRole('button', { name: 'Listen' }).getAttribute('aria-disabled')).toBe('false');
  expect(screen.getByRole('button', { name: /Whisper/ }).title).toContain('does not allow');
  unmount();
  signedInAs('coordinator');
  render(<ModeSwitch agent="c01" name="Rocío" />);
  expect(screen.getByRole('button', { name: /Listen/ }).title).toContain('themselves');
});

it('tells the agent who is there, by name where it is known', () => {
  render(
    <BesideNote
      supervisors={[
        { user: 'c01', name: 'Rocío', mode: 'listen', why: 'coaching', since: AT },
        { user: 'c02', mode: 'barge', since: AT },
      ]}
    />,
  );
  const notes = screen.getAllByRole('listitem').map((note) => note.textContent);
  expect(notes).toEqual(['Rocío is listening to you. Reason: coaching.', 'c02 is in the call with you both.']);
});
