// What the server last said of the floor, and what of it the screen has not shown yet.

/**
 * @typedef {{ id: string, number: string, waiting: number, longest_wait_ms: number,
 *   target_ms: number, connected: number, agents: number, ready: number, takenAt: number }} Queue
 * @typedef {{ id: string, name: string, team: string, state: string, since: string,
 *   sinceAt: number, contact: number | null, devices: number, sessions: number,
 *   break_kind: string | null, next_break: string | null }} Agent
 * @typedef {{ id: number, queue: string, state: string, agent: string | null, waited_ms: number,
 *   since: string, recording: boolean, takenAt: number }} Contact
 */

/** States in which a customer waits, so that the wait grows. */
const WAITING = new Set(['arrived', 'self_service', 'queued', 'offered']);

export class Board {
  constructor() {
    /** @type {Map<string, Queue>} */
    this.queues = new Map();
    /** @type {Map<string, Agent>} */
    this.agents = new Map();
    /** @type {Map<number, Contact>} */
    this.contacts = new Map();
    this.position = 0;
    this.loaded = false;
    /** Server's clock minus this machine's. */
    this.clockOffset = 0;
    this.changedAt = Date.now();
    this.shown();
  }

  /** Forgets what changed: the screen shows all of it. */
  shown() {
    this.everything = false;
    /** @type {Set<string>} */
    this.changedAgents = new Set();
    /** @type {Set<number>} */
    this.changedContacts = new Set();
  }

  /** The server's time now, in milliseconds of the epoch. */
  now() {
    return Date.now() + this.clockOffset;
  }

  /** @param {any} message a snapshot or changes of the feed */
  take(message) {
    if (message.snapshot) this.takeSnapshot(message.snapshot);
    if (message.changes) this.takeChanges(message.changes);
    this.position = message.position;
    this.changedAt = Date.now();
  }

  /** @param {any} snapshot */
  takeSnapshot(snapshot) {
    if (snapshot.at) this.clockOffset = Date.parse(snapshot.at) - Date.now();
    this.queues.clear();
    this.agents.clear();
    this.contacts.clear();
    this.takeChanges(snapshot);
    this.everything = true;
    this.loaded = true;
  }

  /** @param {any} changes rows that replace those with the same id */
  takeChanges({ queues = [], agents = [], contacts = [], gone = [] }) {
    const takenAt = this.now();
    for (const row of queues) this.queues.set(row.id, { ...row, takenAt });
    for (const row of agents) this.takeAgent(row);
    for (const row of contacts) {
      this.contacts.set(row.id, { ...row, takenAt });
      this.changedContacts.add(row.id);
    }
    for (const id of gone) {
      this.contacts.delete(id);
      this.changedContacts.add(id);
    }
  }

  /** @param {any} row */
  takeAgent(row) {
    if (!this.agents.has(row.id)) this.everything = true;
    this.agents.set(row.id, { ...row, sinceAt: Date.parse(row.since) });
    this.changedAgents.add(row.id);
  }

  /** @param {Queue} queue */
  longestWait(queue) {
    return queue.waiting > 0 ? queue.longest_wait_ms + this.now() - queue.takenAt : 0;
  }

  /** The longest wait that the contact's queue aims at. @param {Contact} contact */
  target(contact) {
    return this.queues.get(contact.queue)?.target_ms ?? Infinity;
  }

  /** @param {Contact} contact */
  isWaiting(contact) {
    return WAITING.has(contact.state);
  }

  /** @param {Contact} contact */
  waited(contact) {
    const growing = this.isWaiting(contact) ? this.now() - contact.takenAt : 0;
    return contact.waited_ms + growing;
  }

  /** How many agents are in each state. */
  agentStates() {
    /** @type {Map<string, number>} */
    const counts = new Map();
    for (const { state } of this.agents.values()) counts.set(state, (counts.get(state) ?? 0) + 1);
    return counts;
  }
}
