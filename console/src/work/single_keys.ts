// Keys that mean something by themselves: only where nothing else takes them, and who wants none has none.
import { usePreferences } from '../look/preferences.ts';

export function isWriting(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.matches('input:not([type=radio]), textarea, select');
}

/** Whether a key pressed here, Shift aside, is free to be one of ours. */
export function isFreeKey(pressed: KeyboardEvent): boolean {
  return usePreferences.getState().singleKeys
    && !(pressed.defaultPrevented || pressed.repeat)
    && !(pressed.ctrlKey || pressed.altKey || pressed.metaKey)
    && !isWriting(pressed.target)
    && document.querySelector('dialog[open]') === null;
}
