// What is said to screen readers: changes of state wait for their turn, what cannot wait interrupts.
import { create } from 'zustand';

/** One after the other: what is said next takes nothing away. */
export interface Line {
  n: number;
  text: string;
}

interface Said {
  polite: readonly Line[];
  assertive: readonly Line[];
}

const KEPT_MAX = 3; // Only what is added is read out.

export const useSaid = create<Said>(() => ({ polite: [], assertive: [] }));

let lines = 0;
const added = (before: readonly Line[], text: string): readonly Line[] =>
  [...before, { n: (lines += 1), text }].slice(-KEPT_MAX);

export const say = (text: string): void =>
  useSaid.setState(({ polite }) => ({ polite: added(polite, text) }));

export const interrupt = (text: string): void =>
  useSaid.setState(({ assertive }) => ({ assertive: added(assertive, text) }));
