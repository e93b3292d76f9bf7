// Each message is said once, whatever page is shown: an urgent one interrupts, the others wait.
import { useEffect } from 'react';

import type { Message } from '../api/rows.ts';
import { useSigned } from '../api/session.ts';
import { interrupt, say } from '../shell/announcer.ts';
import { named, useWord, type Word } from '../words/words.ts';

let said: ReadonlySet<number> = new Set(); // Those that are unread: no more than there can be.

useSigned.subscribe((now, before) => {
  if (now.session?.user !== before.session?.user) said = new Set();
});

export function useSaidMessages(messages: readonly Message[]): void {
  const word = useWord();
  useEffect(() => {
    for (const one of messages) {
      if (said.has(one.message)) continue;
      const text = `${headOf(one, word)}: ${one.text || word('message_erased')}`;
      if (one.priority === 'urgent') interrupt(`${word('message_urgent')}. ${text}`);
      else say(text);
    }
    said = new Set(messages.map(({ message }) => message));
  }, [messages, word]);
}

/** Who says it, and what they did with it. */
export function headOf({ by, by_name: name, reason_for: state }: Message, word: Word): string {
  const who = name ?? by ?? word('message_centre');
  return state ? word('message_state', { who, state: named(word, 'agent', state) }) : who;
}
