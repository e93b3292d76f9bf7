// A note that is being written outlives a reload, and is told apart by user and contact.
import { beforeEach, expect, it } from 'vitest';

import { contactsWithDraft, draftOf, draftRefused, draftSent, keepDraft, useDrafts } from './drafts.ts';

beforeEach(() => {
  sessionStorage.clear();
  useDrafts.setState({}, true);
});

it('keeps one for each contact of a user', () => {
  keepDraft('1001', 417, 'llamar el lunes');
  keepDraft('1002', 417, 'otra');
  expect(draftOf('1001', 417).text).toBe('llamar el lunes');
  expect(draftOf('1001', 418).text).toBe('');
  expect(contactsWithDraft('1001')).toEqual([417]);
  expect(sessionStorage.getItem('relevo.note.1001.417')).toBe('llamar el lunes');
});

it('forgets what was emptied, and does not count blanks', () => {
  keepDraft('1001', 417, 'x');
  keepDraft('1001', 417, '');
  keepDraft('1001', 418, '  ');
  expect(contactsWithDraft('1001')).toEqual([]);
  expect(sessionStorage.getItem('relevo.note.1001.417')).toBeNull();
});

it('keeps what was written behind what was sent, and all where it was changed', () => {
  keepDraft('1001', 417, 'abc def');
  draftSent('1001', 417, 'abc');
  expect(draftOf('1001', 417).text).toBe(' def');
  keepDraft('1001', 417, 'another');
  draftSent('1001', 417, 'abc');
  expect(draftOf('1001', 417).text).toBe('another');
});

it('is refused as it stands, until another word of it is written', () => {
  keepDraft('1001', 417, 'abc');
  draftRefused('1001', 417, 'ab', 'no');
  expect(draftOf('1001', 417).refused).toBeUndefined();
  draftRefused('1001', 417, 'abc', 'no');
  expect(draftOf('1001', 417)).toEqual({ text: 'abc', refused: 'no' });
  keepDraft('1001', 417, 'abcd');
  expect(draftOf('1001', 417)).toEqual({ text: 'abcd' });
});
