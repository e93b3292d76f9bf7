// A report as the API gives it, and its rows in another order.
import type { Unit } from '../indicators/catalogue.ts';
import { shownFigure } from '../indicators/shown.ts';
import type { Language } from '../look/preferences.ts';

export interface ReportForm {
  name: string;
  title: Record<Language, string>;
  help: Record<Language, string>;
  has_steps: boolean;
}

export type Kind = 'text' | 'time' | 'duration' | Exclude<Unit, 'ms'>;
export type Value = string | number | null;
export type Row = readonly Value[];

export interface Column {
  name: string;
  kind: Kind;
  title: Record<Language, string>;
}

export interface Report {
  name: string;
  at: string;
  time_zone: string;
  /** Of the whole report, in UTC. */
  from: string;
  to: string;
  columns: readonly Column[];
  rows: readonly Row[];
}

export interface Order {
  column: number;
  down: boolean;
}

export const isNumber = (kind: Kind): boolean => kind !== 'text' && kind !== 'time';

/** What there is no value for stays at the end, whichever way. */
export function ordered(rows: readonly Row[], order: Order | undefined): readonly Row[] {
  if (!order) return rows;
  const { column, down } = order;
  return [...rows].sort((left, right) => {
    const [a, b] = [left[column] ?? null, right[column] ?? null];
    if (a === null || b === null) return Number(a === null) - Number(b === null);
    const sign = typeof a === 'number' && typeof b === 'number'
      ? a - b
      : String(a).localeCompare(String(b), undefined, { numeric: true });
    return down ? -sign : sign;
  });
}

/** Times are the report's own: of its day the clock alone, and seconds where they say something. */
export function shownValue(value: Value, kind: Kind, day: string, language: Language): string {
  if (kind === 'text') return String(value ?? '');
  if (kind === 'time') {
    const text = String(value ?? '').replace(/:00$/, '');
    return text.startsWith(`${day} `) ? text.slice(day.length + 1) : text;
  }
  const number = typeof value === 'number' ? value : null;
  return shownFigure(kind === 'duration' ? 'ms' : kind, number, language);
}
