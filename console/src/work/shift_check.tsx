// The start of a shift: microphone, path of the audio, and the desk, checked in seconds.
import type { ReactNode } from 'react';

import type { AgentRow } from '../api/rows.ts';
import { type Microphone, usePhone } from '../phone/phone.ts';
import type { Path } from '../phone/voice_engine.ts';
import { Glyph } from '../look/glyph.tsx';
import type { Look } from '../look/states.ts';
import { useWord, type Word, type WordKey } from '../words/words.ts';
import type { Actions } from './actions.ts';
import { AskButton } from './button.tsx';
import { LevelMeter } from './level_meter.tsx';
import styles from './shift_check.module.css';

type Result = 'ok' | 'pending' | 'waiting' | 'problem';

const LOOKS: Record<Result, Look> = {
  ok: { shape: 'dot', tone: 'ready' },
  pending: { shape: 'dashed', tone: 'ringing' },
  waiting: { shape: 'ring', tone: 'offline' },
  problem: { shape: 'missed', tone: 'warning' },
};

export function ShiftCheck({ agent, actions }: { agent: AgentRow; actions: Actions }) {
  const word = useWord();
  const { microphone, path, device, why } = usePhone();
  const isReady = microphone === 'on' && path === 'alive';
  const isFresh = microphone === 'unasked';
  const hasFault = !isFresh && microphone !== 'on' && microphone !== 'asking';
  const isElsewhere = path === 'elsewhere' || path === 'refused';
  return (
    <section className={styles.card} aria-labelledby="check-title">
      <h2 id="check-title">{word('check_title')}</h2>
      <p className={styles.lead}>{word('check_lead')}</p>
      <ol className={styles.steps}>
        <Step title="check_microphone" result={microphoneResult(microphone)}>
          {microphoneWords(word, microphone, device)}
          {microphone === 'on' && <LevelMeter level={actions.level} on />}
        </Step>
        <Step title="check_path" result={pathResult(microphone, path)}>
          {pathWords(word, microphone, path, why)}
        </Step>
        <Step title="check_ready" result={isReady ? 'ok' : 'waiting'}>
          {word(isReady ? 'check_ready_on' : 'check_ready_wait')}
        </Step>
      </ol>
      <div className={styles.acts}>
        {isFresh && (
          <button type="button" className="button primary" onClick={actions.startPhone}>
            {word('check_begin')}
          </button>
        )}
        {(hasFault || (isElsewhere && microphone === 'on')) && (
          <button
            type="button"
            className="button primary"
            onClick={isElsewhere ? actions.bringPhoneHere : actions.startPhone}
          >
            {word(path === 'elsewhere' ? 'take_here' : 'try_again')}
          </button>
        )}
        {(isReady || agent.devices > 0) && (
          <>
            <AskButton asks="sign_in_agent" look="primary" onPress={() => actions.begin(true)}>
              {word('check_go')}
            </AskButton>
            <AskButton asks="sign_in_agent" onPress={() => actions.begin(false)}>
              {word('check_go_later')}
            </AskButton>
          </>
        )}
      </div>
      {agent.devices > 0 && !isReady && <p className={styles.lead}>{word('check_device')}</p>}
    </section>
  );
}

interface StepProps {
  title: WordKey;
  result: Result;
  children: ReactNode;
}

function Step({ title, result, children }: StepProps) {
  const word = useWord();
  return (
    <li className={styles.step} data-result={result}>
      <Glyph look={LOOKS[result]} size={18} />
      <div>
        <h3>{word(title)} <span className="unseen">: {word(result)}</span></h3>
        <div className={styles.said} role="status">{children}</div>
      </div>
    </li>
  );
}

function microphoneResult(microphone: Microphone): Result {
  if (microphone === 'on') return 'ok';
  if (microphone === 'unasked') return 'waiting';
  return microphone === 'asking' ? 'pending' : 'problem';
}

function microphoneWords(word: Word, microphone: Microphone, device: string): ReactNode {
  switch (microphone) {
    case 'unasked':
      return word('check_microphone_why');
    case 'asking':
      return word('check_microphone_ask');
    case 'on':
      return <>{word('check_microphone_on', { name: device })} {word('check_microphone_quiet')}</>;
    default:
      return (
        <>
          <b>{word(`microphone.${microphone}`)}</b> {word(`microphone.${microphone}.do`)}
        </>
      );
  }
}

function pathResult(microphone: Microphone, path: Path): Result {
  if (path === 'alive') return 'ok';
  if (path === 'off') return 'waiting';
  return path === 'connecting' && microphone === 'on' ? 'pending' : 'problem';
}

function pathWords(word: Word, microphone: Microphone, path: Path, why: string): ReactNode {
  if (microphone !== 'on' && path === 'off') return word('check_path_wait');
  switch (path) {
    case 'alive':
      return word('check_path_on');
    case 'off':
    case 'connecting':
      return word('check_path_try');
    case 'lost':
      return word('check_path_lost');
    default:
      return <><b>{word(`path.${path}`, { why })}</b> {word(`path.${path}.do`)}</>;
  }
}
