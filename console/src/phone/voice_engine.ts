// What the pages know of the softphone: a connection for a whole shift, whatever carries it.

/** The path of the audio between this page and voice. */
export type Path =
  | 'off' // Nobody asked for it.
  | 'connecting'
  | 'alive'
  | 'lost' // It was alive; it is being brought back.
  | 'elsewhere' // Another page of the same user has it.
  | 'refused';

export interface VoiceListener {
  /** `why`: the server's word, when it refused. */
  path(path: Path, why: string): void;
  /** How much gets lost on the way, from 0 to 1: each few seconds of a connection. */
  loss(share: number): void;
  /** What the other side says, to be played. */
  sound(stream: MediaStream): void;
}

export interface VoiceEngine {
  /** Begins, or begins anew where another page has the phone or it was refused. */
  connect(microphone: MediaStreamTrack): void;
  /** Another microphone, with the connection as it is. */
  useMicrophone(microphone: MediaStreamTrack): void;
  /** Sends a tone; false when there is nothing to send it on. */
  sendDigit(digit: string): boolean;
  /** The path may be another one now: look for it at once. */
  networkChanged(): void;
  /** The phone is over, here and at voice. */
  close(): void;
}
