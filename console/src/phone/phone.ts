// The agent's phone in this page: microphone, path and mute, as the pages show and change them.
import { create } from 'zustand';

import { askForMicrophone, mayAlready, type MicrophoneFault } from './microphone.ts';
import type { Signalling } from './signalling.ts';
import { Sound } from './sound.ts';
import type { Path } from './voice_engine.ts';
import { WebPhone } from './web_phone.ts';

export type Microphone = 'unasked' | 'asking' | 'on' | 'ended' | MicrophoneFault;

export interface PhoneLook {
  microphone: Microphone;
  /** The device's name, when there is one. */
  device: string;
  path: Path;
  why: string;
  /** How much of the audio gets lost on the way, from 0 to 1. */
  loss: number;
  muted: boolean;
  soundBlocked: boolean;
}

const NONE: PhoneLook = {
  microphone: 'unasked',
  device: '',
  path: 'off',
  why: '',
  loss: 0,
  muted: false,
  soundBlocked: false,
};

/** Over a reload too: nobody is heard again without knowing. */
const MUTED_AS = 'relevo.muted';

export const usePhone = create<PhoneLook>(() => NONE);

/** Only where the microphone is the one that the customer hears. */
export function mayMute({ microphone, path }: PhoneLook): boolean {
  return microphone === 'on' && (path === 'alive' || path === 'lost' || path === 'connecting');
}

/** From the sign-in to its end. */
export class Phone {
  readonly engine: WebPhone;
  readonly sound: Sound;
  private track: MediaStreamTrack | undefined;
  private isOver = false;

  constructor(line: Signalling) {
    usePhone.setState({ ...NONE, muted: sessionStorage.getItem(MUTED_AS) !== null }, true);
    this.sound = new Sound((soundBlocked) => usePhone.setState({ soundBlocked }));
    this.engine = new WebPhone(line, {
      path: (path, why) => usePhone.setState({ path, why }),
      loss: (loss) => {
        if (loss !== usePhone.getState().loss) usePhone.setState({ loss });
      },
      sound: (stream) => this.sound.play(stream),
    });
    addEventListener('online', this.networkChanged);
    const network = (navigator as { connection?: EventTarget }).connection;
    network?.addEventListener('change', this.networkChanged);
  }

  /** After a reload: where the browser gives the microphone without a question, go on at once. */
  async startIfAllowed(): Promise<void> {
    if ((await mayAlready()) && !this.isOver) await this.start();
  }

  /** Asks for the microphone and connects; again after any fault. */
  async start(): Promise<void> {
    if (usePhone.getState().microphone === 'asking') return;
    usePhone.setState({ microphone: 'asking' });
    const asked = await askForMicrophone();
    if (typeof asked === 'string') {
      if (!this.isOver) usePhone.setState({ microphone: asked });
      return;
    }
    if (this.isOver) return asked.stop();
    this.take(asked);
  }

  /** The phone, back from another page or after a refusal. */
  bringHere(): void {
    if (this.track?.readyState === 'live') this.engine.connect(this.track);
    else void this.start();
  }

  setMuted(muted: boolean): void {
    if (this.track) this.track.enabled = !muted;
    if (muted) sessionStorage.setItem(MUTED_AS, '1');
    else sessionStorage.removeItem(MUTED_AS);
    usePhone.setState({ muted });
  }

  stop(): void {
    this.isOver = true;
    removeEventListener('online', this.networkChanged);
    const network = (navigator as { connection?: EventTarget }).connection;
    network?.removeEventListener('change', this.networkChanged);
    this.engine.close();
    this.sound.stop();
    this.track?.stop();
    sessionStorage.removeItem(MUTED_AS);
    usePhone.setState(NONE, true);
  }

  private take(track: MediaStreamTrack): void {
    const { path, muted } = usePhone.getState();
    this.track?.stop();
    this.track = track;
    track.enabled = !muted;
    track.onended = () => {
      if (this.track === track) usePhone.setState({ microphone: 'ended' });
    };
    this.sound.measure(track);
    usePhone.setState({ microphone: 'on', device: track.label });
    if (path === 'alive' || path === 'lost') this.engine.useMicrophone(track);
    else this.engine.connect(track);
  }

  private readonly networkChanged = (): void => this.engine.networkChanged();
}
