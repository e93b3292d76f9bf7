// Words, numbers and durations in the language chosen.
import { type Language, usePreferences } from '../look/preferences.ts';
import { en } from './en.ts';
import { es } from './es.ts';

export type WordKey = keyof typeof es;
export type Values = Record<string, string | number>;
export type Word = (key: WordKey, values?: Values) => string;

const WORDS: Record<Language, Record<WordKey, string>> = { es, en };
const LOCALES: Record<Language, string> = { es: 'es-MX', en: 'en-US' };

export function wordIn(language: Language, key: WordKey, values: Values = {}): string {
  const text = WORDS[language][key];
  return text.replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ''));
}

/** For what is said outside of a component. */
export const wordNow: Word = (key, values) =>
  wordIn(usePreferences.getState().language, key, values);

const words: Record<Language, Word> = {
  es: (key, values) => wordIn('es', key, values),
  en: (key, values) => wordIn('en', key, values),
};

/** The words of a component, which is drawn again in another language. */
export function useWord(): Word {
  return words[usePreferences((preferences) => preferences.language)];
}

/** `prefix.name` as a key where there is such a word: a newer server may know more names. */
export function keyOf(prefix: string, name: string): WordKey | undefined {
  const key = `${prefix}.${name}`;
  return key in es ? (key as WordKey) : undefined;
}

/** The word for a name of the API, or the name itself. */
export function named(word: Word, prefix: string, name: string): string {
  const key = keyOf(prefix, name);
  return key ? word(key) : name;
}

/** `m:ss`, from an hour on `h:mm:ss`; below 0 counts as 0. */
export function duration(milliseconds: number): string {
  const seconds = Math.max(0, Math.floor(milliseconds / 1000));
  const two = (n: number) => String(n).padStart(2, '0');
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes}:${two(seconds % 60)}`;
  return `${Math.floor(minutes / 60)}:${two(minutes % 60)}:${two(seconds % 60)}`;
}

/** How old something is, in the largest unit that says enough. */
export function age(milliseconds: number): string {
  const seconds = Math.max(0, Math.floor(milliseconds / 1000));
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  return minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

const CLOCK = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;
const DAY = { day: '2-digit', month: '2-digit' } as const;
const LONG_DATE = { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' } as const;

const forms = new Map<string, Intl.DateTimeFormat>();

function shown(milliseconds: number, name: string, form: Intl.DateTimeFormatOptions): string {
  const locale = LOCALES[usePreferences.getState().language];
  const key = `${locale} ${name}`;
  const known = forms.get(key) ?? new Intl.DateTimeFormat(locale, form);
  forms.set(key, known);
  return known.format(milliseconds);
}

/** The time of day, as a clock on the wall shows it. */
export function timeOfDay(milliseconds: number): string {
  return shown(milliseconds, 'time', CLOCK);
}

/** With seconds. */
export function clock(milliseconds: number): string {
  return shown(milliseconds, 'clock', { ...CLOCK, second: '2-digit' });
}

/** The time of day, and which day where that is not today. */
export function dayAndTime(milliseconds: number): string {
  const time = clock(milliseconds);
  const isToday = new Date(milliseconds).toDateString() === new Date().toDateString();
  return isToday ? time : `${shown(milliseconds, 'day', DAY)} ${time}`;
}

export function longDate(milliseconds: number): string {
  return shown(milliseconds, 'date', LONG_DATE);
}
