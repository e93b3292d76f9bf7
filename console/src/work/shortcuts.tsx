// The keys of the desk, and the list of them.
import { Keyboard } from 'lucide-react';
import { useLayoutEffect, useRef } from 'react';

import { prefer, usePreferences } from '../look/preferences.ts';
import { useWord, type WordKey } from '../words/words.ts';
import type { Actions } from './actions.ts';
import styles from './shortcuts.module.css';
import { isFreeKey } from './single_keys.ts';

const LISTED: readonly (readonly [string, WordKey])[] = [
  ['F2', 'key.accept'],
  ['Shift + F2', 'key.end'],
  ['F8', 'key.mute'],
  ['F9', 'key.hold'],
  ['Shift + F9', 'key.transfer'],
  ['Shift + F8', 'key.hand'],
  ['F4', 'key.finish'],
  ['1 – 9', 'key.disposition'],
  ['?', 'key.help'],
  ['Esc', 'key.close'],
];

/** What the key does here; nothing when it is none of ours. */
export function actOf(event: KeyboardEvent, actions: Actions): (() => unknown) | undefined {
  if (event.ctrlKey || event.altKey || event.metaKey) return undefined;
  if (event.key === 'F2') return event.shiftKey ? actions.end : actions.accept;
  if (event.key === 'F8' && event.shiftKey) return actions.toggleHand;
  if (event.key === 'F9' && event.shiftKey) return actions.handOn;
  if (event.shiftKey) return undefined;
  if (event.key === 'F8') return actions.toggleMute;
  if (event.key === 'F9') return actions.toggleHold;
  return event.key === 'F4' ? actions.finish : undefined;
}

export function Shortcuts({ actions }: { actions: Actions }) {
  const word = useWord();
  const singleKeys = usePreferences((preferences) => preferences.singleKeys);
  const opensRecord = usePreferences((preferences) => preferences.opensRecord);
  const dialog = useRef<HTMLDialogElement>(null);

  useLayoutEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const act = actOf(event, actions);
      if (act) {
        event.preventDefault();
        if (!event.repeat) act();
      } else if (event.key === '?' && isFreeKey(event)) {
        dialog.current?.showModal();
      }
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, [actions]);

  return (
    <>
      <button
        type="button"
        className="button quiet icon"
        aria-label={word('shortcuts')}
        title={word('shortcuts')}
        onClick={() => dialog.current?.showModal()}
      >
        <Keyboard size={18} aria-hidden="true" />
      </button>
      <dialog
        ref={dialog}
        className={styles.dialog}
        aria-labelledby="shortcuts-title"
        onClick={(event) => event.target === dialog.current && dialog.current.close()}
      >
        <div className={styles.inside}>
          <h2 id="shortcuts-title">{word('shortcuts')}</h2>
          <dl>
            {LISTED.map(([key, text]) => (
              <div key={key}>
                <dt><kbd>{key}</kbd></dt>
                <dd>{word(text)}</dd>
              </div>
            ))}
          </dl>
          <label>
            <input
              type="checkbox"
              checked={singleKeys}
              onChange={(event) => prefer({ singleKeys: event.target.checked })}
            />
            {word('single_keys')}
          </label>
          <label>
            <input
              type="checkbox"
              checked={opensRecord}
              onChange={(event) => prefer({ opensRecord: event.target.checked })}
            />
            {word('opens_record')}
          </label>
          <p>{word('shortcuts_note')}</p>
          <button type="button" className="button" onClick={() => dialog.current?.close()}>
            {word('close')}
          </button>
        </div>
      </dialog>
    </>
  );
}
