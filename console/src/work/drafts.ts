// Notes that are being written, one a contact: kept in this tab, so that a reload loses nothing.

const KEPT_AS = 'relevo.note';
export const NOTE_MAX = 2000; // As the server takes them.

const keyOf = (user: string, contact: number): string => `${KEPT_AS}.${user}.${contact}`;

export function draftOf(user: string, contact: number): string {
  return sessionStorage.getItem(keyOf(user, contact)) ?? '';
}

export function keepDraft(user: string, contact: number, text: string): void {
  if (text === '') sessionStorage.removeItem(keyOf(user, contact));
  else sessionStorage.setItem(keyOf(user, contact), text);
}

/** The contacts with a note of this user that was not sent. */
export function contactsWithDraft(user: string): number[] {
  const start = `${KEPT_AS}.${user}.`;
  return Object.keys(sessionStorage)
    .filter((key) => key.startsWith(start) && sessionStorage.getItem(key)?.trim())
    .map((key) => Number(key.slice(start.length)))
    .filter(Number.isSafeInteger);
}
