// Figures as people read them: shares in percent, lengths as on a clock.
import type { Language } from '../look/preferences.ts';
import { duration } from '../words/words.ts';
import type { Unit } from './catalogue.ts';

const LOCALES: Record<Language, string> = { es: 'es-MX', en: 'en-US' };

/** `–` where there is nothing to divide by, which is not 0. */
export function shownFigure(unit: Unit, value: number | null | undefined, language: Language): string {
  if (value === null || value === undefined) return '–';
  if (unit === 'ms') return duration(value);
  const places = { count: 0, ratio: 1, each: 2, per_hour: 2 }[unit];
  const form = { minimumFractionDigits: places, maximumFractionDigits: places };
  if (unit === 'ratio') return `${(value * 100).toLocaleString(LOCALES[language], form)} %`;
  return value.toLocaleString(LOCALES[language], form);
}
