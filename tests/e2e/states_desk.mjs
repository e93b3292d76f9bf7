// States of the desk with more than a call: a second agent, what is written down, what the centre says.
import { OWN_ALERTS } from './seed_alerts.mjs';
import { AT, CONTACT, desk, eventsOf } from './seed.mjs';

const ago = (seconds) => new Date(AT - seconds * 1000).toISOString();

const NOTES = [
  { at: ago(100), by: '1001', by_name: 'María Fernanda López Reyes', text: 'Ya reinició el módem.' },
  { at: ago(40), by: 's01', by_name: 'Rocío Villanueva Prado', text: 'Tiene visita el lunes.' },
];

const person = (id, name, state) => ({ id, name, team: null, state });

const REPLIES = {
  [`/contacts/${CONTACT}`]: [200, { notes: NOTES, heard: [],
    screen_pop: 'https://crm.example/?contact=417' }],
  '/agents': [200, { rows: [person('1002', 'José Luis Hernández Cruz', 'ready'),
    person('1003', 'Daniela Guzmán Ortega', 'talking')] }],
  '/queues': [200, { rows: [{ id: 'sales-en', number: '5001', campaign: 'sales-sur', ready: 2,
    waiting: 0 }, { id: 'soporte', number: '5000', campaign: 'soporte-norte', ready: 0,
    waiting: 3 }] }],
};

const message = (number, text, more) => ({ message: number, at: ago(90), by: 's01',
  by_name: 'Rocío Villanueva Prado', text, priority: 'normal', reason_for: null, ...more });

/** `row`: as of seed.mjs; `contact`, `agent`: what is told besides of those; `messages`: unread. */
function work(name, row, { contact, agent, messages = [], act } = {}) {
  const staged = desk(row);
  Object.assign(staged.contacts[0] ?? {}, contact);
  Object.assign(staged.agents[0], agent);
  const events = eventsOf(row.state, { cause: 'agent', ...row });
  return { name, path: '/work', roles: ['agent'], shows: '#content h2', act,
    desk: { ...staged, messages },
    replies: { ...REPLIES, '/events': [200, { rows: events, next: null }] } };
}

/** A note that the server does not take, and what happens `then`. */
function refusedNote(name, then) {
  const state = work(name, { state: 'wrap_up', cause: 'customer', seconds: 18 }, {
    act: async (stage) => {
      await stage.page.locator('textarea').fill('Enviar los pasos por correo.');
      await stage.page.keyboard.press('F4');
      await stage.page.locator('#content [role=alert] p').first().waitFor();
      await then(stage);
    } });
  state.replies['/commands/add_note'] = [409, { reject: 'notes_full' }];
  return state;
}

const TALKING = { state: 'talking', seconds: 252 };
const WRAP_UP = { state: 'wrap_up', cause: 'customer', seconds: 18 };
const SECOND = { agent: '1002', state: 'talking', since: ago(20) };
const CONSULTING = { state: 'consulting', second: SECOND };

export const DESK_STATES = [
  { ...work('ready-nudged', { state: 'ready', seconds: 30 }), shows: '#content article',
    replies: { ...REPLIES, '/alerts': [200, OWN_ALERTS] } },
  work('talking-written', TALKING, { contact: { disposition: 'informada' },
    agent: { hand_since: ago(65) } }),
  work('talking-messages', TALKING, { messages: [
    message(1, 'Prioricen las fallas de la zona norte hasta las 12.'),
    message(2, 'Simulacro en 5 minutos: <b>terminen</b> su llamada.', { priority: 'urgent' })] }),
  work('transfer', TALKING, { act: async ({ page }) => {
    await page.keyboard.press('Shift+F9');
    await page.locator('[role=option]').first().waitFor();
    await page.keyboard.press('ArrowDown');
  } }),
  work('consult', TALKING, { contact: CONSULTING, agent: { state: 'consult' } }),
  work('consult-ringing', TALKING, { agent: { state: 'consult' },
    contact: { ...CONSULTING, second: { ...SECOND, state: 'ringing' } } }),
  work('consult-as-second', TALKING, { agent: { state: 'consult' },
    contact: { ...CONSULTING, agent: '1002', second: { ...SECOND, agent: '1001' } } }),
  work('conference', TALKING, { contact: { state: 'conferencing', second: SECOND } }),
  work('offered-consult', { state: 'reserved', cause: 'routing', seconds: 6 }, { contact:
    { ...CONSULTING, agent: '1002', second: { ...SECOND, agent: '1001', state: 'ringing' } } }),
  work('wrap-up-written', WRAP_UP, { contact: { disposition: 'resuelta' },
    agent: { wrap_up_ends_at: ago(-42), wrap_up_latest_at: ago(-90) },
    act: ({ page }) => page.locator('textarea').fill('Enviar los pasos por correo.') }),
  refusedNote('wrap-up-note-refused', () => undefined),
  refusedNote('note-left', async (stage) => {
    const agents = [{ ...stage.desk.agents[0], state: 'ready', contact: null }];
    stage.tell({ topic: 'me', position: 9_000, changes: { agents, gone: [CONTACT] } });
    await stage.page.locator('article[data-tone=warning]').waitFor();
  }),
  work('wrap-up-at-most', WRAP_UP,
    { agent: { wrap_up_ends_at: ago(-42), wrap_up_latest_at: ago(-42) } }),
  work('state-forced', { state: 'off_phone_work', cause: 'supervisor' },
    { messages: [message(3, 'Reunión de equipo ahora.', { reason_for: 'off_phone_work' })] }),
];
