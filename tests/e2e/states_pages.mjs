// The pages beside the desk and every state of them, one a line: teams, contacts, the own day.
import { ALERTS, OWN_ALERTS } from './seed_alerts.mjs';
import { openFigure } from './states_floor.mjs';
import { desk, eventsOf } from './seed.mjs';
import { beside, LIST, team, WHOLE } from './seed_people.mjs';

const TEAM = 'equipo-1';
const page = (name, path, user, roles, more) =>
  ({ name, path, user, roles, shows: '#content', ...more });

/** On `/team`, by the coordinator of the people. */
const ofTeam = (name, people, more = {}) => page(name, '/team', 'c01', ['coordinator'],
  { shows: '#content li', ...more, topics: people && { board: people } });

const inTeam = (name, more = {}) => ofTeam(name, team(), more);
const click = (name) => ({ page: shown }) => shown.locator(name).first().click();

/** Behind an answer of the server that refuses. */
const refusedTo = (command, reject, act, text) => ({
  replies: { [`/commands/${command}`]: [409, { reject }] },
  act: async (stage) => {
    await act(stage);
    await stage.page.locator('#content [role=alert] p', { hasText: text }).first().waitFor();
  },
});

const openFirst = click('#content li [aria-expanded]');

async function write({ page: shown }) {
  await openFirst({ page: shown });
  await shown.locator('textarea').first().fill('¿Necesitas apoyo?');
  await shown.locator('form button').first().click();
}

const LOADING = { topics: {}, shows: '[role=status]' };
const GONE = { replies: { '/contacts': [0] } };

const contacts = (name, more) => page(name, '/contacts', 's01', ['supervisor'],
  { replies: { '/contacts': [200, LIST] }, ...more });
const contact = (name, more) => page(name, '/contacts/416', 's01', ['supervisor'],
  { replies: { '/contacts/416': [200, WHOLE] }, ...more });

/** On `/me`: an agent's own day, in that state. */
function me(name, row, more = {}) {
  const replies = { '/contacts': [200, LIST],
    '/events': [200, { rows: row.state ? eventsOf(row.state, row) : [], next: null }],
    ...more.replies };
  return page(name, '/me', '1001', ['agent'],
    { desk: desk(row), ...more, replies });
}

const READY = { state: 'ready' };

export const PAGES = [
  inTeam('team', { look: 'all' }),
  ofTeam('team-loading', undefined, LOADING),
  ofTeam('team-nobody', { ...team(), agents: [], contacts: [] }, { shows: '#content p' }),
  ofTeam('team-refused-by-server', { error: 'too many pages' },
    { shows: '[class*=_banner_]', replies: { '/me': [200, {}] } }),
  inTeam('team-disconnected', { act: (stage) => stage.cutFor(47), look: true }),
  inTeam('team-open', { act: openFirst, look: true }),
  inTeam('team-alerts', { replies: { '/alerts': [200, ALERTS] } }),
  inTeam('team-open-personal', { act: ({ page: shown }) =>
    shown.locator('li', { hasText: 'Guadalupe' }).locator('[aria-expanded]').click() }),
  inTeam('team-message', { act: click('#content button[aria-expanded].quiet') }),
  inTeam('team-message-refused', refusedTo('send_message', 'messages_full', write, /./)),
  inTeam('team-hand-refused', refusedTo('lower_hand', 'hand_not_raised',
    click('#content li [data-tone=critical] button'), /./)),
  ...['listen', 'whisper', 'barge'].map((mode) => ofTeam(`team-${mode}`, team(beside(mode)),
    { shows: '[data-mode] strong', look: true })),
  ofTeam('team-taken-over', team({ contact: { agent: null, taken_over_by: 'c01',
    transferred_by: '1001' } }), { shows: '[data-mode=take_over] strong' }),
  page('teams', '/team', 's01', ['supervisor'],
    { replies: { '/board': [200, team()] }, shows: '#content li', look: true }),
  page('teams-none', '/team', 's01', ['supervisor'],
    { replies: { '/board': [200, { agents: [] }] }, shows: '#content h2 + p' }),
  page('teams-failed', '/team', 's01', ['supervisor'],
    { replies: { '/board': [503, {}] }, shows: '#content [role=alert]' }),
  page('team-of-supervisor', `/team?team=${TEAM}`, 's01', ['supervisor'],
    { topics: { [`team:${TEAM}`]: team() }, shows: '#content li' }),

  contacts('contacts', { shows: 'tbody tr', look: true }),
  contacts('contacts-none', { replies: { '/contacts': [200, { rows: [], next: null }] },
    look: true }),
  contacts('contacts-none-found', { path: '/contacts?queue=soporte',
    replies: { '/contacts': [200, { rows: [], next: null }] } }),
  contacts('contacts-no-answer', GONE),
  contacts('contacts-refused', { replies: { '/contacts': [403, {}] } }),
  contacts('contacts-failed', { replies: { '/contacts': [500, { detail: 'disk full' }] } }),
  contacts('contacts-stale', { shows: 'tbody tr', act: async (stage) => {
    stage.replies['/contacts'] = [0];
    await stage.page.locator('footer button').last().click();
    await stage.page.locator('[class*=_stale_]').waitFor();
  } }),

  contact('contact', { shows: 'article', look: 'all' }),
  contact('contact-none', { replies: { '/contacts/416': [404, {}] }, shows: '#content h2' }),
  contact('contact-refused', { replies: { '/contacts/416': [403, {}] }, shows: '#content h2' }),
  contact('contact-no-answer', { replies: { '/contacts/416': [0] }, shows: '#content h2' }),
  contact('contact-open', { shows: 'article', replies: { '/contacts/416': [200,
    { ...WHOLE, state: 'connected', end: undefined, closed_at: undefined }] } }),

  me('me', READY, { look: 'all' }),
  me('me-alerts', READY, { replies: { '/alerts': [200, OWN_ALERTS] }, look: true }),
  me('me-figure-open', READY, { act: openFigure }),
  me('me-figures-failed', READY, { replies: { '/indicators': [0] } }),
  me('me-loading', {}, { desk: undefined, shows: '#content [role=status]' }),
  me('me-nobody', READY, { desk: { ...desk(), agents: [] }, shows: '#content p' }),
  me('me-nothing-yet', READY, { replies: { '/contacts': [200, { rows: [], next: null }] } }),
  me('me-failed', READY, { replies: { '/contacts': [500, {}] } }),
  me('me-no-answer', READY, { replies: { '/contacts': [0] } }),
  me('me-in-call', { state: 'talking', seconds: 252 }, { look: true }),
  me('me-disconnected', READY, { act: (stage) => stage.cutFor(47) }),
  me('me-refused-by-server', READY,
    { desk: { error: 'too many pages' }, shows: '[class*=_banner_]' }),
];
