// Sends what was written of a contact, once; what the server will not take is kept, with the reason.
import { create } from 'zustand';

import { refusal } from '../api/refusal.ts';
import type { Shift } from '../live/shift.ts';
import { useSigned } from '../api/session.ts';
import { say } from '../shell/announcer.ts';
import { wordNow } from '../words/words.ts';
import { readRecord } from './contact_record.ts';
import { contactsWithDraft, draftOf, draftRefused, draftSent } from './drafts.ts';

/** `later`: nobody knows yet, or not now. */
type Sent = 'done' | 'refused' | 'later';

/** Notes that went to the server by themselves, when their contact had gone on. */
export const useLeftNotes = create<{ saved: readonly { contact: number; text: string }[] }>(
  () => ({ saved: [] }),
);

const SAVED_MAX = 3;
const sending = new Map<string, Promise<Sent>>();

useSigned.subscribe((now, before) => {
  if (now.session?.user !== before.session?.user) useLeftNotes.setState({ saved: [] });
});

/** The draft of that contact, where there is one; asked for again meanwhile, it is sent once. */
export function sendNote(shift: Shift, contact: number): Promise<Sent> {
  const key = `${shift.user}.${contact}`;
  const under = sending.get(key) ?? sendNow(shift, contact).finally(() => sending.delete(key));
  sending.set(key, under);
  return under;
}

async function sendNow(shift: Shift, contact: number): Promise<Sent> {
  const { user } = shift;
  const { text } = draftOf(user, contact);
  if (text.trim() === '') return 'done';
  const reply = await shift.reply('add_note', { contact, text: text.trim() });
  if (reply?.status === 200) {
    draftSent(user, contact, text);
    return 'done';
  }
  const isFinal = reply !== undefined && FINAL.has(reply.status);
  if (isFinal) draftRefused(user, contact, text, refusal(reply, wordNow));
  return isFinal ? 'refused' : 'later';
}

const FINAL = new Set([400, 403, 404, 409, 413, 422]); // The same again would be refused again.

/** Of contacts that went on, or ended, while one was written: saved as they stand, and that is said. */
export async function sendLeftNotes(shift: Shift, atHand: () => number | null): Promise<void> {
  for (const contact of contactsWithDraft(shift.user)) {
    const { text, refused } = draftOf(shift.user, contact);
    if (contact === atHand() || refused !== undefined) continue;
    const sent = await sendNote(shift, contact);
    if (sent === 'done') {
      const { saved } = useLeftNotes.getState();
      useLeftNotes.setState({ saved: [...saved, { contact, text }].slice(-SAVED_MAX) });
      say(wordNow('left_note_saved', { id: contact }));
    } else if (sent === 'refused') {
      say(wordNow('left_note_refused', { id: contact }));
    }
  }
}

/** The same, for a note of the contact at hand: the list is read again with it. */
export async function saveNote(shift: Shift, contact: number): Promise<Sent> {
  const had = draftOf(shift.user, contact).text.trim() !== '';
  const sent = await sendNote(shift, contact);
  if (had && sent === 'done') void readRecord(contact);
  return sent;
}
