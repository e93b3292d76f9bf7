// What each indicator is: unit, formula and meaning, as the server says; read once for each user.
import { create } from 'zustand';

import { read } from '../api/read.ts';
import { useSigned } from '../api/session.ts';

export type Unit = 'count' | 'ratio' | 'each' | 'ms' | 'per_hour';

export interface Indicator {
  name: string;
  version: number;
  unit: Unit;
  better: 'neither' | 'higher' | 'lower';
  formula: string;
  title: { es: string; en: string };
  help: { es: string; en: string };
}

type Catalogue = ReadonlyMap<string, Indicator>;

interface Read {
  all: Catalogue;
  state: 'unread' | 'reading' | 'read' | 'failed';
}

const UNREAD: Read = { all: new Map(), state: 'unread' };

export const useCatalogue = create<Read>(() => UNREAD);

useSigned.subscribe((now, before) => {
  if (now.session?.user !== before.session?.user) useCatalogue.setState(UNREAD, true);
});

/** Does nothing when it is there, or on its way; one that failed is read anew. */
export async function readCatalogue(): Promise<void> {
  const user = useSigned.getState().session?.user;
  if (['reading', 'read'].includes(useCatalogue.getState().state)) return;
  useCatalogue.setState({ state: 'reading' });
  const { value } = await read<{ rows: Indicator[] }>('/indicators/catalogue');
  if (useSigned.getState().session?.user !== user) return;
  useCatalogue.setState(
    value
      ? { all: new Map(value.rows.map((row) => [row.name, row])), state: 'read' }
      : { state: 'failed' },
  );
}
