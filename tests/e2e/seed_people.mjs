// What pages of teams and of contacts are told: a team in all its states, and one contact whole.
import { AT, desk, LIVES } from './seed.mjs';

const ago = (seconds) => new Date(AT - seconds * 1000).toISOString();

const NAMES = ['María Fernanda López Reyes', 'José Ángel Hernández', 'Ximena Núñez Cárdenas',
  'Guadalupe Yáñez', 'Luis Eduardo Martínez Villaseñor', 'Ana Sofía Peña', 'Iván Güemes',
  'Rocío del Carmen Domínguez', 'Óscar Ibáñez', 'Teresa Ávila Montes de Oca'];

/** [state, seconds in it, more]: who needs help in each way, and who does not. */
const TEAM = [
  ['talking', 400, { hand_since: ago(95) }],
  ['hold', 190, {}],
  ['consult', 40, {}],
  ['break', 700, { break_kind: 'personal' }],
  ['wrap_up', 20, { wrap_up_ends_at: ago(-10), wrap_up_latest_at: ago(-100) }],
  ['missed', 33, {}],
  ['unreachable', 61, { devices: 0 }],
  ['ready', 15, {}],
  ['talking', 1000, {}],
  ['offline', 40_000, { devices: 0, sessions: 0 }],
];

const IN_CONTACT = ['talking', 'hold', 'consult', 'wrap_up'];
const STATE_OF_CONTACT = { talking: 'connected', hold: 'held', consult: 'consulting',
  wrap_up: 'wrap_up' };

function member([state, seconds, more], index) {
  const [agent] = desk({ state, seconds }).agents;
  const contact = IN_CONTACT.includes(state) ? 500 + index : null;
  return { ...agent, id: String(1001 + index), name: NAMES[index], contact, devices: 1, ...more };
}

function conversation({ id, state, contact, since }) {
  const [row] = desk({ state: 'talking' }).contacts;
  return { ...row, id: contact, agent: id, state: STATE_OF_CONTACT[state], since };
}

/** Snapshot of a team. `supervisors`: of the first one's contact; `contact`: more of that. */
export function team({ supervisors = [], contact = {} } = {}) {
  const agents = TEAM.map(member);
  const contacts = agents.filter((agent) => agent.contact !== null).map(conversation);
  Object.assign(contacts[0], { supervisors, ...contact });
  contacts[2].second = { agent: '1008', state: 'talking', since: ago(30) };
  return { ...desk(), agents, contacts };
}

export const beside = (mode) => ({ supervisors: [{ user: 'c01', mode, since: ago(75) }] });

export const LIST = {
  rows: LIVES.map((life, index) => ({ agents: ['1001'], ...life,
    ...(index === 1 ? {} : { disposition: index === 0 ? 'resuelta' : 'devolver' }) })),
  next: null };

const about = (position, seconds, kind, more = {}) =>
  ({ position, at: ago(seconds), kind, agent: '1001', contact: 416, ...more });

export const WHOLE = {
  ...LIST.rows[0], held_ms: 60_000, closed_at: ago(1490),
  events: [
    about(300, 2410, 'contact_arrived', { queue: 'soporte' }),
    about(301, 2410, 'contact_queued', { queue: 'soporte', target_ms: 20_000 }),
    about(302, 2400, 'routing_decided', { eligible: 3 }),
    about(303, 2400, 'offer_made', { expires_at: ago(2380) }),
    about(304, 2396, 'contact_connected', { first: true, waited_ms: 12_000 }),
    about(305, 1800, 'contact_held'),
    about(306, 1740, 'contact_resumed'),
    about(307, 1500, 'contact_released', { by: 'agent', talked_ms: 896_000, held_ms: 60_000 }),
    about(308, 1490, 'contact_closed', { end: 'handled' }),
  ],
  decisions: [{ position: 302, at: ago(2400), queue: 'soporte', agent: '1001',
    strategy: 'longest_idle', rules_version: 1, waited_ms: 10_000, credit_ms: 0, eligible: 3,
    candidates: [{ agent: '1001', score: 340_000_000 }, { agent: '1004', score: 12_000_000 }], others: 1,
    excluded: { on_contact: 5, not_skilled: 2 } }],
  notes: [{ at: ago(1495), by: '1001', by_name: 'María Fernanda López Reyes',
    text: 'Pide factura del mes anterior; queda enviada.' }],
  heard: [{ at: ago(600), by: 's01', by_name: 'Patricia Solís' }],
  screen_pop: 'https://crm.example/?contact=416',
};
