// The live grid: a pool of rows, of which one frame paints those in sight and cells that differ.
import { attentionOf, attentionTone } from '../live/attention.ts';
import { agentLook } from '../look/states.ts';
import { Columns, type NameLists, NOBODY } from './columns.ts';
import type { FloorPainter } from './floor_link.ts';

const SPARE_ROWS = 4; // Above and below what is seen.
const TICK_MS = 1000;
const SVG = 'http://www.w3.org/2000/svg';

/** Its words, in the language of the page. */
export interface GridWords {
  state(state: string, kind: string): string;
  attention(attention: string): string;
  duration(milliseconds: number): string;
}

/** From left to right. */
export const CELLS = [
  'name', 'id', 'team', 'site', 'state', 'time', 'attention', 'queue', 'contact',
] as const;
type CellName = (typeof CELLS)[number];

export interface GridOptions {
  scroller: HTMLElement;
  body: HTMLElement;
  /** Class names of a row and of each cell. */
  classes: Record<'row' | CellName, string>;
  words: GridWords;
  now: () => number;
}

/** A text node that is touched only when its text is another. */
class Text {
  readonly node = document.createTextNode('');
  private text = '';

  set(text: string): void {
    if (text === this.text) return;
    this.text = text;
    this.node.data = text;
  }
}

class Mark {
  readonly node = document.createElementNS(SVG, 'svg');
  private readonly use = document.createElementNS(SVG, 'use');
  private shape = '';
  private tone = '';

  constructor() {
    this.node.setAttribute('viewBox', '0 0 16 16');
    this.node.setAttribute('aria-hidden', 'true');
    this.node.append(this.use);
  }

  set(shape: string, tone: string): void {
    if (shape !== this.shape) this.use.setAttribute('href', shape === '' ? '' : `#shape-${shape}`);
    if (tone !== this.tone) this.node.dataset['tone'] = tone;
    this.shape = shape;
    this.tone = tone;
  }
}

class PoolRow {
  readonly node = document.createElement('div');
  place = -1;
  row = -1;
  version = -1;
  seconds = -1;
  private readonly texts: Record<CellName, Text>;
  private readonly stateMark = new Mark();
  private readonly time: HTMLElement;
  private readonly badge: HTMLElement;
  private tone = '';

  constructor(classes: GridOptions['classes'], id: string) {
    this.node.className = classes.row;
    this.node.id = id;
    this.node.setAttribute('role', 'row');
    const made = CELLS.map((name, column) => {
      const cell = document.createElement('div');
      cell.className = classes[name];
      cell.setAttribute('role', 'gridcell');
      cell.setAttribute('aria-colindex', String(column + 1));
      const text = new Text();
      if (name === 'state') cell.append(this.stateMark.node);
      cell.append(text.node);
      return { name, cell, text };
    });
    this.texts = Object.fromEntries(made.map(({ name, text }) => [name, text])) as typeof this.texts;
    const cellOf = (name: CellName) => made[CELLS.indexOf(name)]?.cell ?? this.node;
    this.time = cellOf('time');
    this.badge = cellOf('attention');
    this.node.append(...made.map(({ cell }) => cell));
  }

  fill(columns: Columns, names: NameLists, words: GridWords, row: number): void {
    const { people } = columns;
    const state = names.states[columns.state[row] ?? 0] ?? '';
    const kind = names.kinds[columns.kind[row] ?? 0] ?? '';
    const contact = columns.contact[row] ?? 0;
    const look = agentLook(state, kind);
    this.texts.id.set(people.ids[row] ?? '');
    this.texts.name.set(people.names[row] ?? '');
    this.texts.team.set(names.teams[people.teams[row] ?? 0] ?? '');
    this.texts.site.set(names.sites[people.sites[row] ?? 0] ?? '');
    this.texts.state.set(words.state(state, kind));
    this.stateMark.set(look.shape, look.tone);
    this.texts.queue.set(names.queues[columns.queue[row] ?? 0] ?? '');
    this.texts.contact.set(contact === 0 ? '' : String(contact));
  }

  /** What changes with time alone. */
  tick(columns: Columns, names: NameLists, words: GridWords, row: number, now: number): void {
    const state = names.states[columns.state[row] ?? 0] ?? '';
    const kind = names.kinds[columns.kind[row] ?? 0] ?? '';
    const inState = now - (columns.since[row] ?? 0);
    const attention = attentionOf(state, kind, inState, columns.hand[row] !== 0);
    this.texts.time.set(words.duration(inState));
    this.texts.attention.set(attention === 'none' ? '' : words.attention(attention));
    const tone = attentionTone(attention);
    if (tone === this.tone) return;
    this.tone = tone;
    this.node.dataset['tone'] = tone;
    this.time.dataset['tone'] = tone;
    this.badge.dataset['tone'] = tone;
  }
}

export class Grid implements FloorPainter {
  /** Rows and cells painted so far: what a test counts. */
  painted = 0;
  private readonly options: GridOptions;
  private readonly pool: PoolRow[] = [];
  private readonly resized: ResizeObserver;
  private readonly ticker: ReturnType<typeof setInterval>;
  private columns = new Columns(NOBODY);
  private names: NameLists = { states: [''], kinds: [''], teams: [''], sites: [''], queues: [''] };
  private order: Uint32Array = new Uint32Array();
  private rowHeight = 0;
  private headHeight = 0;
  private height = 0;
  private frame = 0;
  private active = -1;
  private isAllStale = true;

  constructor(options: GridOptions) {
    this.options = options;
    options.scroller.addEventListener('scroll', this.schedule, { passive: true });
    this.resized = new ResizeObserver(() => this.measure());
    this.resized.observe(options.scroller);
    this.ticker = setInterval(this.schedule, TICK_MS);
    this.measure();
  }

