// What on the floor is not as it should be: queues over their target, sites without signal, people by need.
import type { QueueRow } from '../api/rows.ts';
import { ATTENTIONS, attentionTone } from '../live/attention.ts';
import { longestWait, type Taken } from '../live/desk.ts';
import { type Tone, waitTone } from '../look/states.ts';
import type { Need, SiteSum } from './arrange.ts';

export type Deviation = { tone: Tone; /** For how long. */ ms: number } & (
  | { about: 'queue'; queue: string; waiting: number; target: number; nobody: boolean }
  | { about: 'site'; site: string; unreachable: number; present: number }
  | { about: 'need'; need: string; count: number }
);

const UNREACHABLE_MIN = 3; // Fewer are their own trouble, not that of the site.
const UNREACHABLE_WARNING = 0.05;
const UNREACHABLE_CRITICAL = 0.2;

export function siteTone({ present, unreachable }: SiteSum): Tone {
  if (unreachable < UNREACHABLE_MIN) return 'plain';
  const share = unreachable / Math.max(1, present);
  if (share >= UNREACHABLE_CRITICAL) return 'critical';
  return share >= UNREACHABLE_WARNING ? 'warning' : 'plain';
}

interface Floor {
  queues: readonly Taken<QueueRow>[];
  sites: readonly SiteSum[];
  siteNames: readonly string[];
  needs: readonly Need[];
}

/** The worst first, and of those alike: queues, sites, people; each kind in an order that stays. */
export function deviationsOf({ queues, sites, siteNames, needs }: Floor, now: number): Deviation[] {
  const found: Deviation[] = [];
  for (const queue of [...queues].sort((a, b) => a.id.localeCompare(b.id))) {
    const ms = queue.waiting === 0 ? 0 : longestWait(queue, now);
    const nobody = queue.waiting > 0 && queue.agents === 0;
    const tone = nobody ? 'critical' : waitTone(ms, queue.target_ms);
    const { id, waiting, target_ms: target } = queue;
    if (tone !== 'plain') found.push({ about: 'queue', tone, ms, queue: id, waiting, target, nobody });
  }
  sites.forEach((sum, place) => {
    const tone = siteTone(sum);
    const site = siteNames[place] ?? '';
    if (site !== '' && tone !== 'plain') found.push({ about: 'site', tone, ms: 0, site, ...sum });
  });
  needs.forEach(({ count, since }, place) => {
    const need = ATTENTIONS[place] ?? 'none';
    if (need === 'none' || count === 0) return;
    found.push({ about: 'need', tone: attentionTone(need), ms: now - since, need, count });
  });
  const worst = (one: Deviation) => (one.tone === 'critical' ? 0 : 1);
  return found.sort((a, b) => worst(a) - worst(b)); // Stable: the rest stays as it was found.
}
