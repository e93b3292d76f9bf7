// An agent's own card: the state, what is going on, and a button for each thing possible now.

import { stateWords } from '/live/agents.js';
import { command } from '/live/api.js';
import { byId, make, setAttribute, setText, show, StateMark } from '/live/dom.js';
import { agentLook } from '/live/states.js';
import { duration, hasWord, word } from '/live/words.js';

/** @typedef {import('/live/board.js').Agent} Agent */

const BREAK_KINDS = ['personal', 'rest', 'meal', 'coaching', 'training'];
const ACTIONS = ['sign_in_agent', 'set_ready', 'finish_wrap_up', 'hold', 'resume', 'hang_up',
  'decline_offer', 'end_break', 'cancel_break', 'break', 'sign_out_agent'];
const OF_A_CONTACT = new Set(['hold', 'resume', 'hang_up', 'finish_wrap_up', 'decline_offer']);

/** What can be done in each state, the most likely first. @type {Record<string, string[]>} */
const POSSIBLE = {
  offline: ['sign_in_agent'],
  ready: ['break', 'sign_out_agent'],
  reserved: ['decline_offer', 'break'],
  dialing: [],
  talking: ['hold', 'hang_up', 'break'],
  hold: ['resume', 'hang_up', 'break'],
  consult: ['hang_up', 'break'],
  wrap_up: ['finish_wrap_up', 'break'],
  off_phone_work: ['set_ready', 'break', 'sign_out_agent'],
  break: ['end_break', 'sign_out_agent'],
  unreachable: ['set_ready', 'break', 'sign_out_agent'],
  missed: ['set_ready', 'break', 'sign_out_agent'],
};
const MAIN = new Set(['sign_in_agent', 'set_ready', 'finish_wrap_up', 'end_break', 'resume']);

/** @param {Agent} agent */
const hasNextBreak = (agent) => Boolean(agent.next_break) && agent.next_break !== 'none';

/** @param {Agent} agent */
function possible(agent) {
  const noPhone = agent.state === 'unreachable' && agent.devices === 0;
  const actions = (POSSIBLE[agent.state] ?? []).filter((a) => !(noPhone && a === 'set_ready'));
  if (!hasNextBreak(agent)) return actions;
  return actions.map((action) => (action === 'break' ? 'cancel_break' : action));
}

export class OwnView {
  /**
   * @param {import('/live/board.js').Board} board
   * @param {import('/live/api.js').Session} session
   * @param {() => void} onSessionOver
   */
  constructor(board, session, onSessionOver) {
    this.board = board;
    this.session = session;
    this.onSessionOver = onSessionOver;
    this.pending = false;
    this.usable = true;
    this.said = '';
    this.mark = new StateMark();
    this.time = make('span', { class: 'own-time' });
    byId('own-state').replaceChildren(this.mark.node, this.time);
    this.buttons = this.makeButtons();
    this.kinds = this.makeKinds();
    this.openMenu(false);
    this.answer('');
  }

  makeButtons() {
    const buttons = new Map(ACTIONS.map((action) => {
      const look = MAIN.has(action) ? 'big primary' : 'big';
      const button = make('button', { type: 'button', class: look, 'data-word': `do_${action}` });
      button.addEventListener('click', () => this.press(action));
      return [action, button];
    }));
    setAttribute(buttons.get('break'), 'aria-controls', 'break-menu');
    byId('own-buttons').replaceChildren(...buttons.values());
    return buttons;
  }

  makeKinds() {
    const kinds = BREAK_KINDS.map((kind) => {
      const button = make('button', { type: 'button', class: 'big', 'data-word': `ask.${kind}` });
      button.addEventListener('click', () => this.ask('request_break', { kind }));
      return button;
    });
    byId('break-menu').replaceChildren(...kinds);
    return kinds;
  }

  /** @param {string} action */
  press(action) {
    if (action === 'break') this.openMenu(byId('break-menu').hidden);
    else if (action === 'cancel_break') this.ask('set_ready', {});
    else this.ask(action, OF_A_CONTACT.has(action) ? { contact: this.own()?.contact } : {});
  }

  /** @param {boolean} open */
  openMenu(open) {
    show(byId('break-menu'), open);
    setAttribute(this.buttons.get('break'), 'aria-expanded', String(open));
  }

