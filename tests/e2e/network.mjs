// The networks of a test's browsers, which the script `run` has made: they can be lost and found.
import { execFileSync } from 'node:child_process';

const AT_FIRST = { e2e: '10.79.0.1', 'e2e-far': '10.79.1.1' };

export class Network {
  #now = { ...AT_FIRST };

  /** The address of a device is no more. */
  lose(address) {
    const device = Object.keys(this.#now).find((name) => this.#now[name] === address);
    if (device === undefined) throw new Error(`${address} is of no network of this test`);
    this.#ip('del', device);
    delete this.#now[device];
  }

  loseAll() {
    for (const address of Object.values(this.#now)) this.lose(address);
  }

  find(device, address) {
    this.#now[device] = address;
    this.#ip('add', device);
  }

  /** As it was before the test. */
  restore() {
    this.loseAll();
    for (const [device, address] of Object.entries(AT_FIRST)) this.find(device, address);
  }

  #ip(how, device) {
    execFileSync('ip', ['address', how, `${this.#now[device]}/24`, 'dev', device]);
  }
}
