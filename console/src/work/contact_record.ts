// What the server has written down of the contact at hand: notes, and where its customer's record is.
import { useEffect } from 'react';
import { create } from 'zustand';

import type { NoteRow } from '../api/contact_rows.ts';
import { read } from '../api/read.ts';

interface Record {
  contact: number | undefined;
  notes: readonly NoteRow[];
  screenPop: string | undefined;
}

const useRecords = create<Record>(() => ({
  contact: undefined, notes: [], screenPop: undefined,
}));

/** The feed does not carry it: read for each contact once, and behind an own note. */
export async function readRecord(contact: number): Promise<void> {
  if (useRecords.getState().contact !== contact) {
    useRecords.setState({ contact, notes: [], screenPop: undefined });
  }
  const path = `/contacts/${contact}`;
  const { value } = await read<{ notes?: NoteRow[]; screen_pop?: string | null }>(path);
  if (!value || useRecords.getState().contact !== contact) return;
  useRecords.setState({ notes: value.notes ?? [], screenPop: addressOf(value.screen_pop) });
}

export function useRecord(contact: number | null): Omit<Record, 'contact'> {
  const record = useRecords();
  useEffect(() => {
    if (contact !== null && useRecords.getState().contact !== contact) void readRecord(contact);
  }, [contact]);
  return record.contact === contact ? record : { notes: [], screenPop: undefined };
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
