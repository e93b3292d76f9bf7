// A poor network between a page's audio and voice: what the page takes for voice is tests/support/poor_path.py.
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const PROGRAM = fileURLToPath(new URL('../support/poor_path.py', import.meta.url));
const ADDRESS = '10.79.0.1'; // Of a network that browsers have; see `run`.

export class PoorPath {
  #processes = [];

  /** `loss`: from 0 to 1; `jitterMs`: how late at most. Of a page that has loaded nothing yet. */
  static async of(page, { loss, jitterMs }) {
    const path = new PoorPath();
    await page.exposeFunction('poorPathTo', async (port) =>
      `${ADDRESS} ${await path.#to(port, loss, jitterMs)}`);
    await page.addInitScript(`(${takePoorPath})();`);
    return path;
  }

  /** {taken, lost}: datagrams, both ways. It is over then. */
  async end() {
    const told = await Promise.all(this.#processes.map(async ({ process, lines }) => {
      process.stdin.end();
      return JSON.parse((await lines.next()).value);
    }));
    this.#processes = [];
    return told.reduce((all, one) => ({ taken: all.taken + one.taken, lost: all.lost + one.lost }),
      { taken: 0, lost: 0 });
  }

  async #to(port, loss, jitterMs) {
    const process = spawn('python3', [PROGRAM, String(port), String(loss), String(jitterMs)],
      { stdio: ['pipe', 'pipe', 'inherit'] });
    const lines = createInterface({ input: process.stdout })[Symbol.asyncIterator]();
    this.#processes.push({ process, lines });
    return JSON.parse((await lines.next()).value).port;
  }
}

/** Runs in the page: in each answer voice is where the poor path begins. */
function takePoorPath() {
  const set = RTCPeerConnection.prototype.setRemoteDescription;
  RTCPeerConnection.prototype.setRemoteDescription = async function to({ type, sdp }) {
    const [, address, port] = /^a=candidate:\S+ 1 udp \d+ (\S+) (\d+)/m.exec(sdp);
    const poor = await window.poorPathTo(Number(port));
    return set.call(this, { type, sdp: sdp.replace(`${address} ${port} typ`, `${poor} typ`) });
  };
}
