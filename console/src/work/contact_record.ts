// What the server has written down of the contact at hand: notes, and where its customer's record is.
import { useEffect } from 'react';
import { create } from 'zustand';

import type { Customer, NoteRow, WholeContact } from '../api/contact_rows.ts';
import { read } from '../api/read.ts';
import { useSigned } from '../api/session.ts';
import { useConnection } from '../live/connection.ts';

interface Record {
  contact: number | undefined;
  notes: readonly NoteRow[];
  customer: Customer | undefined;
  screenPop: string | undefined;
  /** `failed`: what there is may be more than this. */
  state: 'reading' | 'read' | 'failed';
}

const NOTHING: Record = {
  contact: undefined, notes: [], customer: undefined, screenPop: undefined, state: 'reading',
};

const useRecords = create<Record>(() => NOTHING);
let asked = 0; // Only the last answer counts.
let opened: number | undefined;

useSigned.subscribe((now, before) => {
  if (now.session?.user === before.session?.user) return;
  asked += 1;
  opened = undefined;
  useRecords.setState(NOTHING, true);
});

/** The feed does not carry it: read for each contact once, behind an own note, and after a failure. */
export async function readRecord(contact: number): Promise<void> {
  const mine = asked += 1;
  const before = useRecords.getState();
  useRecords.setState(before.contact === contact ? { state: 'reading' } : { ...NOTHING, contact });
  const { value } = await read<WholeContact>(`/contacts/${contact}`);
  if (mine !== asked) return;
  if (!value) return useRecords.setState({ state: 'failed' });
  const notes = value.notes ?? [];
  const customer = value.customer ?? undefined;
  const screenPop = addressOf(value.screen_pop);
  useRecords.setState({ notes, customer, screenPop, state: 'read' });
}

export function useRecord(contact: number | null): Omit<Record, 'contact'> {
  const record = useRecords();
  const live = useConnection((connection) => connection.live);
  useEffect(() => {
    const { contact: known, state } = useRecords.getState();
    if (contact !== null && (known !== contact || (live && state === 'failed'))) {
      void readRecord(contact);
    }
  }, [contact, live]);
  return record.contact === contact ? record : NOTHING;
}

/** The record of that contact's customer in another tab, once: it is there from then on. */
export function openRecord(contact: number | null): void {
  const { contact: known, screenPop } = useRecords.getState();
  if (contact === null || known !== contact || opened === contact || !screenPop) return;
  opened = contact;
  window.open(screenPop, '_blank', 'noopener');
}

/** The address, where it is one that a link may open. */
export function addressOf(screenPop: string | null | undefined): string | undefined {
  if (!screenPop) return undefined;
  try {
    const { protocol, href } = new URL(screenPop);
    return protocol === 'https:' || protocol === 'http:' ? href : undefined;
  } catch {
    return undefined;
  }
}
