// The order of the rows that a view shows, and how many agents are in each state.
import { ATTENTIONS, attentionOf } from '../live/attention.ts';
import type { Columns } from './columns.ts';
import type { FloorTable } from './floor_table.ts';
import type { View } from './view.ts';

export interface Arranged {
  order: Uint32Array<ArrayBuffer>;
  /** By the place of a state's name. */
  counts: number[];
  /** How many need help. */
  help: number;
  /** By the place of a site's name. */
  sites: SiteSum[];
  /** By the place in ATTENTIONS. */
  needs: Need[];
}

export interface SiteSum {
  /** Who is not offline. */
  present: number;
  unreachable: number;
}

/** How many need that, and since when the first of them is in this state. */
export interface Need {
  count: number;
  since: number;
}

const NONE = ATTENTIONS.indexOf('none');

/** For searching: without case and accents. */
export function plain(text: string): string {
  return text.normalize('NFD').replace(/\p{Diacritic}/gu, '').toLowerCase();
}

/** What of a row stays as it is: made once for these people. */
export class Ranks {
  readonly columns: Columns;
  readonly id: Uint32Array;
  readonly name: Uint32Array;
  readonly said: readonly string[];

  constructor(columns: Columns, teams: readonly string[]) {
    const { ids, names, teams: teamOf } = columns.people;
    this.columns = columns;
    this.id = ranked(ids);
    this.name = ranked(names);
    this.said = ids.map((id, row) => plain(`${id} ${names[row]} ${teams[teamOf[row] ?? 0]}`));
  }
}

function ranked(texts: readonly string[]): Uint32Array {
  const collator = new Intl.Collator('es', { numeric: true });
  const order = texts.map((_, row) => row);
  order.sort((a, b) => collator.compare(texts[a] ?? '', texts[b] ?? ''));
  const ranks = new Uint32Array(texts.length);
  order.forEach((row, rank) => (ranks[row] = rank));
  return ranks;
}

/** `now`: the server's time. */
export function arrange(table: FloorTable, ranks: Ranks, view: View, now: number): Arranged {
  const { columns } = table;
  const rows = columns.rows;
  const counts = new Array<number>(table.states.list.length).fill(0);
  const sites = table.sites.list.map((): SiteSum => ({ present: 0, unreachable: 0 }));
  const needs = ATTENTIONS.map((): Need => ({ count: 0, since: 0 }));
  const [offline, unreachable] = [table.states.find('offline'), table.states.find('unreachable')];
  const attention = new Uint8Array(rows);
  const shows = shownBy(table, ranks, view, attention);
  let help = 0;
  let shown = 0;
  const order = new Uint32Array(rows);
  for (let row = 0; row < rows; row += 1) {
    const state = columns.state[row] ?? 0;
    counts[state] = (counts[state] ?? 0) + 1;
    attention[row] = ATTENTIONS.indexOf(attentionOf(
      table.states.list[state] ?? '',
      table.kinds.list[columns.kind[row] ?? 0] ?? '',
      now - (columns.since[row] ?? 0),
      columns.hand[row] !== 0,
    ));
    if (attention[row] !== NONE) help += 1;
    const need = needs[attention[row] ?? NONE];
    if (need) {
      const since = columns.hand[row] || (columns.since[row] ?? now);
      need.since = need.count === 0 ? since : Math.min(need.since, since);
      need.count += 1;
    }
    const site = sites[columns.people.sites[row] ?? 0];
    if (site && state !== offline) {
      site.present += 1;
      if (state === unreachable) site.unreachable += 1;
    }
    if (shows(row)) order[shown++] = row;
  }
  const kept = order.slice(0, shown);
  kept.sort(comparison(table, ranks, view, attention));
  return { order: kept, counts, help, sites, needs };
}

function shownBy(table: FloorTable, ranks: Ranks, view: View, attention: Uint8Array) {
  const { columns } = table;
  const states = new Set(view.states.map((name) => table.states.find(name)));
  const queue = table.queueNames.find(view.queue);
  const team = table.teams.find(view.team);
  const site = table.sites.find(view.site);
  const texts = plain(view.text).split(/\s+/).filter((text) => text !== '');
  return (row: number): boolean => {
    if (states.size > 0 && !states.has(columns.state[row] ?? 0)) return false;
    if (view.help && attention[row] === NONE) return false;
    if (view.queue !== '' && (queue === 0 || columns.queue[row] !== queue)) return false;
    if (view.team !== '' && (team === 0 || columns.people.teams[row] !== team)) return false;
    if (view.site !== '' && (site === 0 || columns.people.sites[row] !== site)) return false;
    const said = ranks.said[row] ?? '';
    return texts.every((text) => said.includes(text));
  };
}

/** By the view's sort, then who is longest in the state, then by the agent's number. */
function comparison(table: FloorTable, ranks: Ranks, view: View, attention: Uint8Array) {
  const { columns } = table;
  const { since, state, contact } = columns;
  const offline = table.states.find('offline'); // Behind who is at work.
  const sign = view.reverse ? -1 : 1;
  const key = keyOf();
  return (a: number, b: number): number =>
    sign * (key(a) - key(b)) ||
    (view.sort === 'attention' ? (since[a] ?? 0) - (since[b] ?? 0) : 0) ||
    (ranks.id[a] ?? 0) - (ranks.id[b] ?? 0);

  function keyOf(): (row: number) => number {
    switch (view.sort) {
      case 'attention':
        return (row) => (attention[row] ?? 0) + (state[row] === offline ? 1 : 0);
      case 'id':
        return (row) => ranks.id[row] ?? 0;
      case 'name':
        return (row) => ranks.name[row] ?? 0;
      case 'team':
        return byText(table.teams.list, columns.people.teams);
      case 'site':
        return byText(table.sites.list, columns.people.sites);
      case 'state':
        return (row) => state[row] ?? 0;
      case 'time':
        return (row) => since[row] ?? 0; // The longest first.
      case 'queue':
        return byText(table.queueNames.list, columns.queue);
      case 'contact':
        return (row) => contact[row] || Number.MAX_SAFE_INTEGER;
    }
  }
}

/** Names in their order, nobody's last. */
function byText(list: readonly string[], places: Uint16Array): (row: number) => number {
  const ranks = ranked(list);
  return (row) => {
    const place = places[row] ?? 0;
    return place === 0 ? list.length : (ranks[place] ?? 0);
  };
}
