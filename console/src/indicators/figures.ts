// Figures of one subject as the server has them, read anew every few seconds while they are seen.
import { type Read, useRead } from '../api/read.ts';
import { useTurns } from '../api/turns.ts';

export interface FiguresRow {
  of: string;
  from: string;
  to: string;
  values: Record<string, number | null>;
  /** What was divided; of a median, how many there are. */
  sums: Record<string, { part: number; whole: number } | { count: number }>;
}

export interface Figures {
  names: readonly string[];
  /** The server's clock. */
  at: string;
  rows: readonly FiguresRow[];
}

const EACH_MS = 5000;

export interface Question {
  by: 'operation' | 'campaign' | 'queue' | 'team' | 'agent';
  of?: string | undefined;
  names: readonly string[];
  /** Like `30m`. */
  last?: string | undefined;
  /** In place of it: of the day that it is where the figures are from. */
  day?: 'today' | undefined;
}

export function pathOf({ by, of, names, last, day }: Question): string {
  const query = new URLSearchParams({ by, names: names.join(',') });
  if (of !== undefined) query.set('of', of);
  if (last !== undefined) query.set('last', last);
  if (day !== undefined) query.set('day', day);
  return `/indicators?${query}`;
}

export function useFigures(question: Question): Read<Figures> {
  const [figures] = useRead<Figures>(pathOf(question), String(useTurns(EACH_MS)));
  return figures;
}
