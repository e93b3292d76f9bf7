// A recording on its way to this page: as much as a page can hold, with how far it is.
import { headersOfAsker } from '../api/call.ts';
import { sessionOver } from '../api/session.ts';
import { Peaks, waveFormOf } from './wave.ts';

export const BYTES_MAX = 128 * 1024 * 1024; // A little more than an hour.
const PARTS = 800;
const SILENCE_MAX_MS = 15_000;

export type Trouble = 'refused' | 'none' | 'too_long' | 'no_answer' | 'failed';

export interface Heard {
  sound: Blob;
  seconds: number;
  peaks: Peaks;
}

/** `onPart`: some more has come. An end by `stop` answers `no_answer`. */
export async function fetchRecording(
  contact: number,
  stop: AbortController,
  onPart: (peaks: Peaks) => void,
): Promise<Heard | Trouble> {
  let timer = setTimeout(() => stop.abort(), SILENCE_MAX_MS);
  try {
    const answer = await fetch(`/api/v1/contacts/${contact}/recording`, {
      headers: headersOfAsker(),
      cache: 'no-store',
      signal: stop.signal,
    });
    const trouble = troubleOf(answer);
    if (trouble) {
      stop.abort();
      return trouble;
    }
    const taken = new Taken(onPart);
    for await (const bytes of piecesOf(answer)) {
      clearTimeout(timer);
      timer = setTimeout(() => stop.abort(), SILENCE_MAX_MS);
      if (!taken.add(bytes)) {
        stop.abort();
        return taken.bytes > BYTES_MAX ? 'too_long' : 'failed';
      }
    }
    return taken.whole() ?? 'failed';
  } catch {
    return 'no_answer';
  } finally {
    clearTimeout(timer);
  }
}

function troubleOf({ status, headers }: Response): Trouble | undefined {
  if (status === 401) sessionOver('session_over');
  if (status === 403) return 'refused';
  if (status === 404) return 'none';
  if (status !== 200) return 'failed';
  return Number(headers.get('Content-Length')) > BYTES_MAX ? 'too_long' : undefined;
}

async function* piecesOf(answer: Response): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  const reader = answer.body?.getReader();
  if (!reader) return;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    yield value;
  }
}

/** What has come so far. */
class Taken {
  bytes = 0;
  private readonly pieces: Uint8Array<ArrayBuffer>[] = [];
  private head: Uint8Array<ArrayBuffer> | undefined = new Uint8Array(0);
  private peaks: Peaks | undefined;
  private seconds = 0;
  private readonly onPart: (peaks: Peaks) => void;

  constructor(onPart: (peaks: Peaks) => void) {
    this.onPart = onPart;
  }

  /** False when it is no recording, or too long. */
  add(bytes: Uint8Array<ArrayBuffer>): boolean {
    this.bytes += bytes.length;
    if (this.bytes > BYTES_MAX) return false;
    this.pieces.push(bytes);
    const samples = this.head ? this.afterHead(this.head, bytes) : bytes;
    if (samples === undefined) return false;
    if (this.peaks) {
      this.peaks.add(samples);
      this.onPart(this.peaks);
    }
    return true;
  }

  whole(): Heard | undefined {
    if (!this.peaks) return undefined;
    const sound = new Blob(this.pieces, { type: 'audio/wav' });
    return { sound, seconds: this.seconds, peaks: this.peaks };
  }

  private afterHead(
    before: Uint8Array<ArrayBuffer>,
    bytes: Uint8Array<ArrayBuffer>,
  ): Uint8Array | undefined {
    const head = new Uint8Array(before.length + bytes.length);
    head.set(before);
    head.set(bytes, before.length);
    const form = waveFormOf(head);
    if (form === undefined) return undefined;
    if (form === 'more') {
      this.head = head;
      return new Uint8Array(0);
    }
    this.head = undefined;
    this.peaks = new Peaks(form, PARTS);
    this.seconds = form.dataBytes / (form.rate * form.channels * 2);
    return head.subarray(form.dataAt);
  }
}
