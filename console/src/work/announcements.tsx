// What changes of the own state say and sound like: an offer interrupts and rings.
import { useEffect, useRef } from 'react';

import type { AgentRow } from '../api/rows.ts';
import { useConnection } from '../live/connection.ts';
import { useDesk } from '../live/desk.ts';
import { interrupt, say } from '../shell/announcer.ts';
import { useWord } from '../words/words.ts';
import type { Actions } from './actions.ts';
import { stateWords } from './state_words.ts';

export function Announcements({ agent, actions }: { agent: AgentRow; actions: Actions }) {
  const word = useWord();
  const live = useConnection((connection) => connection.live);
  const isOffered = agent.state === 'reserved';
  const contact = agent.contact;
  const queue = useDesk((desk) => (contact === null ? null : desk.contacts.get(contact)?.queue));
  const state = stateWords(word, agent);
  const before = useRef(state);
  const wasLive = useRef(live);

  useEffect(() => {
    document.title = `${isOffered ? word('offer') : state} · Relevo`;
    interrupt(isOffered ? word('said_offer', { queue: queue ?? '' }) : '');
    if (!isOffered && before.current !== state) say(word('said_state', { state }));
    before.current = state;
  }, [isOffered, queue, state, word]);

  useEffect(() => {
    actions.ring(isOffered);
    return () => actions.ring(false);
  }, [isOffered, actions]);

  useEffect(() => {
    if (wasLive.current !== live) say(word(live ? 'said_live' : 'said_lost'));
    wasLive.current = live;
  }, [live, word]);

  return null;
}
