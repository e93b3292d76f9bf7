// While somebody is beside a conversation: whose, who hears them, since when, and the way out.
import { Ear, Mic, MicOff, PhoneIncoming, PhoneOff, X } from 'lucide-react';
import { useLayoutEffect } from 'react';

import { maySpeakInto, useSigned } from '../api/session.ts';
import { useConnection } from '../live/connection.ts';
import { useServerNow } from '../live/now.ts';
import { usePhone } from '../phone/phone.ts';
import { HoldButton } from '../shell/hold_button.tsx';
import { duration, keyOf, useWord } from '../words/words.ts';
import { ModeSwitch } from './mode_switch.tsx';
import { TAKEN_OVER, usePeople } from './people.ts';
import { REASONS, useSupervising, useWatch, type Why } from './watch.ts';
import styles from './supervise_bar.module.css';

export function SuperviseBar() {
  const word = useWord();
  const watch = useWatch((current) => current.watch);
  const signed = useSigned((current) => current.session);
  const live = useConnection((connection) => connection.live);
  const { asked, beside, name: called, refused } = useSupervising();
  const agents = usePeople((people) => people.agents);
  const { microphone, muted, path, soundBlocked } = usePhone();

  useLayoutEffect(() => {
    if (!beside || !watch) return undefined;
    const onKey = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.altKey || event.metaKey || event.repeat) return;
      if (event.key === 'F8' && !event.shiftKey) watch.toggleMute();
      else if (event.key === 'F2' && event.shiftKey) void watch.leave();
      else return;
      event.preventDefault();
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, [beside, watch]);

  if (!watch || (!asked && !beside && refused === undefined)) return null;
  const agent = beside?.agent ?? asked?.agent ?? '';
  const name = (beside && called) || (agents.get(agent)?.name ?? agent);
  const isOwn = beside?.mode === TAKEN_OVER;
  const fault = beside && keyOf('microphone', microphone);
  const isHeard = beside !== undefined && beside.mode !== 'listen';
  const said = beside && keyOf('beside', beside.mode);
  return (
    <section
      className={styles.bar}
      data-mode={beside?.mode ?? 'none'}
      aria-label={word('supervise_bar')}
    >
      <p className={styles.what} role="status">
        <Ear size={20} aria-hidden="true" />
        {said && <strong>{word(said, { name })}</strong>}
        {!beside && asked && <strong>{word('supervise_opening', { name })}</strong>}
        {beside && <Running at={beside.since} />}
      </p>
      {refused !== undefined && <p className={styles.refused} role="alert">{refused}</p>}
      {beside && path !== 'alive' && <p className={styles.refused}>{word('voice_lost')}</p>}
      {fault && (
        <p className={styles.refused} role="alert">
          {word(fault)}
          {' '}
          <button type="button" className="button" onClick={() => watch.restoreMicrophone()}>
            {word('try_again')}
          </button>
        </p>
      )}
      {soundBlocked && (
        <button type="button" className="button" onClick={() => watch.unblockSound()}>
          {word('sound_allow')}
        </button>
      )}
      {beside && !isOwn && <ModeSwitch agent={agent} name={name} />}
      {beside && !isOwn && (
        <label className={styles.why}>
          {word('supervise_why')}
          <select
            className="field"
            value={asked?.why ?? beside.why ?? 'routine'}
            disabled={asked !== undefined || !live}
            onChange={(event) => void watch.sayWhy(event.target.value as Why)}
          >
            {REASONS.map((why) => <option key={why} value={why}>{word(`why.${why}`)}</option>)}
          </select>
        </label>
      )}
      {beside && !isOwn && (
        <HoldButton
          isBusy={asked?.mode === TAKEN_OVER}
          impossible={whyNotTaken()}
          onHeld={() => void watch.takeOver()}
        >
          <PhoneIncoming size={18} aria-hidden="true" />
          {word('supervise_take_over')}
        </HoldButton>
      )}
      {beside && (
        <button
          type="button"
          className="button"
          aria-pressed={muted}
          aria-disabled={!isHeard}
          aria-keyshortcuts="F8"
          title={isHeard ? undefined : word('supervise_unheard')}
          onClick={() => watch.toggleMute()}
        >
          {muted ? <MicOff size={18} aria-hidden="true" /> : <Mic size={18} aria-hidden="true" />}
          {word(muted ? 'supervise_muted' : 'supervise_on')}
          <kbd aria-hidden="true">F8</kbd>
        </button>
      )}
      {beside && (
        <button
          type="button"
          className="button danger"
          aria-keyshortcuts="Shift+F2"
          onClick={() => void watch.leave()}
        >
          <PhoneOff size={18} aria-hidden="true" />
          {word(isOwn ? 'supervise_end_call' : 'supervise_off')}
          <kbd aria-hidden="true">⇧F2</kbd>
        </button>
      )}
      {refused !== undefined && (
        <button
          type="button"
          className="button quiet icon"
          aria-label={word('close')}
          onClick={() => useSupervising.setState({ refused: undefined })}
        >
          <X size={16} aria-hidden="true" />
        </button>
      )}
    </section>
  );

  function whyNotTaken(): string | undefined {
    if (!signed || !maySpeakInto(signed)) return word('supervise_role');
    if (!live) return word('refused_offline');
    return asked ? word('supervise_asked') : undefined;
  }
}

function Running({ at }: { at: string }) {
  return <span className="number">{duration(useServerNow() - Date.parse(at))}</span>;
}
