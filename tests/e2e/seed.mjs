// What a staged page is told: a desk of the demo operation on a morning in March, the same for ever.

export const AT = Date.parse('2026-03-12T17:05:00Z'); // 11:05 in Mexico City.
export const ABOUT = { demo: true, operation: 'demo', version: '0.1.0' };
export const CONTACT = 417;

const POSITION = 900;

const ago = (seconds) => new Date(AT - seconds * 1000).toISOString();

/** The end of a shift's first hours: [seconds ago, state, cause, kind of break]. */
const MORNING = [
  [7500, 'off_phone_work', 'agent'], [7490, 'ready', 'agent'], [7200, 'reserved', 'routing'],
  [7194, 'talking', 'agent'], [6890, 'wrap_up', 'customer'], [6880, 'ready', 'timer'],
  [5400, 'reserved', 'routing'], [5380, 'missed', 'timer'], [5300, 'ready', 'agent'],
  [4100, 'break', 'agent', 'rest'], [3500, 'ready', 'agent'], [2400, 'reserved', 'routing'],
  [2396, 'talking', 'agent'], [1800, 'hold', 'agent'], [1740, 'talking', 'agent'],
  [1500, 'wrap_up', 'agent'], [1490, 'ready', 'timer'],
];

function changed([seconds, to, cause, kind = 'none'], index) {
  return { position: 100 + index, at: ago(seconds), kind: 'agent_state_changed', agent: '1001',
    from: 'ready', to, break_kind: kind, contact: null, cause, by: '1001', lasted_ms: 0 };
}

export const EVENTS = MORNING.map(changed);

export const LIVES = [[416, 'soporte', 2410, 896, 12], [409, 'sales-en', 5410, 0, 31],
  [402, 'soporte', 7205, 304, 5]].map(([id, queue, seconds, talked, waited]) => ({
  id, queue, state: 'closed', end: talked > 0 ? 'handled' : 'abandoned',
  arrived_at: ago(seconds), closed_at: ago(seconds - talked), waited_ms: waited * 1000,
  talked_ms: talked * 1000, held_ms: 0, recorded: true }));

const disposition = (id, es, en) =>
  ({ id, name: { es, en }, kind: 'contact', campaigns: [], retired: false });

export const DISPOSITIONS = [
  disposition('resuelta', 'Resuelta en la llamada', 'Solved in the call'),
  disposition('informada', 'Información entregada', 'Information given'),
  disposition('escalada', 'Escalada a segundo nivel', 'Escalated to second level'),
  disposition('devolver', 'Pide que le devuelvan la llamada', 'Wants to be called back'),
  disposition('cortada', 'Se cortó la llamada', 'Call dropped'),
  disposition('equivocada', 'Número equivocado', 'Wrong number'),
];

const queue = (id, number, campaign, waiting, longest, target) => ({ id, number, campaign, waiting,
  connected: 4, agents: 9, ready: waiting ? 0 : 3, longest_wait_ms: longest * 1000,
  target_ms: target * 1000 });

/** The snapshot of `me` of agent 1001: {state, seconds in it, break_kind, next_break, waiting}. */
export function desk({ state = 'offline', seconds = 40, waiting = 0, ...more } = {}) {
  const contact = ['reserved', 'talking', 'hold', 'wrap_up'].includes(state) ? CONTACT : null;
  const stages = { reserved: 'offered', talking: 'connected', hold: 'held', wrap_up: 'wrap_up' };
  return {
    position: POSITION,
    at: ago(0),
    queues: [queue('sales-en', '5001', 'sales-sur', 0, 0, 30),
      queue('soporte', '5000', 'soporte-norte', waiting, waiting ? 34 : 0, 20)],
    agents: [{ id: '1001', name: 'María Fernanda López Reyes', team: 'equipo-1', site: 'cdmx', state,
      break_kind: null, next_break: null, next_off_phone: false, since: ago(seconds), contact, devices: 0,
      sessions: 1, hand_since: null, wrap_up_ends_at: null, wrap_up_latest_at: null,
      ...more }],
    contacts: contact === null ? [] : [{ id: CONTACT, queue: 'soporte', state: stages[state],
      agent: '1001', arrived_at: ago(seconds + 26), since: ago(seconds), waited_ms: 26_000,
      recording: state === 'talking' || state === 'hold' }],
    alerts: [],
  };
}

/** The events behind that desk: why its state is what it is. */
export function eventsOf(state, { seconds = 40, cause = 'agent', kind } = {}) {
  const about = (name, more) => ({ position: POSITION - 1, at: ago(seconds), kind: name,
    agent: '1001', contact: CONTACT, ...more });
  const last = { ...changed([seconds, state, cause, kind], 0), position: POSITION };
  const before = {
    reserved: [about('offer_made', { expires_at: ago(seconds - 20) })],
    talking: [about('contact_connected')],
    hold: [about('contact_connected', { at: ago(seconds + 95) })],
    wrap_up: [about('wrap_up_started', { ends_at: ago(seconds - 60) })],
  };
  return [...EVENTS, ...(before[state] ?? []), last];
}
