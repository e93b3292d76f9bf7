// The sign-in form, and in the demo operation the list of who can sign in.

import { signIn } from '/live/api.js';
import { byId, make, setText, show } from '/live/dom.js';
import { word } from '/live/words.js';

/** The demo operation's fixed sign-ins; each password is `demo-` and the name. */
const DEMO = [
  ['s01', 'supervisor'],
  ['c01', 'coordinator'],
  ['cc01', 'command_center'],
  ['d01', 'director'],
  ['1001', 'agent'],
  ['1002', 'agent'],
  ['1011', 'agent'],
];

export class SignInView {
  /** @param {(session: import('/live/api.js').Session) => void} onSignedIn */
  constructor(onSignedIn) {
    this.onSignedIn = onSignedIn;
    this.pending = false;
    this.messageKey = '';
    this.about = { demo: false, version: '' };
    byId('sign-in-form').addEventListener('submit', (/** @type {Event} */ event) => {
      event.preventDefault();
      this.submit();
    });
  }

  /** @param {{ demo: boolean, version: string }} about */
  setAbout(about) {
    this.about = about;
    this.draw();
  }

  /** @param {string} messageKey why the form is here again; empty: no message */
  open(messageKey) {
    show(byId('sign-in'), true);
    this.say(messageKey);
    this.draw();
    byId('user').focus();
  }

  close() {
    show(byId('sign-in'), false);
    byId('password').value = '';
  }

  draw() {
    show(byId('demo'), this.about.demo);
    setText(byId('version'), this.about.version && word('version', this.about));
    setText(byId('sign-in-message'), this.messageKey && word(this.messageKey));
    byId('demo-list').replaceChildren(...DEMO.map(([user, role]) => this.demoItem(user, role)));
  }

  /** @param {string} user @param {string} role */
  demoItem(user, role) {
    const button = make('button', { type: 'button', class: 'quiet' },
      make('b', {}, user), make('span', {}, word(`role.${role}`)));
    button.addEventListener('click', () => {
      byId('user').value = user;
      byId('password').value = `demo-${user}`;
      byId('sign-in-form').querySelector('[type=submit]').focus();
    });
    return make('li', {}, button);
  }

  /** @param {string} messageKey */
  say(messageKey) {
    this.messageKey = messageKey;
    setText(byId('sign-in-message'), messageKey && word(messageKey));
    show(byId('sign-in-message'), messageKey !== '');
  }

  async submit() {
    if (this.pending) return;
    this.setPending(true);
    this.say('');
    const { status, body } = await signIn(byId('user').value.trim(), byId('password').value);
    this.setPending(false);
    if (status >= 200 && status < 300 && body.token) {
      this.onSignedIn({ token: body.token, user: body.user, roles: body.roles ?? [] });
    } else {
      this.say(problem(status));
    }
  }

  /** @param {boolean} pending */
  setPending(pending) {
    this.pending = pending;
    const button = byId('sign-in-form').querySelector('[type=submit]');
    button.setAttribute('aria-disabled', String(pending));
    button.setAttribute('data-word', pending ? 'signing_in' : 'sign_in');
    setText(button, word(pending ? 'signing_in' : 'sign_in'));
  }
}

/** @param {number} status */
function problem(status) {
  if (status === 0) return 'no_server';
  if (status === 429) return 'sign_in_too_many';
  return status >= 400 && status < 500 ? 'sign_in_wrong' : 'sign_in_failed';
}
