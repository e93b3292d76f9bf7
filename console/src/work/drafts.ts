// Notes that are being written, one a contact: kept in this tab, so that a reload loses nothing.
import { create } from 'zustand';

const KEPT_AS = 'relevo.note.';
export const NOTE_MAX = 2000; // As the server takes them.

export interface Draft {
  text: string;
  /** Why the server does not take it as it stands, in words: it is not tried again by itself. */
  refused?: string;
}

type Drafts = Readonly<Record<string, Draft>>;

/** By user and contact. */
export const useDrafts = create<Drafts>(kept);

const EMPTY: Draft = { text: '' };
const keyOf = (user: string, contact: number): string => `${user}.${contact}`;

function kept(): Drafts {
  const keys = Object.keys(sessionStorage).filter((key) => key.startsWith(KEPT_AS));
  return Object.fromEntries(
    keys.map((key) => [key.slice(KEPT_AS.length), { text: sessionStorage.getItem(key) ?? '' }]),
  );
}

export const draftOf = (user: string, contact: number): Draft =>
  useDrafts.getState()[keyOf(user, contact)] ?? EMPTY;

export const useDraft = (user: string, contact: number): Draft =>
  useDrafts((drafts) => drafts[keyOf(user, contact)]) ?? EMPTY;

export function keepDraft(user: string, contact: number, text: string): void {
  const key = keyOf(user, contact);
  const { [key]: _, ...others } = useDrafts.getState();
  if (text === '') sessionStorage.removeItem(KEPT_AS + key);
  else sessionStorage.setItem(KEPT_AS + key, text);
  useDrafts.setState(text === '' ? others : { ...others, [key]: { text } }, true);
}

/** The server has it; what was written behind it meanwhile stays. */
export function draftSent(user: string, contact: number, sent: string): void {
  const { text } = draftOf(user, contact);
  if (text.startsWith(sent)) keepDraft(user, contact, text.slice(sent.length));
}

/** Until another word of it is written. */
export function draftRefused(user: string, contact: number, tried: string, why: string): void {
  if (draftOf(user, contact).text !== tried) return;
  useDrafts.setState({ [keyOf(user, contact)]: { text: tried, refused: why } });
}

/** The contacts with a note of this user that was not sent, in their order. */
export function contactsWithDraft(user: string, drafts = useDrafts.getState()): number[] {
  const start = `${user}.`;
  return Object.entries(drafts)
    .filter(([key, { text }]) => key.startsWith(start) && text.trim() !== '')
    .map(([key]) => Number(key.slice(start.length)))
    .filter(Number.isSafeInteger)
    .sort((a, b) => a - b);
}
