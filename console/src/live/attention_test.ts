// Who needs help: over the limits, not at them; never for a personal break.
import { expect, it } from 'vitest';

import { attentionOf, BREAK_MAX_MS, HOLD_MAX_MS, TALK_MAX_MS, WRAP_UP_MAX_MS } from './attention.ts';

it('begins behind the limit', () => {
  expect(attentionOf('hold', null, HOLD_MAX_MS)).toBe('none');
  expect(attentionOf('hold', null, HOLD_MAX_MS + 1)).toBe('long_hold');
  expect(attentionOf('talking', null, TALK_MAX_MS + 1)).toBe('long_talk');
  expect(attentionOf('wrap_up', null, WRAP_UP_MAX_MS + 1)).toBe('wrap_up_over');
  expect(attentionOf('break', 'meal', BREAK_MAX_MS['meal'] ?? 0)).toBe('none');
  expect(attentionOf('break', 'meal', (BREAK_MAX_MS['meal'] ?? 0) + 1)).toBe('break_over');
});

it('is at once for what is wrong by itself, and for who asks', () => {
  expect(attentionOf('missed', null, 0)).toBe('missed');
  expect(attentionOf('unreachable', null, 0)).toBe('unreachable');
  expect(attentionOf('break', 'system', 0)).toBe('system');
  expect(attentionOf('ready', null, 0, true)).toBe('hand');
});

it('leaves personal breaks, and who is not at work, alone', () => {
  expect(attentionOf('break', 'personal', Infinity)).toBe('none');
  expect(attentionOf('offline', null, Infinity)).toBe('none');
  expect(attentionOf('a_newer_state', null, Infinity)).toBe('none');
});
