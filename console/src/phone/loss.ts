// How much of the audio gets lost on its way, both ways, over the last seconds.

const LOOK_EACH_MS = 2_000;
const LOOKS = 6; // Of 10 s: fewer packets say little of a loss of some percent.
const PACKETS_MIN = 100; // 2 s of audio: below it there is no call to speak of.

/** Sums of all that was, as a browser gives them. */
export interface Counted {
  /** Of what came here, and of what voice says that it got of ours. */
  heard: { lost: number; all: number };
  said: { lost: number; all: number };
}

/** From 0 to 1, of the worse way, between two looks; 0 while hardly anything is sent. */
export function lossBetween(from: Counted, to: Counted): number {
  const of = (way: keyof Counted): number => {
    const all = to[way].all - from[way].all;
    const lost = to[way].lost - from[way].lost; // What came twice counts against it.
    return all < PACKETS_MIN ? 0 : Math.min(1, Math.max(0, lost / all));
  };
  return Math.max(of('heard'), of('said'));
}

/** By the names of https://www.w3.org/TR/webrtc-stats/ */
export function countedIn(stats: Iterable<Record<string, unknown>>): Counted {
  const counted: Counted = { heard: { lost: 0, all: 0 }, said: { lost: 0, all: 0 } };
  const number = (value: unknown): number => (typeof value === 'number' ? value : 0);
  for (const one of stats) {
    if (one['kind'] !== 'audio') continue;
    if (one['type'] === 'inbound-rtp') {
      counted.heard.lost = number(one['packetsLost']);
      counted.heard.all = counted.heard.lost + number(one['packetsReceived']);
    }
    if (one['type'] === 'outbound-rtp') counted.said.all = number(one['packetsSent']);
    if (one['type'] === 'remote-inbound-rtp') counted.said.lost = number(one['packetsLost']);
  }
  return counted;
}

/** Looks at a connection until it is stopped, and tells each time. */
export function watchLoss(connection: RTCPeerConnection, tell: (loss: number) => void): () => void {
  const looks: Counted[] = [];
  const look = async () => {
    const report = await connection.getStats();
    const stats: Record<string, unknown>[] = [];
    report.forEach((one: Record<string, unknown>) => stats.push(one));
    looks.push(countedIn(stats));
    if (looks.length > LOOKS) looks.shift();
    const [first, last] = [looks[0], looks.at(-1)];
    if (first && last) tell(lossBetween(first, last));
  };
  const watch = setInterval(() => void look(), LOOK_EACH_MS);
  return () => clearInterval(watch);
}
