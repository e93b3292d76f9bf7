// The audio of this page: whether its path is alive, and how loud the microphone is.
import { Mic, MicOff } from 'lucide-react';

import { usePhone } from '../phone/phone.ts';
import { Glyph } from '../look/glyph.tsx';
import type { Look } from '../look/states.ts';
import { useWord, type WordKey } from '../words/words.ts';
import type { Actions } from './actions.ts';
import { LevelMeter } from './level_meter.tsx';
import styles from './voice_health.module.css';

const ALIVE: Look = { shape: 'dot', tone: 'ready' };
const TRYING: Look = { shape: 'dashed', tone: 'muted' };
const WEAK: Look = { shape: 'dot', tone: 'warning' };
const WEAK_FROM = 0.01; // Heard from here on, however well it is concealed.
const LOST: Look = { shape: 'slash', tone: 'warning' };
const OFF: Look = { shape: 'ring', tone: 'muted' };

export function VoiceHealth({ actions }: { actions: Actions }) {
  const word = useWord();
  const { microphone, path, muted, loss } = usePhone();
  const [look, text] = said();
  return (
    <section className={styles.voice} aria-label={word('voice')}>
      <p className={styles.path} data-tone={look.tone}>
        <Glyph look={look} />
        {word(text, { percent: Math.round(loss * 100) })}
      </p>
      <p className={styles.level} data-muted={muted}>
        {muted ? <MicOff size={15} aria-hidden="true" /> : <Mic size={15} aria-hidden="true" />}
        {muted && word('voice_muted')}
        {!muted && <LevelMeter level={actions.level} on={microphone === 'on'} />}
      </p>
    </section>
  );

  function said(): [Look, WordKey] {
    if (path === 'alive' && loss >= WEAK_FROM) return [WEAK, 'voice_weak'];
    if (path === 'alive') return [ALIVE, 'voice_alive'];
    if (path === 'connecting') return [TRYING, 'voice_connecting'];
    if (path === 'lost') return [LOST, 'voice_lost'];
    return [OFF, 'voice_off'];
  }
}
