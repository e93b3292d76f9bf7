// A contact's recording: fetched when somebody wants to hear it, then played.
import { AudioLines, Download } from 'lucide-react';
import { type Ref, useEffect, useImperativeHandle, useRef, useState } from 'react';

import type { WholeContact } from '../api/contact_rows.ts';
import { duration, useWord, type WordKey } from '../words/words.ts';
import { fetchRecording, type Heard, type Trouble } from './fetch_recording.ts';
import { Player } from './player.tsx';
import styles from './recording.module.css';
import { holdsOf, recordedMs } from './recorded.ts';
import type { Peaks } from './wave.ts';
import { Waveform } from './waveform.tsx';

const BYTES_A_MS = 32; // PCM16, 8 kHz, two channels.

const TROUBLES: Record<Trouble, WordKey> = {
  refused: 'recording_refused',
  none: 'recording_none',
  too_long: 'recording_too_long',
  no_answer: 'read_no_answer',
  failed: 'recording_failed',
};

/** What others on the page may ask of it. */
export interface Hears {
  /** Fetches it first, where that has not been done. */
  playFrom(seconds: number): void;
}

interface Props {
  contact: WholeContact;
  agent: string;
  ref: Ref<Hears>;
}

export function Recording({ contact, agent, ref }: Props) {
  const word = useWord();
  const [heard, setHeard] = useState<Heard>();
  const [coming, setComing] = useState<{ peaks: Peaks | undefined }>();
  const [trouble, setTrouble] = useState<Trouble>();
  const [from, setFrom] = useState({ seconds: 0, asked: 0 });
  const stop = useRef<AbortController>(undefined);
  useEffect(() => () => stop.current?.abort(), []);

  const load = () => {
    if (coming || heard) return;
    const mine = new AbortController();
    stop.current = mine;
    setTrouble(undefined);
    setComing({ peaks: undefined });
    void fetchRecording(contact.id, mine, (peaks) => setComing({ peaks })).then((answer) => {
      if (stop.current !== mine) return;
      setComing(undefined);
      if (typeof answer === 'string') setTrouble(answer);
      else setHeard(answer);
    });
  };
  const cancel = () => {
    stop.current?.abort();
    stop.current = undefined;
    setComing(undefined);
  };
  useImperativeHandle(ref, () => ({
    playFrom: (seconds) => {
      setFrom(({ asked }) => ({ seconds, asked: asked + 1 }));
      load();
    },
  }));

  const length = recordedMs(contact);
  const isOver = contact.closed_at !== undefined;
  const holds = holdsOf(contact.events);
  return (
    <section className={styles.recording} aria-labelledby="recording-title">
      <h2 id="recording-title" className={styles.title}>
        <AudioLines size={16} aria-hidden="true" />
        {word('column_recorded')}
      </h2>
      {!contact.recorded && <p className={styles.said}>{word('recording_never')}</p>}
      {contact.recorded && length === undefined && (
        <p className={styles.said}>{word(isOver ? 'recording_soon' : 'recording_on')}</p>
      )}
      {contact.recorded && length !== undefined && !heard && !coming && (
        <>
          {trouble && <p className={styles.trouble} role="alert">{word(TROUBLES[trouble])}</p>}
          {trouble !== 'refused' && trouble !== 'too_long' && (
            <button type="button" className="button" onClick={load}>
              <Download size={15} aria-hidden="true" />
              {word(trouble ? 'try_again' : 'recording_load')}{' '}
              <span className={`${styles.size} number`}>
                {word('recording_size', {
                  time: duration(length), size: megabytes(length * BYTES_A_MS),
                })}
              </span>
            </button>
          )}
        </>
      )}
      {coming && (
        <>
          <p className={`${styles.said} number`} role="status">
            {word('recording_coming', { n: Math.round((coming.peaks?.share ?? 0) * 100) })}
          </p>
          <button type="button" className="button" onClick={cancel}>{word('cancel')}</button>
          {coming.peaks && (
            <Waveform
              peaks={coming.peaks}
              seconds={(length ?? 0) / 1000}
              at={0}
              muted={[]}
              holds={holds}
            />
          )}
        </>
      )}
      {heard && <Player heard={heard} agent={agent} holds={holds} from={from} />}
    </section>
  );
}

function megabytes(bytes: number): string {
  return (bytes / 1e6).toFixed(1);
}
