// Puts an agent into another state, with a reason that the agent reads.
import { useId, useState } from 'react';

import type { AgentRow } from '../api/rows.ts';
import { Glyph } from '../look/glyph.tsx';
import { agentLook } from '../look/states.ts';
import { named, useWord, type Word, wordNow } from '../words/words.ts';
import { askFor } from './ask.ts';
import styles from './forms.module.css';
import { SaidOf } from './said.tsx';
import { TeamButton } from './team_button.tsx';

export const FORCED = ['ready', 'off_phone_work', 'offline'] as const;
const REASON_MIN = 3;
const REASON_MAX = 200;

/** Why the agent cannot be put into any other state now; nothing where they can. */
export function whyNotForced(agent: AgentRow, word: Word): string | undefined {
  if (agent.state === 'break' && agent.break_kind === 'personal') return word('force_personal');
  if (agent.contact !== null) return word('force_in_contact');
  return agent.state === 'offline' ? word('force_offline') : undefined;
}

export function ForceForm({ agent }: { agent: AgentRow }) {
  const word = useWord();
  const id = useId();
  const [reason, setReason] = useState('');
  const about = `state:${agent.id}`;
  const whyNot = whyNotForced(agent, word);
  if (whyNot !== undefined) {
    return (
      <section className={styles.form} aria-labelledby={`${id}-title`}>
        <h2 id={`${id}-title`}>{word('force_title', { name: agent.name })}</h2>
        <p className={styles.why}>{whyNot}</p>
        <SaidOf about={about} />
      </section>
    );
  }
  const force = async (state: (typeof FORCED)[number]) => {
    const isDone = await askFor({
      about,
      name: agent.name,
      command: 'force_state',
      body: { agent: agent.id, state, reason: reason.trim() },
      done: () => wordNow('force_done', { state: named(wordNow, 'agent', state) }),
    });
    if (isDone) setReason('');
  };
  const isShort = reason.trim().length < REASON_MIN;
  return (
    <section className={styles.form} aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>{word('force_title', { name: agent.name })}</h2>
      <input
        type="text"
        className="field"
        maxLength={REASON_MAX}
        value={reason}
        aria-label={word('force_reason')}
        placeholder={word('force_reason')}
        onChange={(event) => setReason(event.target.value)}
      />
      <div className={styles.line} role="group" aria-label={word('force_to')}>
        {FORCED.map((state) => (
          <TeamButton
            key={state}
            about={about}
            command="force_state"
            impossible={impossible(state)}
            onPress={() => void force(state)}
          >
            <Glyph look={agentLook(state)} size={14} />
            {named(word, 'agent', state)}
          </TeamButton>
        ))}
      </div>
      <SaidOf about={about} />
    </section>
  );

  function impossible(state: string): string | undefined {
    if (agent.state === state) return word('force_is_so');
    if (state === 'ready' && agent.devices === 0) return word('force_no_phone');
    return isShort ? word('force_reason_short') : undefined;
  }
}
