// The list of contacts, oldest first, so that none moves while it lives.

import { plain } from '/live/agents.js';
import { byId, cell, KeyedRows, make, setAttribute, setText, show, StateMark } from '/live/dom.js';
import { contactLook, waitTone } from '/live/states.js';
import { duration, number, word } from '/live/words.js';

/** @typedef {import('/live/board.js').Contact} Contact */

const COLUMNS = ['contact', 'queue', 'state', 'agent', 'waited'];

class ContactRow {
  constructor() {
    this.mark = new StateMark();
    this.cells = Object.fromEntries(COLUMNS.map((name) => [name, cell(name)]));
    this.cells.state.append(this.mark.node);
    this.node = make('div', { role: 'row', class: 'row' }, ...Object.values(this.cells));
  }

  /** @param {Contact} contact */
  fill(contact) {
    setText(this.cells.contact, String(contact.id));
    setText(this.cells.queue, contact.queue ?? '');
    this.mark.set(contactLook(contact.state), word(`contact.${contact.state}`));
    setText(this.cells.agent, contact.agent ?? word('nobody'));
  }

  /** @param {number} waited @param {string} tone */
  tick(waited, tone) {
    setText(this.cells.waited, duration(waited));
    setAttribute(this.cells.waited, 'data-tone', tone);
  }
}

export class ContactsView {
  /** @param {import('/live/board.js').Board} board */
  constructor(board) {
    this.board = board;
    this.text = '';
    this.head = make('div', { role: 'row', class: 'row head' });
    this.body = make('div', { role: 'rowgroup' });
    byId('contacts').replaceChildren(make('div', { role: 'rowgroup' }, this.head), this.body);
    this.rows = new KeyedRows(this.body, () => new ContactRow());
  }

  /** @param {string} text */
  search(text) {
    this.text = text;
    this.draw(this.board.contacts.keys());
  }

  drawAll() {
    this.head.replaceChildren(...COLUMNS.map((name) => {
      const title = cell(name, 'columnheader');
      title.textContent = word(`col_${name}`);
      return title;
    }));
    this.rows.keep([...this.board.contacts.keys()].sort((a, b) => a - b));
    this.draw(this.board.contacts.keys());
  }

  /** @param {Iterable<number>} ids of contacts that changed or are gone */
  draw(ids) {
    for (const id of ids) {
      const contact = this.board.contacts.get(id);
      if (!contact) {
        this.rows.remove(id);
        continue;
      }
      const row = this.rows.at(id);
      row.fill(contact);
      show(row.node, this.matches(contact));
    }
    this.tick();
    this.drawCount();
  }

  /** @param {Contact} contact */
  matches(contact) {
    if (!this.text) return true;
    const agent = contact.agent === null ? undefined : this.board.agents.get(contact.agent);
    const { id, queue } = contact;
    const said = [id, queue, contact.agent, agent?.name, agent?.team].join(' ');
    return plain(said).includes(this.text);
  }

  drawCount() {
    let shown = 0;
    for (const row of this.rows.rows.values()) if (!row.node.hidden) shown += 1;
    const total = this.board.contacts.size;
    const counted = { shown: number(shown), total: number(total) };
    setText(byId('contacts-count'), word('agents_count', counted));
    show(byId('contacts-empty'), shown === 0);
    setText(byId('contacts-empty'), word(total === 0 ? 'contacts_empty' : 'contacts_no_match'));
  }

  /** Only a wait that still grows can be too long now. @param {Contact} contact */
  tone(contact) {
    if (!this.board.isWaiting(contact)) return 'plain';
    return waitTone(this.board.waited(contact), this.board.target(contact));
  }

  tick() {
    for (const [id, row] of this.rows.rows) {
      const contact = this.board.contacts.get(id);
      if (contact) row.tick(this.board.waited(contact), this.tone(contact));
    }
  }
}
