// Asks the centre for help, and takes that back: it is seen on the boards of who can come.
import { Hand } from 'lucide-react';

import type { AgentRow } from '../api/rows.ts';
import { useWord } from '../words/words.ts';
import type { Actions } from './actions.ts';
import { AskButton } from './button.tsx';
import { Since } from './elapsed.tsx';
import styles from './hand_button.module.css';

export function HandButton({ agent, actions }: { agent: AgentRow; actions: Actions }) {
  const word = useWord();
  if (agent.state === 'offline') return null;
  const since = agent.hand_since;
  return (
    <span className={styles.hand} data-up={Boolean(since)}>
      <AskButton
        asks={since ? 'lower_hand' : 'raise_hand'}
        shortcut="⇧F8"
        onPress={actions.toggleHand}
      >
        <Hand size={16} aria-hidden="true" />
        {word(since ? 'hand_lower' : 'hand_raise')}
        {since && <span className="number" aria-hidden="true"><Since at={since} /></span>}
      </AskButton>
    </span>
  );
}
