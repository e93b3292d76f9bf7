// A state in words, a break by its kind.
import type { Word } from '../words/words.ts';
import { named } from '../words/words.ts';

interface Stated {
  state: string;
  break_kind: string | null;
}

export function stateWords(word: Word, { state, break_kind: kind }: Stated): string {
  if (state === 'break' && kind && kind !== 'none') return named(word, 'kind', kind);
  return named(word, 'agent', state);
}
