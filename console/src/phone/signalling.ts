// What carries offers and answers of the page's phone: the feed's socket, which comes and goes.
import type { PhoneTold } from '../api/rows.ts';

export type PhoneSaid =
  | { id: number; number: number; offer: string; here: true }
  | { id: number; here: true }
  | { id: number; close: true };

export interface Signalling {
  /** False when there is no connection now; `back` of the phone is called when there is one. */
  say(said: PhoneSaid): boolean;
}

export interface SignalledPhone {
  told(told: PhoneTold): void;
  back(): void;
}