  own() {
    return this.board.agents.get(this.session.user);
  }

  /** @param {string} name @param {object} body */
  async ask(name, body) {
    if (this.pending || !this.usable) return;
    this.setPending(true);
    this.answer('');
    const reply = await command(this.session.token, name, body);
    this.setPending(false);
    if (reply.status === 401) this.onSessionOver();
    else if (reply.status === 200) this.openMenu(false);
    else this.answer(refusal(reply));
  }

  /** @param {boolean} pending */
  setPending(pending) {
    this.pending = pending;
    this.drawUsable();
  }

  /** Old data is no ground to act on. @param {boolean} usable */
  setUsable(usable) {
    this.usable = usable;
    this.drawUsable();
  }

  drawUsable() {
    const off = String(this.pending || !this.usable);
    for (const button of [...this.buttons.values(), ...this.kinds]) {
      setAttribute(button, 'aria-disabled', off);
    }
  }

  /** @param {string} text why the last press was refused; empty: it was not */
  answer(text) {
    setText(byId('own-answer'), text);
    show(byId('own-answer'), text !== '');
  }

  draw() {
    const own = this.own();
    show(byId('own'), true);
    setText(byId('own-title'), own ? word('own', { name: own.name }) : word('own_missing'));
    setAttribute(byId('own'), 'data-state', own?.state ?? 'none');
    show(byId('own-state'), own !== undefined);
    this.drawButtons(own ? possible(own) : []);
    if (!own) return;
    this.mark.set(agentLook(own.state), stateWords(own));
    setText(byId('own-note'), this.note(own));
    this.announce(own);
    this.tick();
  }

  /** A button that goes away hands the focus to the card's title. @param {string[]} actions */
  drawButtons(actions) {
    const focused = document.activeElement;
    for (const [action, button] of this.buttons) show(button, actions.includes(action));
    if (!actions.includes('break')) this.openMenu(false);
    const lost = focused instanceof HTMLElement && byId('own').contains(focused)
      && focused.offsetParent === null;
    if (lost) byId('own-title').focus();
  }

  /** @param {Agent} own */
  note(own) {
    const said = [];
    const contact = own.contact === null ? undefined : this.board.contacts.get(own.contact);
    if (contact) {
      const waited = duration(this.board.waited(contact));
      said.push(word('own_contact', { id: contact.id, queue: contact.queue, waited })
        + (contact.recording ? ` · ${word('own_recording')}` : '') + '.');
    }
    const unreached = own.state === 'unreachable' && own.devices > 0;
    if (unreached) said.push(word('own_unreached'));
    else if (hasWord(`own.${own.state}`)) said.push(word(`own.${own.state}`));
    const kind = word(`kind.${own.next_break}`);
    if (hasNextBreak(own)) said.push(word('own_next_break', { kind }));
    const phoneMatters = own.state !== 'offline' && own.state !== 'unreachable';
    if (own.devices === 0 && phoneMatters) said.push(word('own_no_phone'));
    return said.join(' ');
  }

  /**
   * An offer interrupts; any other change of the own state waits for its turn.
   * @param {Agent} own
   */
  announce(own) {
    const now = `${own.state} ${own.break_kind} ${own.contact}`;
    if (now === this.said) return;
    const first = this.said === '';
    this.said = now;
    this.answer('');
    const offered = own.state === 'reserved';
    const contact = own.contact === null ? undefined : this.board.contacts.get(own.contact);
    const offer = offered ? word('said_offer', { queue: contact?.queue ?? '' }) : '';
    setText(byId('assertive'), offer);
    if (!first && !offered) setText(byId('polite'), word('said_state', { state: stateWords(own) }));
  }

  tick() {
    const own = this.own();
    if (own) setText(this.time, duration(this.board.now() - own.sinceAt));
  }
}

/** Why a command was not done, in a sentence. @param {import('/live/api.js').Reply} reply */
function refusal({ status, body }) {
  if (status === 0) return word('refused_no_answer');
  if (status === 403) return word('refused_role');
  if (status === 429 || status === 503) return word('refused_busy');
  if (body.reject && hasWord(`reject.${body.reject}`)) return word(`reject.${body.reject}`);
  return word('refused', { detail: body.detail ?? body.title ?? String(status) });
}
