// A refused command is explained in words, whatever refused it.
import { expect, it } from 'vitest';

import { wordIn, type Word } from '../words/words.ts';
import { refusal } from './refusal.ts';

const word: Word = (key, values) => wordIn('en', key, values);

it('says the rule in our words, and another server’s in its own', () => {
  const known = { reject: 'agent_busy', detail: 'Has a contact.' };
  expect(refusal({ status: 409, body: known }, word)).toBe('You have a contact. Finish it first.');
  const newer = { reject: 'moon_is_full', detail: 'The moon is full.' };
  expect(refusal({ status: 409, body: newer }, word)).toBe('Not done: The moon is full.');
});

it('tells no answer, no right and no room apart', () => {
  expect(refusal({ status: 0, body: {} }, word)).toContain('did not answer');
  expect(refusal({ status: 403, body: {} }, word)).toContain('does not allow');
  expect(refusal({ status: 503, body: {} }, word)).toContain('saturated');
  expect(refusal({ status: 500, body: {} }, word)).toBe('Not done: 500');
});

it('has its own words for whatever a person at a page can be refused', () => {
  const rejects = ['operation_changed', 'key_reused', 'user_not_found', 'session_not_found',
    'number_unknown', 'notes_full', 'not_supervising'];
  for (const reject of rejects) {
    expect(refusal({ status: 409, body: { reject, detail: 'raw' } }, word)).not.toContain('raw');
  }
  expect(refusal({ status: 429, body: { reject: 'too_many_keys' } }, word)).toContain('today');
  expect(refusal({ status: 429, body: {} }, word)).toContain('saturated');
});
