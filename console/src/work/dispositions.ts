// The outcomes that a contact can have: which are for it, and which of them a search finds.
import { create } from 'zustand';

import { oneReading } from '../api/one_reading.ts';
import { read } from '../api/read.ts';
import { useSigned } from '../api/session.ts';
import { type Language, usePreferences } from '../look/preferences.ts';

export interface DispositionRow {
  id: string;
  name: { es: string; en: string };
  kind: string;
  /** Whose contacts can have it; none: all. */
  campaigns: readonly string[];
  retired: boolean;
}

interface Dispositions {
  rows: readonly DispositionRow[];
  state: 'unread' | 'reading' | 'read' | 'failed';
}

const UNREAD: Dispositions = { rows: [], state: 'unread' };

export const useDispositions = create<Dispositions>(() => UNREAD);

useSigned.subscribe((now, before) => {
  if (now.session?.user !== before.session?.user) useDispositions.setState(UNREAD, true);
});

/** Anew for each contact: the operation may have others by then. */
export const readDispositions = oneReading(async (isStill) => {
  useDispositions.setState({ state: 'reading' });
  const { value } = await read<{ rows: DispositionRow[] }>('/dispositions');
  if (!isStill()) return;
  useDispositions.setState(value ? { rows: value.rows, state: 'read' } : { state: 'failed' });
});

/** What each code is called, in the page's language; a code that is not known stays what it is. */
export function useOutcomeNames(): (code: string) => string {
  const rows = useDispositions((dispositions) => dispositions.rows);
  const language = usePreferences((preferences) => preferences.language);
  return (code) => rows.find((row) => row.id === code)?.name[language] ?? code;
}

/** Without accents and in small letters: how people type what they look for. */
export const plain = (text: string): string =>
  text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

/** Those for the campaign, in the operation's order, whose name or code has every word of `typed`. */
export function found(
  rows: readonly DispositionRow[],
  campaign: string | null,
  typed: string,
  language: Language,
): DispositionRow[] {
  const words = plain(typed).split(/\s+/).filter(Boolean);
  return rows.filter((row) => {
    const isForIt = row.campaigns.length === 0
      || (campaign !== null && row.campaigns.includes(campaign));
    const text = plain(`${row.name[language]} ${row.id}`);
    return isForIt && !row.retired && words.every((word) => text.includes(word));
  });
}
