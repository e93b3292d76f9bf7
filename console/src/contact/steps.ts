// A contact's events as the steps of a story: one sentence each, in the order they happened.
import type { ContactEvent } from '../api/contact_rows.ts';
import type { Look } from '../look/states.ts';
import { agentLook } from '../look/states.ts';
import { duration, keyOf, named, type Word, type WordKey } from '../words/words.ts';

export interface Step {
  position: number;
  /** When it happened, in milliseconds of the epoch. */
  at: number;
  look: Look;
  text: string;
  /** What more there is to say of it; empty when nothing. */
  note: string;
  /** Of use to who looks closely. */
  isDetail: boolean;
}

export type NameOf = (code: string) => string;

const DETAILS: ReadonlySet<string> = new Set([
  'offer_rang', 'offer_answering', 'supervision_joined', 'recording_started',
  'recording_ended', 'agent_state_changed',
  'hand_raised', 'hand_lowered', 'message_sent', 'message_read', 'recording_read',
]);

const LOOKS: Record<string, Look> = {
  contact_arrived: { shape: 'dot', tone: 'plain' },
  contact_queued: { shape: 'ring', tone: 'plain' },
  routing_decided: { shape: 'diamond', tone: 'muted' },
  offer_made: { shape: 'target', tone: 'ringing' },
  offer_accepted: { shape: 'dot', tone: 'ready' },
  contact_connected: { shape: 'square', tone: 'talking' },
  contact_held: { shape: 'bars', tone: 'hold' },
  contact_resumed: { shape: 'square', tone: 'talking' },
  contact_lost_agent: { shape: 'slash', tone: 'warning' },
  supervision_started: { shape: 'consult', tone: 'learning' },
  supervision_changed: { shape: 'consult', tone: 'learning' },
  contact_transferred: { shape: 'diamond', tone: 'talking' },
  second_asked: { shape: 'target', tone: 'ringing' },
  second_joined: { shape: 'consult', tone: 'talking' },
  contact_taken_over: { shape: 'diamond', tone: 'learning' },
  note_added: { shape: 'dot', tone: 'muted' },
  contact_disposed: { shape: 'dot', tone: 'muted' },
  wrap_up_extended: { shape: 'triangle', tone: 'wrap-up' },
  wrap_up_started: { shape: 'triangle', tone: 'wrap-up' },
};

/** An offer's end that is worth a look. */
const OFFER_ENDS: Record<string, Look> = {
  declined: { shape: 'missed', tone: 'warning' },
  expired: { shape: 'missed', tone: 'warning' },
  unreachable: { shape: 'slash', tone: 'warning' },
  failed: { shape: 'cross', tone: 'critical' },
};

const CLOSED: Record<string, Look> = {
  handled: { shape: 'dot', tone: 'ready' },
  abandoned: { shape: 'missed', tone: 'warning' },
  short_abandoned: { shape: 'ring', tone: 'muted' },
  failed: { shape: 'cross', tone: 'critical' },
};

const HAS_RUNG: ReadonlySet<string> = new Set([
  'offer_accepted', 'offer_ended', 'second_joined', 'second_left', 'supervision_joined',
]);
const HAS_TALKED: ReadonlySet<string> = new Set([
  'contact_released', 'contact_lost_agent', 'contact_transferred', 'contact_taken_over',
  'second_left',
]);

const PLAIN: Look = { shape: 'ring', tone: 'muted' };

/** How an end looks; nothing said, the contact is not over. */
export function endLook(end: string | null | undefined): Look {
  if (!end || end === 'none') return { shape: 'target', tone: 'talking' };
  return CLOSED[end] ?? PLAIN;
}

function lookOf(event: ContactEvent): Look {
  if (event.kind === 'contact_closed') return endLook(event.end);
  if (event.kind === 'offer_ended') return OFFER_ENDS[event.end ?? ''] ?? PLAIN;
  if (event.kind === 'agent_state_changed') return agentLook(event.to ?? '', event.break_kind);
  return LOOKS[event.kind] ?? PLAIN;
}

