// The bar on top: who is signed in, how old the data is, language and background.

import { byId, glyph, make, setAttribute, setText, show } from '/live/dom.js';
import { age, currentLanguage, number, word } from '/live/words.js';

const THEME_KEY = 'relevo.theme';
const SHAPES = { connecting: 'half', live: 'dot', reconnecting: 'half' };

export class BarView {
  /** @param {{ language: (chosen: string) => void, signOut: () => void }} on */
  constructor(on) {
    for (const button of document.querySelectorAll('[data-language]')) {
      const chosen = button.getAttribute('data-language') ?? '';
      button.addEventListener('click', () => on.language(chosen));
    }
    byId('sign-out').addEventListener('click', on.signOut);
    byId('theme').addEventListener('click', () => this.switchTheme());
    const kept = localStorage.getItem(THEME_KEY);
    if (kept) document.documentElement.dataset.theme = kept;
    this.shape = glyph('half');
    this.state = make('span', { class: 'connection-state' });
    this.detail = make('span', { class: 'connection-detail' });
    byId('connection').replaceChildren(this.shape, this.state, this.detail);
    matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => this.draw());
  }

  isDark() {
    const chosen = document.documentElement.dataset.theme;
    return chosen ? chosen === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
  }

  switchTheme() {
    const next = this.isDark() ? 'light' : 'dark';
    document.documentElement.dataset.theme = next;
    localStorage.setItem(THEME_KEY, next);
    this.draw();
  }

  draw() {
    for (const button of document.querySelectorAll('[data-language]')) {
      const pressed = button.getAttribute('data-language') === currentLanguage();
      setAttribute(button, 'aria-pressed', String(pressed));
    }
    const label = word(this.isDark() ? 'theme_light' : 'theme_dark');
    setAttribute(byId('theme'), 'aria-label', label);
    setAttribute(byId('theme'), 'title', label);
  }

  /** @param {{ user: string, roles: string[] } | undefined} session @param {string} [name] */
  drawSession(session, name) {
    show(byId('who'), session !== undefined);
    show(byId('sign-out'), session !== undefined);
    show(byId('connection'), session !== undefined);
    if (!session) return;
    const roles = session.roles.map((role) => word(`role.${role}`)).join(', ');
    const user = name ? `${session.user} ${name}` : session.user;
    setText(byId('who'), word('signed_in_as', { user, roles }));
  }

  /**
   * @param {'connecting' | 'live' | 'reconnecting'} state
   * @param {number} oldMs since the data last changed, or since the connection was lost
   * @param {number} position
   */
  drawConnection(state, oldMs, position) {
    const old = { age: age(oldMs) };
    const at = word('position', { n: number(position) });
    const parts = {
      connecting: '',
      live: `${word('changed_ago', old)} · ${at}`,
      reconnecting: `${word('data_age', old)} · ${at}`,
    };
    setAttribute(byId('connection'), 'data-state', state);
    setAttribute(/** @type {Element} */ (this.shape.firstChild), 'href', `#g-${SHAPES[state]}`);
    setText(this.state, word(state));
    setText(this.detail, parts[state]);
  }
}
