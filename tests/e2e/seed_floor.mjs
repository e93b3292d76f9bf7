// What the command center is told: a floor of as many agents as wanted, in all states and sites, the same for ever.
import { AT, desk } from './seed.mjs';

const ago = (seconds) => new Date(AT - Math.round(seconds * 1000)).toISOString();

const FIRST = ['María Fernanda', 'José Ángel', 'Ximena', 'Guadalupe', 'Luis Eduardo', 'Ana Sofía',
  'Iván', 'Rocío', 'Óscar', 'Teresa', 'Héctor', 'Daniela', 'Ulises', 'Paola', 'Jorge', 'Valeria'];
const LAST = ['López Reyes', 'Hernández Cruz', 'Núñez Cárdenas', 'Yáñez Ortiz', 'Martínez Villaseñor',
  'Peña Díaz', 'Güemes Ávila', 'Domínguez Soto', 'Ibáñez Mora', 'Montes de Oca', 'Vázquez Luna'];
export const SITES = ['cdmx', 'monterrey', 'guadalajara', 'merida', 'casa'];
const QUEUES = ['soporte', 'ventas', 'tarjetas', 'retencion', 'sales-en', 'facturacion'];
const TEAM_OF = 15;

/** [of a hundred agents, state, seconds in it at most, kind of break]. */
const SHARES = [[17, 'ready', 400], [3, 'reserved', 15], [2, 'dialing', 20], [42, 'talking', 560],
  [5, 'hold', 110], [2, 'consult', 60], [11, 'wrap_up', 50], [3, 'off_phone_work', 2400],
  [5, 'break', 700, 'rest'], [4, 'break', 1600, 'meal'], [1, 'break', 500, 'personal'],
  [1, 'break', 1200, 'coaching'], [1, 'unreachable', 50], [3, 'offline', 30_000]];
/** The same of a second, for who needs help: in the first places of each site. */
const TROUBLES = [['talking', 400, { hand_since: ago(95) }], ['missed', 33], ['hold', 371],
  ['unreachable', 61, { devices: 0 }], ['break', 1260, { break_kind: 'rest' }], ['talking', 1320],
  ['wrap_up', 620]];
const IN_CONTACT = { reserved: 'offered', dialing: 'dialing', talking: 'connected', hold: 'held',
  consult: 'consulting', wrap_up: 'wrap_up' };

const SHARE_OF = SHARES.flatMap((share) => Array(share[0]).fill(share));

/** Numbers below `below` that are the same each time and look as if they had no order. */
function numbers(seed) {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor(state / 2 ** 32 * below);
  };
}

export class FloorSeed {
  constructor(count) {
    this.next = numbers(count);
    [this.member] = desk().agents;
    [this.conversation] = desk({ state: 'talking' }).contacts;
    this.agents = Array.from({ length: count }, (_, index) => this.agent(index));
  }

  /** In a state by the shares above; whatever it was before. */
  agent(index) {
    const trouble = index < TROUBLES.length ? TROUBLES[index] : undefined;
    const [, state, longest, kind = null] = SHARE_OF[this.next(SHARE_OF.length)];
    const [is, seconds, more] = trouble ?? [state, this.next(longest * 10) / 10, { break_kind: kind }];
    return { ...this.member, id: String(20_001 + index),
      name: `${FIRST[index % FIRST.length]} ${LAST[index % LAST.length]}`,
      team: `equipo-${1 + Math.floor(index / TEAM_OF)}`, site: SITES[index % SITES.length],
      state: is, since: ago(seconds), contact: is in IN_CONTACT ? 3000 + index : null, devices: 1,
      ...more };
  }

  contactOf({ id, state, contact, since }, index) {
    return { ...this.conversation, id: contact, agent: id, queue: QUEUES[index % QUEUES.length],
      state: IN_CONTACT[state], since };
  }

  /** Some waits are far over their target, and one queue has nobody. */
  queues() {
    const waiting = [[7, 72], [3, 24], [0, 0], [2, 11], [1, 48], [0, 0]];
    return QUEUES.map((id, i) => ({ ...desk().queues[0], id, number: String(5000 + i),
      waiting: waiting[i][0], longest_wait_ms: waiting[i][1] * 1000, connected: 4 + i,
      agents: i === 5 ? 0 : 12 * (i + 1), ready: [0, 2, 6, 1, 3, 0][i],
      target_ms: [20, 20, 30, 20, 30, 60][i] * 1000 }));
  }

  snapshot() {
    const { agents } = this;
    const contacts = agents.flatMap((agent, index) =>
      (agent.contact === null ? [] : [this.contactOf(agent, index)]));
    return { ...desk(), agents, contacts, queues: this.queues() };
  }

  /** So many agents, whichever, in other states from the stage's time on. */
  changes(count) {
    const agents = Array.from({ length: count }, () => {
      const index = this.next(this.agents.length);
      return { ...this.agent(index), since: ago(0) };
    });
    return { agents };
  }
}
