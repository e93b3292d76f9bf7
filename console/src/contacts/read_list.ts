// The list as far as it was read: it is still there on the way back from one of its contacts.
import { create } from 'zustand';

import { read, type ReadState } from '../api/read.ts';
import type { LifeList, LifeRow } from '../api/rows.ts';
import { useSigned } from '../api/session.ts';

const WANTED = 100; // Rows of one look.
const LOOKS_MAX = 8; // A rare end: so many pages without a row, then the reader decides.

interface List {
  query: string;
  rows: readonly LifeRow[];
  next: number | null;
  state: ReadState;
  why: string;
  /** When it was begun to be read, by this machine's clock. */
  at: number;
  /** More is being read. */
  reading: boolean;
  /** Which was opened last, for the way back. */
  opened: number | undefined;
}

const NOTHING: List = {
  query: '', rows: [], next: null, state: 'loading', why: '', at: 0, reading: false,
  opened: undefined,
};

export const useList = create<List>(() => NOTHING);

// Another user sees others.
useSigned.subscribe((now, before) => {
  if (now.session !== before.session) useList.setState(NOTHING, true);
});

/** Shows this list from its beginning, unless it is the one that is there. */
export function showList(query: string): void {
  if (useList.getState().query === query) return;
  useList.setState({ ...NOTHING, query }, true);
  void look([], null, Date.now());
}

/** Reads anew; what was there stays until the answer. */
export function readAgain(): void {
  if (!useList.getState().reading) void look([], null, Date.now());
}

/** The next rows behind those that are there. */
export function readMore(): void {
  const { rows, next, at, reading } = useList.getState();
  if (!reading && next !== null) void look(rows, next, at);
}

/** Until there are enough rows more than `before`, or it took long enough. */
async function look(before: readonly LifeRow[], from: number | null, at: number): Promise<void> {
  const { query } = useList.getState();
  let rows = [...before];
  let next = from;
  useList.setState({ reading: true });
  for (let looks = 0; looks < LOOKS_MAX; looks += 1) {
    const answer = await read<LifeList>(next === null ? query : `${query}&before=${next}`);
    if (useList.getState().query !== query) return; // Something else is looked for.
    if (!answer.value) {
      useList.setState({ state: answer.state, why: answer.why, reading: false });
      return;
    }
    rows = rows.concat(answer.value.rows);
    next = answer.value.next;
    if (next === null || rows.length >= before.length + WANTED) break;
  }
  useList.setState({ rows, next, state: 'read', why: '', at, reading: false });
}
