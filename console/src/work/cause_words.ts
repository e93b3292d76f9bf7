// Who or what caused a change of state, in words.
import type { EventRow } from '../api/rows.ts';
import { keyOf, type Word } from '../words/words.ts';

/** `agent`: whose state it is. */
export function causeWords(word: Word, event: EventRow, agent: string): string {
  const { cause, by } = event;
  if (!cause || cause === 'none') return '';
  if (by && by !== agent) return word('why.supervisor', { by });
  const key = keyOf('why', cause);
  return key ? word(key, { by: by ?? '' }) : cause;
}
