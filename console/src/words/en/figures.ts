// Words of indicators, in English.
import type { figures as source } from '../es/figures.ts';

export const figures: Record<keyof typeof source, string> = {
  figures_floor: 'Indicators',
  figures_own: 'Your indicators of today: the same as your coordinator sees',
  figures_last: 'Window',
  'figures_last.15m': '15 min',
  'figures_last.30m': '30 min',
  'figures_last.1h': '1 h',
  'figures_last.8h': '8 h',
  'figures_last.today': 'Today',
  figures_more: '{n} more',
  figures_less: 'Fewer',
  figures_failed: 'The indicators cannot be read.',
  figures_stale: 'Figures of {time}: no newer ones come at the moment.',
  figures_none: 'There is nothing to measure in this window yet.',
  figures_of: 'of {n}',
  figures_window: 'From {from} to {to}.',
  figures_age: 'Read {age} ago.',
  figures_version: 'Formula {n}.',
};
