// Rules and the ladder as the API gives them, and in plain words.
import type { Indicator, Unit } from '../indicators/catalogue.ts';
import type { Language } from '../look/preferences.ts';
import { named, type Word } from '../words/words.ts';

type Name = Record<Language, string>;

export interface Condition {
  indicator: string;
  window_ms: number;
  above: boolean;
  limit: number | null;
  /** Once outside, inside again only from here on. */
  back: number | null;
}

export interface Counts {
  fired: number;
  useful: number;
  not_useful: number;
}

export interface Rule {
  code: string;
  name: Name;
  /** The kind of what it is about. */
  of: string;
  /** Codes of those alone, as far as one may know them; none: all. */
  only: readonly string[];
  severity: Severity;
  holds_ms: number;
  when: readonly Condition[];
  covers: boolean;
  /** Nothing for who does not see all that it watches. */
  counts: Counts | null;
}

export type Severity = 'warning' | 'critical';

export interface Level {
  code: string;
  name: Name;
  role: string;
  warning_ms: number;
  critical_ms: number;
}

export interface Ladder {
  agent_warning_ms: number;
  agent_critical_ms: number;
  levels: readonly Level[];
  nudges_max: number;
  handling_ms: number;
  settle_ms: number;
  snooze_max_ms: number;
}

export interface Rules {
  rows: readonly Rule[];
  ladder: Ladder;
}

/** Which rule is chosen, of an address that anybody may have written. */
export function searchOf({ rule }: Record<string, unknown>): { rule?: string } {
  const code = String(rule ?? '');
  return /^[a-z0-9_.-]{1,32}$/.test(code) ? { rule: code } : {};
}

const LOCALES: Record<Language, string> = { es: 'es-MX', en: 'en-US' };
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** `1 h 30 min`, `45 s`: in units, for it is no time on a clock. */
export function span(ms: number, language: Language): string {
  const hours = Math.floor(ms / HOUR_MS);
  const minutes = Math.floor((ms % HOUR_MS) / MINUTE_MS);
  const seconds = (ms % MINUTE_MS) / 1000;
  const parts = [
    hours > 0 && `${hours} h`,
    minutes > 0 && `${minutes} min`,
    (seconds > 0 || ms < MINUTE_MS) && `${numberOf(seconds, language)} s`,
  ];
  return parts.filter(Boolean).join(' ').replaceAll(' ', '\u00a0');
}

/** A limit as it was written: no places that say nothing. */
export function shownLimit(
  unit: Unit | undefined,
  value: number | null,
  language: Language,
  word: Word,
): string {
  if (value === null) return '–';
  if (unit === 'ms') return span(value, language);
  if (unit === 'ratio') return `${numberOf(value * 100, language)}\u00a0%`;
  const shown = numberOf(value, language);
  return unit === 'per_hour' ? word('rule_per_hour', { n: shown }) : shown;
}

function numberOf(value: number, language: Language): string {
  return value.toLocaleString(LOCALES[language], { maximumFractionDigits: 2 });
}

function lastOf(ms: number, language: Language, word: Word): string {
  if (ms === MINUTE_MS) return word('rule_last_minute');
  if (ms === HOUR_MS) return word('rule_last_hour');
  if (ms < HOUR_MS) return word('rule_last_minutes', { n: ms / MINUTE_MS });
  if (ms % HOUR_MS === 0) return word('rule_last_hours', { n: ms / HOUR_MS });
  return word('rule_last_time', { time: span(ms, language) });
}

interface Said {
  /** Outside of what. */
  outside: string;
  /** From where on it is inside again; nothing: from the limit on. */
  back: string | undefined;
}

function saidOf(one: Condition, indicator: Indicator | undefined, language: Language, word: Word): Said {
  const limit = (value: number | null) => shownLimit(indicator?.unit, value, language, word);
  return {
    outside: word(one.above ? 'rule_above' : 'rule_below', {
      title: indicator?.title[language] ?? one.indicator,
      last: lastOf(one.window_ms, language, word),
      limit: limit(one.limit),
    }),
    back: one.back === one.limit ? undefined : word('rule_back', { back: limit(one.back) }),
  };
}

/** One sentence; of several conditions what they have in common, and one each. */
export function sentencesOf(
  rule: Rule,
  catalogue: ReadonlyMap<string, Indicator>,
  language: Language,
  word: Word,
): { first: string; each: string[] } {
  const held = rule.holds_ms > 0
    ? word('rule_held', { time: span(rule.holds_ms, language) })
    : undefined;
  const all = rule.when.map((one) => saidOf(one, catalogue.get(one.indicator), language, word));
  const [only] = all;
  if (only && all.length === 1) {
    const outside = held ? `${only.outside} ${held}` : only.outside;
    return { first: `${only.back ? `${outside}; ${only.back}` : outside}.`, each: [] };
  }
  return {
    first: held ? `${word('rule_all')} ${held}:` : `${word('rule_all')}:`,
    each: all.map(({ outside, back }) => (back ? `${outside}; ${back}.` : `${outside}.`)),
  };
}

/** Whom it is about. */
export function whomOf({ of, only }: Rule, word: Word): string {
  if (only.length === 0 || of === 'operation') return named(word, 'rule_each', of);
  const codes = only.map((code) => (of === 'place' ? named(word, 'rule_place', code) : code));
  return `${named(word, 'alert_kind', of)}: ${codes.join(', ')}`;
}

export interface Step {
  code: string;
  name: string;
  /** Since the deviation is known. */
  after_ms: number;
  /** How many moments are before it: who is told at once with somebody stands below them. */
  moment: number;
}

/** Who is told how long after, the agent whom it is about first. */
export function stepsOf(ladder: Ladder, severity: Severity, language: Language, agent: string): Step[] {
  const steps: Step[] = [{ code: '', name: agent, after_ms: 0, moment: 0 }];
  let after = ladder[`agent_${severity}_ms`];
  let moment = 0;
  for (const level of ladder.levels) {
    if (after > (steps.at(-1)?.after_ms ?? 0)) moment += 1;
    steps.push({ code: level.code, name: level.name[language], after_ms: after, moment });
    after += level[`${severity}_ms`];
  }
  return steps;
}
