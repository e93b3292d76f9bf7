// What the API says of queues, agents, contacts and events, as far as the console reads it.

export interface QueueRow {
  id: string;
  number: string | null;
  campaign: string | null;
  waiting: number;
  connected: number;
  agents: number;
  ready: number;
  longest_wait_ms: number;
  target_ms: number;
}

export interface AgentRow {
  id: string;
  name: string;
  team: string | null;
  site: string | null;
  state: string;
  break_kind: string | null;
  next_break: string | null;
  since: string;
  contact: number | null;
  devices: number;
  sessions: number;
  /** Since when the hand is up. */
  hand_since?: string | null;
  /** In wrap-up: when it ends by itself, and how far that can be put off. */
  wrap_up_ends_at?: string | null;
  wrap_up_latest_at?: string | null;
}

/** Who is in a call besides agent and customer. */
export interface Supervision {
  user: string | null;
  name?: string;
  mode: string;
  /** Why they are there, as they say. */
  why?: string;
  since: string;
}

export interface ContactRow {
  id: number;
  queue: string | null;
  state: string;
  agent: string | null;
  arrived_at: string;
  since: string;
  waited_ms: number;
  recording: boolean;
  /** Its code, as it was last said. */
  disposition?: string | null;
  supervisors?: Supervision[];
  second?: Second | null;
  taken_over_by?: string | null;
  transferred_by?: string | null;
}

/** The agent who was asked to join a contact. */
export interface Second {
  agent: string;
  state: 'ringing' | 'talking';
  since: string;
}

/** What the centre says to an agent, until it is read. */
export interface Message {
  message: number;
  at: string;
  by: string | null;
  by_name?: string;
  text: string;
  priority: 'normal' | 'urgent';
  /** The state that `by` has put the agent into; the text is why. */
  reason_for: string | null;
}

/** A contact of the day, over or not. */
export interface LifeRow {
  id: number;
  queue: string | null;
  state: string;
  end?: string;
  /** Whose, where it failed. */
  fault?: string;
  arrived_at: string;
  closed_at?: string;
  waited_ms: number;
  talked_ms: number;
  held_ms: number;
  recorded: boolean;
  /** Who had it, in order, each once. */
  agents: readonly string[];
  /** Its code, as it was last said. */
  disposition?: string | null;
}

export interface LifeList {
  rows: readonly LifeRow[];
  /** Behind what was looked at; nothing when that was all. */
  next: number | null;
}

/** Any event: the members that some kinds have are there for those. */
export interface EventRow {
  position: number;
  at: string;
  kind: string;
  agent?: string | null;
  contact?: number | null;
  to?: string;
  break_kind?: string;
  cause?: string;
  by?: string | null;
  end?: string;
  expires_at?: string;
  ends_at?: string;
  disposition?: string | null;
  queue?: string | null;
  to_agent?: string | null;
  to_queue?: string | null;
  asked_by?: string | null;
  handed_over?: boolean;
}

export interface Changes {
  queues?: QueueRow[];
  agents?: AgentRow[];
  contacts?: ContactRow[];
  gone?: number[];
  events?: EventRow[];
  /** All of the unread, where that has changed. */
  messages?: Message[];
}

/** What voice says of this page's phone. */
export interface PhoneTold {
  id: number;
  number: number;
  answer?: string;
  alive: boolean;
  gone: boolean;
  /** Gone, because another page of the user has the phone. */
  elsewhere?: boolean;
  why?: string;
}

export interface FeedMessage {
  topic?: string;
  position?: number;
  snapshot?: Changes & { at?: string };
  changes?: Changes;
  /** With `topic`: of that topic there is nothing for this user. */
  error?: string;
  phone?: PhoneTold;
}
