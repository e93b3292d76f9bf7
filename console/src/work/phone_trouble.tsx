// What is wrong with microphone or audio during the shift, and what to do about it.
import type { ReactNode } from 'react';

import { useDesk } from '../live/desk.ts';
import { usePhone } from '../phone/phone.ts';
import { useWord, type WordKey } from '../words/words.ts';
import type { Actions } from './actions.ts';
import styles from './notice.module.css';

export function PhoneTrouble({ actions }: { actions: Actions }) {
  const word = useWord();
  const { microphone, path, why, soundBlocked } = usePhone();
  const devices = useDesk((desk) => desk.agent?.devices ?? 0);
  if (path === 'elsewhere') {
    return (
      <Notice what="path.elsewhere" does="path.elsewhere.do">
        <Press say="take_here" onPress={actions.bringPhoneHere} />
      </Notice>
    );
  }
  if (microphone === 'unasked') {
    if (devices > 0) return null; // At work with another phone.
    return (
      <Notice what="voice_off" does="check_microphone_why">
        <Press say="check_again" onPress={actions.startPhone} />
      </Notice>
    );
  }
  if (microphone !== 'on' && microphone !== 'asking') {
    return (
      <Notice what={`microphone.${microphone}`} does={`microphone.${microphone}.do`}>
        <Press say="try_again" onPress={actions.startPhone} />
      </Notice>
    );
  }
  if (path === 'refused') {
    return (
      <Notice what="path.refused" does="path.refused.do" why={why}>
        <Press say="try_again" onPress={actions.bringPhoneHere} />
      </Notice>
    );
  }
  if (path === 'lost') return <Notice what="path.lost" does="path.lost.do" />;
  if (soundBlocked) {
    return (
      <Notice what="sound_blocked">
        <Press say="sound_allow" onPress={actions.unblockSound} />
      </Notice>
    );
  }
  if (microphone === 'asking') {
    return <p className={styles.do} role="status">{word('check_microphone_ask')}</p>;
  }
  return null;
}

interface NoticeProps {
  what: WordKey;
  does?: WordKey;
  why?: string;
  children?: ReactNode;
}

export function Notice({ what, does, why = '', children }: NoticeProps) {
  const word = useWord();
  return (
    <div className={styles.notice} data-tone="warning" role="alert">
      <div className={styles.words}>
        <p className={styles.what}>{word(what, { why })}</p>
        {does && <p className={styles.do}>{word(does)}</p>}
      </div>
      {children}
    </div>
  );
}

function Press({ say, onPress }: { say: WordKey; onPress: () => void }) {
  const word = useWord();
  return <button type="button" className="button" onClick={onPress}>{word(say)}</button>;
}
