// Where the keyboard goes when what had it goes away: never nowhere.
import { useEffect } from 'react';

const HOME = '[data-home]';

/** What surrounds it, or the page, says by `data-home` that it, or its first button, is where to go on. */
export function useKeptFocus(): void {
  useEffect(() => {
    let around: HTMLElement[] = []; // From what has the focus outwards.
    const onFocus = ({ target }: FocusEvent) => {
      around = [];
      for (let one = target; one instanceof HTMLElement; one = one.parentElement) around.push(one);
    };
    const observer = new MutationObserver(() => {
      if (around[0]?.isConnected !== false || hasFocus()) return;
      const home = around.find((one) => one.isConnected && one.matches(HOME))
        ?? document.querySelector<HTMLElement>(`main${HOME}`);
      const next = home?.matches('[tabindex]') ? home : home?.querySelector('button');
      next?.focus({ preventScroll: true });
    });
    document.addEventListener('focusin', onFocus);
    observer.observe(document.body, { childList: true, subtree: true });
    return () => {
      document.removeEventListener('focusin', onFocus);
      observer.disconnect();
    };
  }, []);
}

const hasFocus = (): boolean =>
  document.activeElement !== null && document.activeElement !== document.body;
