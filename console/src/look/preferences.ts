// What a person chose for the look: language, theme, density; kept in this browser.
import { create } from 'zustand';

export type Language = 'es' | 'en';
export type Theme = 'system' | 'light' | 'dark';
export type Density = 'comfortable' | 'compact';

interface Preferences {
  language: Language;
  theme: Theme;
  density: Density;
  /** Shortcuts of one letter without a function key (WCAG 2.1.4). */
  singleKeys: boolean;
  /** Accepting a contact opens its customer's record in another tab. */
  opensRecord: boolean;
}

const KEPT_AS = 'relevo.preferences';

function oneOf<T extends string>(value: unknown, allowed: readonly T[], otherwise: T): T {
  return allowed.find((known) => known === value) ?? otherwise;
}

function ofBrowser(): Language {
  return navigator.language.toLowerCase().startsWith('es') ? 'es' : 'en';
}

function kept(): Preferences {
  let said: Partial<Record<keyof Preferences, unknown>> = {};
  try {
    said = (JSON.parse(localStorage.getItem(KEPT_AS) ?? '{}') ?? {}) as typeof said;
  } catch {
    // Not ours, or damaged: as if nothing had been chosen.
  }
  return {
    language: oneOf(said.language, ['es', 'en'], ofBrowser()),
    theme: oneOf(said.theme, ['system', 'light', 'dark'], 'system'),
    density: oneOf(said.density, ['comfortable', 'compact'], 'comfortable'),
    singleKeys: said.singleKeys !== false,
    opensRecord: said.opensRecord === true,
  };
}

export const usePreferences = create<Preferences>(() => kept());

export function prefer(chosen: Partial<Preferences>): void {
  usePreferences.setState(chosen);
  localStorage.setItem(KEPT_AS, JSON.stringify(usePreferences.getState()));
}

/** Shows the document as chosen, now and after each choice. */
export function followPreferences(): void {
  const show = ({ language, theme, density }: Preferences) => {
    const root = document.documentElement;
    root.lang = language === 'es' ? 'es-MX' : 'en-US';
    root.dataset['theme'] = theme;
    root.dataset['density'] = density;
  };
  show(usePreferences.getState());
  usePreferences.subscribe(show);
}
