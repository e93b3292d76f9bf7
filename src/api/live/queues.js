// The queues, and the totals of the floor above everything.

import { byId, KeyedRows, make, setAttribute, setText, show } from '/live/dom.js';
import { waitTone } from '/live/states.js';
import { duration, number, word } from '/live/words.js';

/** @typedef {import('/live/board.js').Board} Board */

const WAIT_WORDS = { plain: 'wait_target', warning: 'long_wait', critical: 'very_long_wait' };

/** One number with its name; an unusual one says so in words, too. */
class Figure {
  /** @param {string} title key of its words */
  constructor(title) {
    this.title = title;
    this.name = make('dt');
    this.value = make('b');
    this.note = make('span', { class: 'note' });
    this.node = make('div', { class: 'figure' }, this.name, make('dd', {}, this.value, this.note));
  }

  /** @param {string} value @param {string} note @param {string} tone */
  set(value, note = '', tone = 'plain') {
    setText(this.name, word(this.title));
    setText(this.value, value);
    setText(this.note, note);
    setAttribute(this.node, 'data-tone', tone);
  }

  /** @param {number} waitedMs @param {number} targetMs */
  setWait(waitedMs, targetMs) {
    const tone = waitTone(waitedMs, targetMs);
    const target = duration(targetMs);
    this.set(duration(waitedMs), word(WAIT_WORDS[tone], { target }), tone);
  }
}

class QueueCard {
  constructor() {
    this.name = make('h3');
    this.number = make('p', { class: 'count' });
    this.waiting = new Figure('waiting');
    this.longest = new Figure('longest_wait');
    this.connected = new Figure('talking_now');
    this.ready = new Figure('ready_agents');
    this.node = make('li', { class: 'queue' },
      make('div', { class: 'queue-name' }, this.name, this.number),
      make('dl', { class: 'figures' },
        this.waiting.node, this.longest.node, this.connected.node, this.ready.node));
  }

  /** @param {Board} board @param {import('/live/board.js').Queue} queue */
  fill(board, queue) {
    setText(this.name, queue.id);
    setText(this.number, word('number', { n: queue.number }));
    this.waiting.set(number(queue.waiting));
    this.longest.setWait(board.longestWait(queue), queue.target_ms);
    this.connected.set(number(queue.connected));
    this.ready.set(number(queue.ready), word('of_total', { n: number(queue.agents) }));
  }
}

export class QueuesView {
  /** @param {Board} board */
  constructor(board) {
    this.board = board;
    byId('queues').replaceChildren();
    this.cards = new KeyedRows(byId('queues'), () => new QueueCard());
    this.figures = {
      waiting: new Figure('waiting'),
      longest: new Figure('longest_wait'),
      talking: new Figure('talking_now'),
      ready: new Figure('ready_agents'),
      here: new Figure('connected_agents'),
    };
    byId('totals').replaceChildren(...Object.values(this.figures).map(({ node }) => node));
  }

  drawAll() {
    this.cards.keep([...this.board.queues.keys()]);
    show(byId('queues-empty'), this.board.queues.size === 0);
    this.draw();
  }

  /** Few queues: all of them each time; only what differs reaches the page. */
  draw() {
    const { board, figures } = this;
    let waiting = 0;
    let longest = 0;
    let target = 0;
    let talking = 0;
    for (const queue of board.queues.values()) {
      this.cards.at(queue.id).fill(board, queue);
      waiting += queue.waiting;
      talking += queue.connected;
      const wait = board.longestWait(queue);
      if (wait >= longest) [longest, target] = [wait, queue.target_ms];
    }
    const states = board.agentStates();
    const total = board.agents.size;
    figures.waiting.set(number(waiting));
    figures.longest.setWait(longest, target);
    figures.talking.set(number(talking));
    figures.ready.set(number(states.get('ready') ?? 0));
    figures.here.set(number(total - (states.get('offline') ?? 0)),
      word('of_total', { n: number(total) }));
  }
}
