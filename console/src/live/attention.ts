// Who needs help, and why: the same judgement wherever people are shown.
import type { Tone } from '../look/states.ts';

/** The most pressing first; a later version of the server may know more of them. */
export const ATTENTIONS = [
  'hand',
  'missed',
  'unreachable',
  'system',
  'long_hold',
  'long_talk',
  'wrap_up_over',
  'break_over',
  'none',
] as const;
export type Attention = (typeof ATTENTIONS)[number];

const MINUTE = 60_000;

/** From when on; kept here until the operation sets its own. */
export const HOLD_MAX_MS = 2 * MINUTE;
export const TALK_MAX_MS = 15 * MINUTE;
export const WRAP_UP_MAX_MS = 3 * MINUTE;
export const BREAK_MAX_MS: Readonly<Record<string, number>> = {
  rest: 15 * MINUTE,
  meal: 40 * MINUTE,
};

const TONES: Record<Attention, Tone> = {
  hand: 'critical',
  missed: 'warning',
  unreachable: 'warning',
  system: 'warning',
  long_hold: 'warning',
  long_talk: 'warning',
  wrap_up_over: 'warning',
  break_over: 'warning',
  none: 'plain',
};

export const attentionTone = (attention: Attention): Tone => TONES[attention];

/** A personal break is nobody's business, however long it is. */
export function attentionOf(
  state: string,
  breakKind: string | null,
  inStateMs: number,
  handRaised = false,
): Attention {
  if (handRaised) return 'hand';
  switch (state) {
    case 'missed':
    case 'unreachable':
      return state;
    case 'hold':
      return inStateMs > HOLD_MAX_MS ? 'long_hold' : 'none';
    case 'talking':
    case 'consult':
      return inStateMs > TALK_MAX_MS ? 'long_talk' : 'none';
    case 'wrap_up':
      return inStateMs > WRAP_UP_MAX_MS ? 'wrap_up_over' : 'none';
    case 'break':
      if (breakKind === 'system') return 'system';
      return inStateMs > (BREAK_MAX_MS[breakKind ?? ''] ?? Infinity) ? 'break_over' : 'none';
    default:
      return 'none';
  }
}
