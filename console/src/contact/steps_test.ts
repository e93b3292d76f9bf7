// Each event of a contact is a sentence that says who, what and why, in both languages.
import { expect, it } from 'vitest';

import type { ContactEvent } from '../api/contact_rows.ts';
import { wordIn, type Word } from '../words/words.ts';
import { endLook, sentence, stepsOf } from './steps.ts';

const spanish: Word = (key, values) => wordIn('es', key, values);
const english: Word = (key, values) => wordIn('en', key, values);
const at = '2026-11-22T16:00:10.000Z';
const name = (code: string) => (code === '1001' ? 'Ana' : code);
const outcome = (code: string) => (code === 'venta' ? 'Sale' : code);

function said(event: Partial<ContactEvent>, word = english): string {
  return sentence({ position: 1, at, kind: '', agent: '1001', ...event }, word, name, outcome);
}

it('says who did it', () => {
  expect(said({ kind: 'contact_released', by: 'agent' }, spanish)).toBe('Ana colgó');
  expect(said({ kind: 'contact_released', by: 'customer' })).toBe('The customer hung up');
  expect(said({ kind: 'offer_ended', end: 'expired' })).toBe('Ana did not answer');
  expect(said({ kind: 'wrap_up_ended', cause: 'timer' })).toContain('by time');
  expect(said({ kind: 'wrap_up_ended', cause: 'agent' })).toBe('Ana finished the after-call work');
});

it('says what came of it as the operation calls it', () => {
  expect(said({ kind: 'contact_disposed', disposition: 'venta' })).toBe('Ana chose the outcome Sale');
  expect(said({ kind: 'contact_disposed', disposition: 'otra' })).toContain('otra');
});

it('says who was beside a conversation, and how', () => {
  expect(said({ kind: 'supervision_started', user: 's01', mode: 'whisper' })).toBe(
    's01 began to whisper to Ana',
  );
  expect(said({ kind: 'supervision_ended', user: 's01', end: 'stopped' }, spanish)).toBe(
    's01 dejó la conversación de Ana',
  );
  expect(said({ kind: 'supervision_joined', user: 's01' }, spanish)).toBe(
    's01 ya está en la conversación de Ana',
  );
  expect(said({ kind: 'supervision_ended', user: 's01', end: 'transferred' }, spanish)).toBe(
    'La supervisión de s01 terminó: la interacción dejó a Ana',
  );
});

it('says why somebody was there, and that they said so anew', () => {
  const started: ContactEvent = {
    position: 1, at, kind: 'supervision_started', user: 's01', agent: '1001', mode: 'listen',
    why: 'coaching',
  };
  const changed = { ...started, kind: 'supervision_changed', from: 'listen', why: 'help' };
  const steps = stepsOf([started, changed], english, name, outcome);
  expect(steps.map(({ text, note }) => [text, note])).toEqual([
    ['s01 began to listen to Ana', 'reason: coaching'],
    ['s01 gave another reason to be with Ana', 'reason: help was asked for'],
  ]);
});

it('names nobody who is out of sight', () => {
  expect(said({ kind: 'routing_decided', agent: null })).toBe(
    'Routed to an agent you may not see',
  );
  expect(said({ kind: 'offer_made', agent: null })).toBe('Offered to an agent you may not see');
});

it('says the name of a kind, an end or a state of a newer server', () => {
  expect(said({ kind: 'moon_is_full' })).toBe('Another event: moon is full');
  expect(said({ kind: 'offer_ended', end: 'teleported' })).toBe('The offer to Ana ended');
  expect(said({ kind: 'agent_state_changed', from: 'ready', to: 'asleep' })).toBe(
    'Ana: Ready → asleep',
  );
});

it('shows no other break than a personal one', () => {
  const event = { kind: 'agent_state_changed', from: 'ready', to: 'break', break_kind: 'personal' };
  expect(said(event, spanish)).toBe('Ana: Disponible → Personal');
});

it('puts an event that was heard of late where it happened, and says so', () => {
  const [step] = stepsOf(
    [{ position: 7, at, kind: 'contact_released', by: 'customer', talked_ms: 65_000,
      held_ms: 0, fault: 'none', late_ms: 2_000 }],
    english, name, outcome,
  );
  expect(step).toMatchObject({
    position: 7,
    at: Date.parse(at) - 2_000,
    note: 'talked 1:05 · the system heard of it 0:02 later',
    isDetail: false,
  });
});

it('shows a contact without an end as going on', () => {
  expect(endLook(undefined)).toEqual(endLook('none'));
  expect(endLook('handled').tone).toBe('ready');
});

it('says who handed it on, to whom, and who was asked first', () => {
  expect(said({ kind: 'contact_transferred', mode: 'blind', to_agent: '1002' })).toBe(
    'Ana transferred it to 1002',
  );
  expect(said({ kind: 'contact_transferred', mode: 'consult', to_agent: '1002' }, spanish)).toBe(
    'Ana la pasó a 1002, tras consultar',
  );
  expect(said({ kind: 'contact_transferred', mode: 'blind', to_queue: 'ventas' })).toBe(
    'Ana transferred it to queue ventas',
  );
  expect(said({ kind: 'second_asked', asked_by: '1002' })).toBe('1002 called Ana');
  expect(said({ kind: 'second_left', end: 'declined' }, spanish)).toBe('Ana no aceptó entrar');
  expect(said({ kind: 'note_added', by: '1001' })).toBe('Ana wrote a note');
});
