// What the agent works with, and whether it works: audio, microphone, phones, sessions.
import type { ReactNode } from 'react';

import type { AgentRow } from '../api/rows.ts';
import { usePhone } from '../phone/phone.ts';
import { useWord, type WordKey } from '../words/words.ts';
import styles from './me.module.css';

const PATHS: Record<string, WordKey> = {
  alive: 'voice_alive',
  connecting: 'voice_connecting',
  lost: 'voice_lost',
};

export function Equipment({ agent }: { agent: AgentRow }) {
  const word = useWord();
  const { microphone, path } = usePhone();
  const line = (name: WordKey, value: ReactNode) => (
    <div>
      <dt>{word(name)}</dt>
      <dd className="number">{value}</dd>
    </div>
  );
  return (
    <section className={styles.panel} aria-labelledby="equipment-title">
      <h2 id="equipment-title" className={styles.heading}>{word('me_health')}</h2>
      <dl className={styles.lines}>
        {line('me_page_audio', word(PATHS[path] ?? 'voice_off'))}
        {line('me_microphone', word(microphone === 'on' ? 'me_microphone_on' : 'me_microphone_off'))}
        {line('me_devices', agent.devices)}
        {line('me_sessions', agent.sessions)}
      </dl>
      {agent.sessions > 1 && <p className={styles.note}>{word('me_sessions_more')}</p>}
    </section>
  );
}
