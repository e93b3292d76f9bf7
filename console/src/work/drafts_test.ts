// A note that is being written outlives a reload, and is told apart by user and contact.
import { beforeEach, expect, it } from 'vitest';

import { contactsWithDraft, draftOf, keepDraft } from './drafts.ts';

beforeEach(() => sessionStorage.clear());

it('keeps one for each contact of a user', () => {
  keepDraft('1001', 417, 'llamar el lunes');
  keepDraft('1002', 417, 'otra');
  expect(draftOf('1001', 417)).toBe('llamar el lunes');
  expect(draftOf('1001', 418)).toBe('');
  expect(contactsWithDraft('1001')).toEqual([417]);
});

it('forgets what was emptied, and does not count blanks', () => {
  keepDraft('1001', 417, 'x');
  keepDraft('1001', 417, '');
  keepDraft('1001', 418, '  ');
  expect(contactsWithDraft('1001')).toEqual([]);
});