  stop(): void {
    cancelAnimationFrame(this.frame);
    clearInterval(this.ticker);
    this.resized.disconnect();
    this.options.scroller.removeEventListener('scroll', this.schedule);
    this.options.body.replaceChildren();
  }

  /** The row's height comes from the style sheet: density and wall change it. */
  measure(): void {
    const { scroller, body } = this.options;
    const style = getComputedStyle(scroller);
    this.rowHeight = parseFloat(style.getPropertyValue('--grid-row')) || 32;
    this.headHeight = parseFloat(style.getPropertyValue('--grid-head')) || this.rowHeight;
    this.height = scroller.clientHeight;
    body.style.height = `${this.order.length * this.rowHeight}px`;
    this.paintAll();
  }

  useWords(words: GridWords): void {
    this.options.words = words;
    this.paintAll();
  }

  columnsAre(columns: Columns, names: NameLists): void {
    this.columns = columns;
    this.names = names;
    this.paintAll();
  }

  orderIs(order: Uint32Array): void {
    const isLonger = order.length !== this.order.length;
    this.order = order;
    if (isLonger) this.options.body.style.height = `${order.length * this.rowHeight}px`;
    this.schedule();
  }

  changed(): void {
    this.schedule();
  }

  get length(): number {
    return this.order.length;
  }

  /** The agent's place in the order; -1 where the view has it not. */
  placeOf(row: number): number {
    return this.order.indexOf(row);
  }

  rowAt(place: number): number {
    return this.order[place] ?? -1;
  }

  /** How many rows are seen at once, for a page up and down. */
  get pageRows(): number {
    return Math.max(1, Math.floor((this.height - this.headHeight) / this.rowHeight) - 1);
  }

  /** The row that keys act on; brought into sight where `inSight`. */
  activate(row: number, inSight: boolean): void {
    this.active = row;
    const place = this.placeOf(row);
    if (inSight && place >= 0) this.bringIntoSight(place);
    this.schedule();
  }

  /** The row under that element. */
  rowOf(target: EventTarget | null): number {
    const node = target instanceof Element ? target.closest('[role=row]') : null;
    return this.pool.find((slot) => slot.node === node)?.row ?? -1;
  }

  private bringIntoSight(place: number): void {
    const { scroller } = this.options;
    const top = place * this.rowHeight;
    const seen = this.height - this.headHeight - this.rowHeight;
    if (scroller.scrollTop > top) scroller.scrollTop = top;
    else if (scroller.scrollTop < top - seen) scroller.scrollTop = top - seen;
  }

  private paintAll(): void {
    this.isAllStale = true;
    this.schedule();
  }

  private readonly schedule = (): void => {
    if (this.frame === 0) this.frame = requestAnimationFrame(this.paint);
  };

  private readonly paint = (): void => {
    this.frame = 0;
    const { scroller, words, now } = this.options;
    const seen = Math.ceil(this.height / this.rowHeight) + 2 * SPARE_ROWS;
    this.fitPool(Math.min(seen, this.order.length));
    const top = Math.floor(scroller.scrollTop / this.rowHeight) - SPARE_ROWS;
    const first = Math.max(0, Math.min(top, this.order.length - this.pool.length));
    const time = now();
    for (let place = first; place < first + this.pool.length; place += 1) {
      const slot = this.pool[place % this.pool.length];
      const row = this.order[place];
      if (slot && row !== undefined) this.paintRow(slot, place, row, words, time);
    }
    this.isAllStale = false;
    this.showActive();
  };

  private paintRow(
    slot: PoolRow, place: number, row: number, words: GridWords, time: number,
  ): void {
    if (slot.place !== place) {
      slot.place = place;
      slot.node.style.transform = `translateY(${place * this.rowHeight}px)`;
      slot.node.setAttribute('aria-rowindex', String(place + 2)); // The head is the first.
    } else if (this.isAllStale) {
      slot.node.style.transform = `translateY(${place * this.rowHeight}px)`;
    }
    const version = this.columns.version[row] ?? 0;
    const seconds = Math.floor((time - (this.columns.since[row] ?? 0)) / 1000);
    const isOther = this.isAllStale || slot.row !== row || slot.version !== version;
    if (isOther) slot.fill(this.columns, this.names, words, row);
    if (isOther || slot.seconds !== seconds) {
      slot.tick(this.columns, this.names, words, row, time);
      this.painted += 1;
    }
    slot.row = row;
    slot.version = version;
    slot.seconds = seconds;
  }

  private fitPool(count: number): void {
    const { body, classes } = this.options;
    if (this.pool.length === count) return;
    while (this.pool.length > count) this.pool.pop()?.node.remove();
    while (this.pool.length < count) {
      const slot = new PoolRow(classes, `floor-row-${this.pool.length}`);
      this.pool.push(slot);
      body.append(slot.node);
    }
    for (const slot of this.pool) slot.place = -1; // Another size, other places.
  }

  private showActive(): void {
    let shown = '';
    for (const slot of this.pool) {
      const isActive = slot.row === this.active;
      if (isActive) shown = slot.node.id;
      if ((slot.node.getAttribute('aria-selected') === 'true') !== isActive) {
        slot.node.setAttribute('aria-selected', String(isActive));
      }
    }
    const { scroller } = this.options;
    if ((scroller.getAttribute('aria-activedescendant') ?? '') === shown) return;
    if (shown === '') scroller.removeAttribute('aria-activedescendant');
    else scroller.setAttribute('aria-activedescendant', shown);
  }
}
