// What changes of the own state say and sound like: an offer interrupts and rings.
import { useEffect, useRef } from 'react';

import type { AgentRow } from '../api/rows.ts';
import { useConnection } from '../live/connection.ts';
import { useDesk } from '../live/desk.ts';
import { interrupt, say } from '../shell/announcer.ts';
import { useWord } from '../words/words.ts';
import type { Actions } from './actions.ts';
import { personName, useDestinations } from './destinations.ts';
import { stateWords } from './state_words.ts';
import { togetherOf } from './together.ts';

export function Announcements({ agent, actions }: { agent: AgentRow; actions: Actions }) {
  const word = useWord();
  const live = useConnection((connection) => connection.live);
  const isOffered = agent.state === 'reserved';
  const contact = agent.contact;
  const row = useDesk((desk) => (contact === null ? undefined : desk.contacts.get(contact)));
  const people = useDestinations((all) => all.people);
  const queue = row?.queue ?? '';
  const asks = togetherOf(agent, row)?.other;
  const offer = asks === undefined
    ? word('said_offer', { queue })
    : word('said_offer_joined', { name: personName(people, asks), queue });
  const state = stateWords(word, agent);
  const before = useRef(state);
  const wasLive = useRef(live);

  useEffect(() => {
    document.title = `${isOffered ? word('offer') : state} · Relevo`;
    if (!isOffered && before.current !== state) say(word('said_state', { state }));
    before.current = state;
  }, [isOffered, state, word]);

  // Once, with the names that are known by then.
  useEffect(() => {
    if (isOffered) interrupt(offer);
  }, [isOffered, contact]);

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
