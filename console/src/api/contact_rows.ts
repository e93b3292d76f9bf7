// One contact as the API tells it: its life, what happened in it, and why each agent was chosen.
import type { LifeRow } from './rows.ts';

/** Any event of a contact: the members that some kinds have are there for those. */
export interface ContactEvent {
  position: number;
  at: string;
  kind: string;
  agent?: string | null;
  queue?: string | null;
  by?: string | null;
  cause?: string | null;
  end?: string | null;
  fault?: string | null;
  from?: string | null;
  to?: string | null;
  break_kind?: string | null;
  media?: string | null;
  /** Where it went, and who asked a second agent. */
  to_agent?: string | null;
  to_queue?: string | null;
  asked_by?: string | null;
  handed_over?: boolean;
  disposition?: string | null;
  /** Who supervises, and how. */
  user?: string | null;
  mode?: string | null;
  why?: string | null;
  first?: boolean;
  rests?: boolean;
  complete?: boolean;
  eligible?: number;
  waited_ms?: number;
  total_waited_ms?: number;
  target_ms?: number;
  rang_ms?: number;
  talked_ms?: number;
  held_ms?: number;
  lasted_ms?: number;
  length_ms?: number;
  late_ms?: number;
}

/** Written by a person about the contact. */
export interface NoteRow {
  at: string;
  by: string | null;
  by_name?: string;
  text: string;
}

/** Who has heard the recording, and when. */
export interface HeardRow {
  at: string;
  by: string | null;
  by_name?: string;
}

export interface DecisionRow {
  position: number;
  at: string;
  queue: string | null;
  agent: string | null;
  strategy: string;
  rules_version: number;
  waited_ms: number;
  credit_ms: number;
  eligible: number;
  candidates: readonly { agent: string | null; score: number }[];
  /** Candidates that are out of sight. */
  others: number;
  /** How many agents each rule kept out. */
  excluded: Readonly<Record<string, number>>;
}

/** Who called, for those who may see it. */
export interface Customer {
  number: string | null;
  name?: string;
}

export interface WholeContact extends LifeRow {
  customer?: Customer | null;
  events: readonly ContactEvent[];
  decisions: readonly DecisionRow[];
  notes?: readonly NoteRow[];
  heard?: readonly HeardRow[];
  screen_pop?: string | null;
}
