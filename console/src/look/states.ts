// How states look: a shape and a tone each; their words are in words/.

export type Shape =
  | 'dot' | 'target' | 'dashed' | 'square' | 'bars' | 'consult' | 'triangle' | 'triangle_line'
  | 'cup' | 'diamond' | 'cross' | 'missed' | 'slash' | 'ring';
export type Tone =
  | 'plain' | 'muted' | 'ready' | 'ringing' | 'talking' | 'hold' | 'wrap-up' | 'break'
  | 'learning' | 'offline' | 'warning' | 'critical';

export interface Look {
  shape: Shape;
  tone: Tone;
}

const AGENT: Record<string, Look> = {
  ready: { shape: 'dot', tone: 'ready' },
  reserved: { shape: 'target', tone: 'ringing' },
  dialing: { shape: 'dashed', tone: 'ringing' },
  talking: { shape: 'square', tone: 'talking' },
  hold: { shape: 'bars', tone: 'hold' },
  consult: { shape: 'consult', tone: 'talking' },
  wrap_up: { shape: 'triangle', tone: 'wrap-up' },
  off_phone_work: { shape: 'triangle_line', tone: 'wrap-up' },
  break: { shape: 'cup', tone: 'break' },
  missed: { shape: 'missed', tone: 'warning' },
  unreachable: { shape: 'slash', tone: 'warning' },
  offline: { shape: 'ring', tone: 'offline' },
};

/** All that are known here, in the order of a day. */
export const agentStates: readonly string[] = Object.keys(AGENT);

const BREAK: Record<string, Look> = {
  coaching: { shape: 'diamond', tone: 'learning' },
  training: { shape: 'diamond', tone: 'learning' },
  system: { shape: 'cross', tone: 'warning' },
};

const UNKNOWN: Look = { shape: 'ring', tone: 'plain' };

export function agentLook(state: string, breakKind: string | null = null): Look {
  const kind = state === 'break' && breakKind ? BREAK[breakKind] : undefined;
  return kind ?? AGENT[state] ?? UNKNOWN;
}

const VERY_LONG_TARGETS = 3;

/** `warning` over the queue's target, `critical` over three times of it. */
export function waitTone(waitedMs: number, targetMs: number): Tone {
  if (waitedMs > targetMs * VERY_LONG_TARGETS) return 'critical';
  return waitedMs > targetMs ? 'warning' : 'plain';
}
