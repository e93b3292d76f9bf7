// The floor's agents in columns, a typed array each: alike in the Worker and in the page.
import { agentStates } from '../look/states.ts';

/** A name once, then its place in the list; 0 is no name. */
export class Names {
  readonly list: string[];
  private readonly places: Map<string, number>;

  constructor(list: readonly string[] = ['']) {
    this.list = [...list];
    this.places = new Map(this.list.map((name, place) => [name, place]));
  }

  placeOf(name: string | null | undefined): number {
    if (!name) return 0;
    const known = this.places.get(name);
    if (known !== undefined) return known;
    this.places.set(name, this.list.length);
    return this.list.push(name) - 1;
  }

  /** 0 also for a name that is not in the list. */
  find(name: string): number {
    return this.places.get(name) ?? 0;
  }
}

/** The names that columns refer to. */
export interface NameLists {
  states: string[];
  kinds: string[];
  teams: string[];
  sites: string[];
  queues: string[];
}

export const FIRST_STATES: readonly string[] = ['', ...agentStates];

/** What does not change while an agent is at work. */
export interface People {
  ids: string[];
  names: string[];
  teams: Uint16Array;
  sites: Uint16Array;
}

export const NOBODY: People =
  { ids: [], names: [], teams: new Uint16Array(), sites: new Uint16Array() };

/** What a change of an agent holds, one after the other. */
export const FIELDS = ['row', 'state', 'kind', 'since', 'contact', 'queue', 'hand'] as const;
export const STRIDE = FIELDS.length;

export class Columns {
  readonly people: People;
  readonly state: Uint8Array;
  readonly kind: Uint8Array;
  /** Server's time, in milliseconds of the epoch. */
  readonly since: Float64Array;
  /** 0: none. */
  readonly contact: Float64Array;
  readonly queue: Uint16Array;
  /** Since when the hand is raised; 0: it is not. */
  readonly hand: Float64Array;
  /** Of a row: grows with each change. */
  readonly version: Uint32Array;

  constructor(people: People) {
    const rows = people.ids.length;
    this.people = people;
    this.state = new Uint8Array(rows);
    this.kind = new Uint8Array(rows);
    this.since = new Float64Array(rows);
    this.contact = new Float64Array(rows);
    this.queue = new Uint16Array(rows);
    this.hand = new Float64Array(rows);
    this.version = new Uint32Array(rows);
  }

  get rows(): number {
    return this.people.ids.length;
  }

  /** Of these rows, to be taken by columns elsewhere. */
  packed(rows: Iterable<number>, count: number): Float64Array<ArrayBuffer> {
    const packed = new Float64Array(count * STRIDE);
    let at = 0;
    for (const row of rows) {
      packed[at] = row;
      packed[at + 1] = this.state[row] ?? 0;
      packed[at + 2] = this.kind[row] ?? 0;
      packed[at + 3] = this.since[row] ?? 0;
      packed[at + 4] = this.contact[row] ?? 0;
      packed[at + 5] = this.queue[row] ?? 0;
      packed[at + 6] = this.hand[row] ?? 0;
      at += STRIDE;
    }
    return packed;
  }

  take(packed: Float64Array): void {
    for (let at = 0; at + STRIDE <= packed.length; at += STRIDE) {
      const row = packed[at] ?? 0;
      this.state[row] = packed[at + 1] ?? 0;
      this.kind[row] = packed[at + 2] ?? 0;
      this.since[row] = packed[at + 3] ?? 0;
      this.contact[row] = packed[at + 4] ?? 0;
      this.queue[row] = packed[at + 5] ?? 0;
      this.hand[row] = packed[at + 6] ?? 0;
      this.version[row] = (this.version[row] ?? 0) + 1;
    }
  }
}
