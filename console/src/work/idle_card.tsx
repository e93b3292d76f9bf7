// No contact at hand: what that means in this state, and the one thing to do about it.
import type { AgentRow } from '../api/rows.ts';
import { lastEvent, useDesk } from '../live/desk.ts';
import { Glyph } from '../look/glyph.tsx';
import { agentLook } from '../look/states.ts';
import { usePhone } from '../phone/phone.ts';
import { useWord, type WordKey } from '../words/words.ts';
import type { Actions } from './actions.ts';
import { AskButton } from './button.tsx';
import { stateWords } from './state_words.ts';
import styles from './idle_card.module.css';

const SAID: Record<string, readonly [WordKey, WordKey]> = {
  ready: ['idle_ready', 'idle_ready_text'],
  break: ['idle_break', 'idle_break_text'],
  missed: ['idle_missed', 'idle_missed_text'],
  unreachable: ['idle_unreachable', 'idle_unreachable_text'],
};

export function IdleCard({ agent, actions }: { agent: AgentRow; actions: Actions }) {
  const word = useWord();
  const path = usePhone((phone) => phone.path);
  const cause = useDesk((desk) => lastEvent(desk.events, 'agent_state_changed')?.cause);
  const [said, text] = SAID[agent.state] ?? ['idle_away', 'idle_away_text'];
  const title = said === 'idle_missed' && cause === 'agent' ? 'idle_declined' : said;
  const hasPhone = path === 'alive' || agent.devices > 0;
  const noPhone = hasPhone ? undefined : word('reject.agent_unreachable');
  return (
    <section className={styles.card} aria-labelledby="idle-title">
      <Glyph look={agentLook(agent.state, agent.break_kind)} size={44} />
      <h2 id="idle-title">{word(title, { kind: stateWords(word, agent) })}</h2>
      <p>{word(text)}</p>
      {agent.state === 'break' && (
        <AskButton asks="end_break" look="primary" onPress={actions.endBreak}>
          {word('do_end_break')}
        </AskButton>
      )}
      {agent.state !== 'break' && agent.state !== 'ready' && (
        <AskButton asks="set_ready" look="primary" impossible={noPhone} onPress={actions.setReady}>
          {word('do_set_ready')}
        </AskButton>
      )}
    </section>
  );
}
