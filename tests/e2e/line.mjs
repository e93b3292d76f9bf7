// The way of a page's HTTP and WebSocket to the server, which can be cut and mended.
import { connect, createServer } from 'node:net';

export class Line {
  #sockets = new Set();
  #cut = false;

  /** To ADDR:PORT; `address` is where browsers reach it by this line. */
  static async to(server) {
    const line = new Line();
    const [host, port] = server.split(':');
    line.listener = createServer((near) => line.#join(near, host, Number(port)));
    await new Promise((resolve) => line.listener.listen(0, '127.0.0.1', resolve));
    line.address = `127.0.0.1:${line.listener.address().port}`;
    return line;
  }

  /** All that goes over it ends, and nothing new begins; the Date.now() of it. */
  cut() {
    this.#cut = true;
    for (const socket of this.#sockets) socket.destroy();
    return Date.now();
  }

  mend() {
    this.#cut = false;
  }

  async close() {
    this.cut();
    await new Promise((resolve) => this.listener.close(resolve));
  }

  #join(near, host, port) {
    if (this.#cut) return near.destroy();
    const far = connect(port, host);
    for (const [one, other] of [[near, far], [far, near]]) {
      this.#sockets.add(one);
      one.on('close', () => {
        this.#sockets.delete(one);
        other.destroy();
      });
      one.on('error', () => one.destroy());
      one.pipe(other);
    }
  }
}
