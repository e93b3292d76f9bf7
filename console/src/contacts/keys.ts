// Keys of a list: J and K walk its links; nothing while somebody types or a dialog is open.
import { useEffect } from 'react';

import { usePreferences } from '../look/preferences.ts';

/** Single letters are for what is typed there, or are switched off (WCAG 2.1.4). */
export function isTyping(event: KeyboardEvent): boolean {
  if (event.ctrlKey || event.altKey || event.metaKey || event.defaultPrevented) return true;
  if (!usePreferences.getState().singleKeys) return true;
  const { target } = event;
  return target instanceof HTMLElement && target.closest('input, select, textarea, dialog') !== null;
}

/** Walks the links that `selector` finds, from the one that has the focus. */
export function useListKeys(selector: string): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const step = { j: 1, k: -1 }[event.key.toLowerCase()];
      if (step === undefined || isTyping(event)) return;
      const links = [...document.querySelectorAll<HTMLElement>(selector)];
      const at = links.findIndex((link) => link === document.activeElement);
      const next = at < 0 ? (step > 0 ? 0 : links.length - 1) : at + step;
      links[Math.min(links.length - 1, Math.max(0, next))]?.focus();
      event.preventDefault();
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, [selector]);
}
