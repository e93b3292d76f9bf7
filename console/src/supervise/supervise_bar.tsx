// While somebody is beside a conversation: whose, who hears them, since when, and the way out.
import { Ear, Mic, MicOff, PhoneOff, X } from 'lucide-react';
import { useEffect } from 'react';

import { useServerNow } from '../live/now.ts';
import { usePhone } from '../phone/phone.ts';
import { duration, keyOf, useWord } from '../words/words.ts';
import { ModeSwitch } from './mode_switch.tsx';
import { usePeople } from './people.ts';
import { useSupervising, useWatch } from './watch.ts';
import styles from './supervise_bar.module.css';

export function SuperviseBar() {
  const word = useWord();
  const watch = useWatch((current) => current.watch);
  const { asked, beside, refused } = useSupervising();
  const agents = usePeople((people) => people.agents);
  const { muted, path, soundBlocked } = usePhone();

  useEffect(() => {
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
  const name = agents.get(agent)?.name ?? agent;
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
      {soundBlocked && (
        <button type="button" className="button" onClick={() => watch.unblockSound()}>
          {word('sound_allow')}
        </button>
      )}
      {beside && <ModeSwitch agent={agent} name={name} />}
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
          {word('supervise_off')}
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
}

function Running({ at }: { at: string }) {
  return <span className="number">{duration(useServerNow() - Date.parse(at))}</span>;
}