/** Some kinds have a sentence for each of their ends, causes or parties. */
function keyFor(event: ContactEvent): WordKey | undefined {
  const { kind, end, by, cause, mode, agent, complete } = event;
  if (kind === 'contact_transferred') return transferKey(event);
  if (kind === 'supervision_changed' && event.from === mode) return 'step.supervision_changed.why';
  const special = (name: string | null | undefined) =>
    name ? keyOf('step', `${kind}.${name}`) : undefined;
  const byEnd = special(end) ?? special(by) ?? special(cause) ?? special(mode);
  if (byEnd) return byEnd;
  if (kind === 'routing_decided' && !agent) return 'step.routing_decided.unseen';
  if (kind === 'recording_ended' && complete === false) return 'step.recording_ended.incomplete';
  return keyOf('step', kind);
}

function transferKey({ mode, to_agent: person }: ContactEvent): WordKey {
  if (!person) return 'step.contact_transferred.to_queue';
  return mode === 'consult' ? 'step.contact_transferred.completed' : 'step.contact_transferred';
}

function stateName(word: Word, state: string | null | undefined, kind?: string | null): string {
  if (state === 'break' && kind && kind !== 'none') return named(word, 'kind', kind);
  return named(word, 'agent', state ?? '');
}

/** The sentence of an event; of a kind that a newer server knows, its name. */
export function sentence(
  event: ContactEvent,
  word: Word,
  nameOf: NameOf,
  outcomeOf: NameOf,
): string {
  const key = keyFor(event);
  if (!key) return word('step.other', { kind: event.kind.replaceAll('_', ' ') });
  const nameOrUnseen = (code: string | null | undefined) =>
    code ? nameOf(code) : word('agent_unseen');
  return word(key, {
    agent: nameOrUnseen(event.agent),
    user: event.user ?? (event.by ? nameOf(event.by) : ''),
    queue: event.to_queue ?? event.queue ?? '',
    other: nameOrUnseen(event.to_agent ?? event.asked_by),
    disposition: event.disposition ? outcomeOf(event.disposition) : '',
    end: event.end ? named(word, 'end', event.end) : '',
    from: stateName(word, event.from),
    to: stateName(word, event.to, event.break_kind),
  });
}

function noteOf(event: ContactEvent, word: Word): string {
  const notes: string[] = [];
  const add = (key: WordKey, ms: number | undefined) => {
    if (ms !== undefined && ms > 0) notes.push(word(key, { time: duration(ms) }));
  };
  if (event.kind === 'routing_decided' && event.eligible !== undefined) {
    notes.push(word('note.eligible', { n: event.eligible }));
  }
  if (HAS_RUNG.has(event.kind)) {
    add('note.rang', event.rang_ms);
  }
  if (event.kind === 'contact_connected') {
    add('note.waited', event.waited_ms);
    add('note.target', event.target_ms);
  }
  if (event.kind === 'contact_resumed') add('note.held', event.held_ms);
  if (HAS_TALKED.has(event.kind)) {
    add('note.talked', event.talked_ms);
    add('note.held', event.held_ms);
  }
  if (event.kind.startsWith('supervision_') && event.why) {
    const why = keyOf('why', event.why);
    if (why) notes.push(word('note.why', { why: word(why) }));
  }
  if (event.kind === 'wrap_up_ended' || event.kind === 'supervision_ended') {
    add('note.lasted', event.lasted_ms);
  }
  if (event.kind === 'recording_ended') add('note.lasted', event.length_ms);
  if (event.fault && event.fault !== 'none') {
    notes.push(word('note.fault', { fault: named(word, 'fault', event.fault) }));
  }
  add('note.late', event.late_ms);
  return notes.join(' · ');
}

export function stepsOf(
  events: readonly ContactEvent[],
  word: Word,
  nameOf: NameOf,
  outcomeOf: NameOf,
): Step[] {
  return events.map((event) => ({
    position: event.position,
    at: Date.parse(event.at) - (event.late_ms ?? 0),
    look: lookOf(event),
    text: sentence(event, word, nameOf, outcomeOf),
    note: noteOf(event, word),
    isDetail: DETAILS.has(event.kind),
  }));
}
