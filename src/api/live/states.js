// How states look: a shape and a tone each; their words are in words_*.js.

/** @typedef {{ shape: string, tone: string }} Look */

/** Agents' states in the order of the chips. @type {Record<string, Look>} */
const AGENT = {
  ready: { shape: 'dot', tone: 'ready' },
  reserved: { shape: 'target', tone: 'ringing' },
  dialing: { shape: 'dashed', tone: 'ringing' },
  talking: { shape: 'square', tone: 'talking' },
  hold: { shape: 'bars', tone: 'hold' },
  consult: { shape: 'consult', tone: 'talking' },
  wrap_up: { shape: 'triangle', tone: 'wrap-up' },
  off_phone_work: { shape: 'triangle-line', tone: 'wrap-up' },
  break: { shape: 'cup', tone: 'break' },
  missed: { shape: 'missed', tone: 'warning' },
  unreachable: { shape: 'slash', tone: 'warning' },
  offline: { shape: 'ring', tone: 'offline' },
};

/** @type {Record<string, Look>} */
const CONTACT = {
  arrived: { shape: 'dashed', tone: 'offline' },
  self_service: { shape: 'dashed', tone: 'offline' },
  queued: { shape: 'ring', tone: 'plain' },
  offered: { shape: 'target', tone: 'ringing' },
  connected: { shape: 'square', tone: 'talking' },
  held: { shape: 'bars', tone: 'hold' },
  consulting: { shape: 'consult', tone: 'talking' },
  transferring: { shape: 'consult', tone: 'talking' },
  conferencing: { shape: 'consult', tone: 'talking' },
  wrap_up: { shape: 'triangle', tone: 'wrap-up' },
};

/** @type {Look} */
const UNKNOWN = { shape: 'ring', tone: 'plain' };

export const agentStates = Object.keys(AGENT);

/** @param {string} state */
export const agentLook = (state) => AGENT[state] ?? UNKNOWN;

/** @param {string} state */
export const contactLook = (state) => CONTACT[state] ?? UNKNOWN;

/** States of an agent that a person should look at. */
export const isAbnormal = (/** @type {string} */ state) => agentLook(state).tone === 'warning';

const VERY_LONG_TARGETS = 3;

/**
 * `warning` over the queue's target, `critical` over three times of it.
 * @param {number} waitedMs
 * @param {number} targetMs
 * @returns {'plain' | 'warning' | 'critical'}
 */
export function waitTone(waitedMs, targetMs) {
  if (waitedMs > targetMs * VERY_LONG_TARGETS) return 'critical';
  return waitedMs > targetMs ? 'warning' : 'plain';
}
