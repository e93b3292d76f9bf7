// What happened, step by step: the clock, how long after the arrival, and a sentence.
import { useNavigate, useSearch } from '@tanstack/react-router';
import { Play } from 'lucide-react';

import type { WholeContact } from '../api/contact_rows.ts';
import { Glyph } from '../look/glyph.tsx';
import { secondsIn } from '../recording/recorded.ts';
import { clock, duration, useWord } from '../words/words.ts';
import { useOutcomeNames } from '../work/dispositions.ts';
import styles from './contact.module.css';
import { stepsOf } from './steps.ts';

interface Props {
  contact: WholeContact;
  name: (code: string) => string;
  /** Plays the recording from there. */
  onHear: (seconds: number) => void;
}

export function Timeline({ contact, name, onHear }: Props) {
  const word = useWord();
  const navigate = useNavigate();
  const { detail } = useSearch({ from: '/contacts/$id' });
  const all = stepsOf(contact.events, word, name, useOutcomeNames());
  const arrived = Date.parse(contact.arrived_at);
  const toggle = (on: boolean) =>
    void navigate({
      to: '/contacts/$id',
      params: { id: String(contact.id) },
      search: on ? { detail: '1' } : {},
      replace: true,
    });
  return (
    <section className={styles.panel} aria-labelledby="timeline-title">
      <header className={styles.heading}>
        <h2 id="timeline-title">{word('timeline')}</h2>
        <label className={styles.check}>
          <input
            type="checkbox"
            checked={detail !== undefined}
            onChange={(event) => toggle(event.target.checked)}
          />
          {word('timeline_detail')}
        </label>
      </header>
      <ol className={styles.steps}>
        {all.filter(({ isDetail }) => detail !== undefined || !isDetail).map((step) => (
          <li key={step.position} data-detail={step.isDetail}>
            <time className="number" dateTime={new Date(step.at).toISOString()}>
              {clock(step.at)}
            </time>
            <span className={`${styles.after} number`}>+{duration(step.at - arrived)}</span>
            <Hear seconds={secondsIn(contact.events, step.at)} onHear={onHear} />
            <span className={styles.mark}><Glyph look={step.look} /></span>
            <p>
              {step.text}
              {step.note && <span className={styles.note}>{step.note}</span>}
            </p>
          </li>
        ))}
      </ol>
    </section>
  );
}

function Hear({ seconds, onHear }: { seconds: number | undefined; onHear: Props['onHear'] }) {
  const word = useWord();
  if (seconds === undefined) return <span />;
  const text = word('recording_from', { at: duration(seconds * 1000) });
  return (
    <button
      type="button"
      className={styles.hear}
      aria-label={text}
      title={text}
      onClick={() => onHear(seconds)}
    >
      <Play size={13} aria-hidden="true" />
    </button>
  );
}
