// The grid of agents: chips that count and filter states, the search, a row an agent.

import { byId, cell, KeyedRows, make, setAttribute, setText, show, StateMark } from '/live/dom.js';
import { agentLook, agentStates, isAbnormal } from '/live/states.js';
import { duration, number, word } from '/live/words.js';

/** @typedef {import('/live/board.js').Agent} Agent */

const BLOCK_ROWS = 50;
const COLUMNS = ['agent', 'name', 'team', 'state', 'time', 'contact', 'phone'];

/** The state in words, a break with its kind. @param {Agent} agent */
export function stateWords(agent) {
  const state = word(`agent.${agent.state}`);
  const kind = agent.break_kind;
  if (agent.state !== 'break' || !kind || kind === 'none') return state;
  return `${state} · ${word(`kind.${kind}`)}`;
}

class AgentRow {
  constructor() {
    this.mark = new StateMark();
    this.cells = Object.fromEntries(COLUMNS.map((name) => [name, cell(name)]));
    this.cells.state.append(this.mark.node);
    this.node = make('div', { role: 'row', class: 'row' }, ...Object.values(this.cells));
    this.sinceAt = 0;
  }

  /** @param {Agent} agent */
  fill(agent) {
    const { cells } = this;
    this.sinceAt = agent.sinceAt;
    setText(cells.agent, agent.id);
    setText(cells.name, agent.name);
    setText(cells.team, agent.team ?? '');
    this.mark.set(agentLook(agent.state), stateWords(agent));
    setText(cells.contact, agent.contact === null ? '' : String(agent.contact));
    setText(cells.phone, word(agent.devices > 0 ? 'phone_yes' : 'phone_no'));
    const phoneMissing = agent.devices === 0 && agent.state !== 'offline';
    setAttribute(cells.phone, 'data-tone', phoneMissing ? 'warning' : 'muted');
    setAttribute(this.node, 'data-abnormal', String(isAbnormal(agent.state)));
    setAttribute(this.node, 'data-state', agent.state);
  }

  /** @param {number} now */
  tick(now) {
    setText(this.cells.time, duration(now - this.sinceAt));
  }
}

export class AgentsView {
  /** @param {import('/live/board.js').Board} board */
  constructor(board) {
    this.board = board;
    /** @type {Set<string>} */
    this.states = new Set();
    this.text = '';
    this.head = make('div', { role: 'row', class: 'row head' });
    this.body = make('div', { role: 'presentation' });
    byId('agents').replaceChildren(make('div', { role: 'rowgroup' }, this.head), this.body);
    this.rows = new KeyedRows(this.body, () => new AgentRow());
    /** @type {string[]} */
    this.ids = [];
    /** First rows of the blocks on the screen: only their clocks run. @type {Set<number>} */
    this.seen = new Set();
    this.sight = new IntersectionObserver((entries) => this.see(entries));
    /** @type {Map<string, { button: HTMLElement, mark: StateMark, count: HTMLElement }>} */
    this.chips = new Map();
    this.makeChips();
  }

  /** Lays the rows out in blocks: the browser leaves out, and ticks skip, what is off screen. */
  arrange() {
    const ids = [...this.board.agents.keys()].sort();
    this.rows.keep(ids);
    this.sight.disconnect();
    this.seen.clear();
    const blocks = [];
    for (let first = 0; first < ids.length; first += BLOCK_ROWS) {
      const block = make('div', { role: 'rowgroup', class: 'block', 'data-first': String(first) });
      block.append(...ids.slice(first, first + BLOCK_ROWS).map((id) => this.rows.at(id).node));
      this.sight.observe(block);
      blocks.push(block);
    }
    this.ids = ids;
    this.body.replaceChildren(...blocks);
  }

  /** @param {IntersectionObserverEntry[]} entries */
  see(entries) {
    for (const { target, isIntersecting } of entries) {
      const first = Number(target.getAttribute('data-first'));
      if (isIntersecting) this.seen.add(first);
      else this.seen.delete(first);
    }
    this.tick();
  }

  makeChips() {
    const all = make('button', { type: 'button', class: 'chip', 'data-word': 'all' });
    all.addEventListener('click', () => this.choose(''));
    this.all = all;
    byId('chips').replaceChildren(all);
    for (const state of agentStates) {
      const mark = new StateMark();
      const count = make('b');
      const button = make('button', { type: 'button', class: 'chip' }, mark.node, count);
      button.addEventListener('click', () => this.choose(state));
      byId('chips').append(button);
      this.chips.set(state, { button, mark, count });
    }
  }

  /** @param {string} state empty: all */
  choose(state) {
    if (!state) this.states.clear();
    else if (!this.states.delete(state)) this.states.add(state);
    this.drawChips();
    this.filter();
  }

  /** @param {string} text */
  search(text) {
    this.text = text;
    this.filter();
  }

  /** All of it: after a snapshot, or in another language. */
  drawAll() {
    this.head.replaceChildren(...COLUMNS.map((name) => {
      const title = cell(name, 'columnheader');
      title.textContent = word(`col_${name}`);
      return title;
    }));
    this.arrange();
    this.draw(this.board.agents.keys());
    this.filter();
  }

  /** @param {Iterable<string>} ids */
  draw(ids) {
    for (const id of ids) {
      const agent = this.board.agents.get(id);
      if (!agent) continue;
      const row = this.rows.at(id);
      row.fill(agent);
      row.tick(this.board.now());
      show(row.node, this.matches(agent));
    }
    this.drawChips();
    this.drawCount();
  }

  drawChips() {
    const counts = this.board.agentStates();
    setAttribute(this.all, 'aria-pressed', String(this.states.size === 0));
    for (const [state, { button, mark, count }] of this.chips) {
      const n = counts.get(state) ?? 0;
      mark.set(agentLook(state), word(`agent.${state}`));
      setText(count, number(n));
      setAttribute(button, 'aria-pressed', String(this.states.has(state)));
      setAttribute(button, 'data-none', String(n === 0));
      setAttribute(button, 'data-abnormal', String(n > 0 && isAbnormal(state)));
    }
  }

  /** @param {Agent} agent */
  matches(agent) {
    if (this.states.size > 0 && !this.states.has(agent.state)) return false;
    if (!this.text) return true;
    const contact = agent.contact === null ? undefined : this.board.contacts.get(agent.contact);
    const said = [agent.id, agent.name, agent.team, contact?.queue].join(' ');
    return plain(said).includes(this.text);
  }

  filter() {
    for (const [id, row] of this.rows.rows) {
      const agent = this.board.agents.get(id);
      show(row.node, agent !== undefined && this.matches(agent));
    }
    this.drawCount();
  }

  drawCount() {
    const total = this.board.agents.size;
    let shown = 0;
    for (const row of this.rows.rows.values()) if (!row.node.hidden) shown += 1;
    const counted = { shown: number(shown), total: number(total) };
    setText(byId('agents-count'), word('agents_count', counted));
    show(byId('agents-empty'), shown === 0);
    setText(byId('agents-empty'), word(total === 0 ? 'agents_empty' : 'agents_no_match'));
  }

  tick() {
    const now = this.board.now();
    for (const first of this.seen) {
      for (const id of this.ids.slice(first, first + BLOCK_ROWS)) this.rows.at(id).tick(now);
    }
  }
}

/** For searching: without case and accents. @param {string} text */
export function plain(text) {
  return text.normalize('NFD').replace(/\p{Diacritic}/gu, '').toLowerCase();
}
