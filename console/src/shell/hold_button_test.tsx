// What cannot be taken back: held by pointer or key, activated twice by who cannot hold, and by no other way.
import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';

import { prefer } from '../look/preferences.ts';
import { useSaid } from './announcer.ts';
import { HOLD_MS, HoldButton, TWICE_WITHIN_MS } from './hold_button.tsx';

const onHeld = vi.fn();
const button = () => screen.getByRole('button');
const pass = (ms: number) => act(() => void vi.advanceTimersByTime(ms));
const lastSaid = () => useSaid.getState().polite.at(-1)?.text;

beforeEach(() => {
  vi.clearAllMocks();
  vi.useFakeTimers();
  prefer({ language: 'en' });
});

afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

const show = () => render(<HoldButton onHeld={onHeld}>Take over</HoldButton>);

it('acts when held by the first button, and says to keep holding', () => {
  show();
  fireEvent.pointerDown(button(), { button: 0 });
  expect(lastSaid()).toBe('keep holding');
  pass(HOLD_MS);
  expect(onHeld).toHaveBeenCalledOnce();
});

it('does nothing for another button of the mouse, or a click', () => {
  show();
  for (const other of [1, 2]) {
    fireEvent.pointerDown(button(), { button: other });
    pass(HOLD_MS);
  }
  fireEvent.click(button(), { detail: 1 });
  fireEvent.click(button(), { detail: 2 });
  expect(onHeld).not.toHaveBeenCalled();
});

it('asks who only activates it to do so again, and takes no late second time', () => {
  show();
  fireEvent.click(button(), { detail: 0 });
  expect(button().querySelector('[data-shown=true]')?.textContent).toBe('again to confirm');
  expect(lastSaid()).toBe('again to confirm');
  pass(TWICE_WITHIN_MS);
  fireEvent.click(button(), { detail: 0 });
  expect(onHeld).not.toHaveBeenCalled();
  fireEvent.click(button(), { detail: 0 });
  expect(onHeld).toHaveBeenCalledOnce();
});

it('is cancelled when it becomes impossible while it is held', () => {
  const { rerender } = show();
  fireEvent.keyDown(button(), { key: 'Enter' });
  rerender(<HoldButton onHeld={onHeld} impossible="No connection.">Take over</HoldButton>);
  rerender(<HoldButton onHeld={onHeld}>Take over</HoldButton>);
  pass(HOLD_MS);
  expect(onHeld).not.toHaveBeenCalled();
});
