// Where staged pages come in: the program's own files, and a real WebSocket for the feed that their stages speak.
import { createServer, request } from 'node:http';

import { WebSocketServer } from 'ws';

import { AT } from './seed.mjs';

const FEED = '/api/v1/feed';
const WORKER = /\/floor_worker[^/]*\.js$/; // The one script that no page's own clock reaches.
const CLOCK = `Date.now = () => ${AT};\n`;

export class StageDoor {
  static #doors = new WeakMap();
  #stages = new Map();

  /** The one in front of that server; it keeps no process alive. */
  static of(server) {
    if (!StageDoor.#doors.has(server)) StageDoor.#doors.set(server, new StageDoor().#open(server));
    return StageDoor.#doors.get(server);
  }

  /** The token of a page: each socket that begins with it is given to `take`. */
  admit(take) {
    const token = `staged-${this.#stages.size}`;
    this.#stages.set(token, take);
    return token;
  }

  async #open(server) {
    const [host, port] = server.http.split(':');
    const front = createServer((asked, answer) => {
      const headers = { ...asked.headers, 'accept-encoding': 'identity' };
      const { method, url: path } = asked;
      asked.pipe(request({ host, port, method, path, headers }, (said) => pass(said, path, answer)));
    });
    const feed = new WebSocketServer({ noServer: true });
    front.on('upgrade', (asked, socket, head) => {
      if (asked.url !== FEED) return socket.destroy();
      feed.handleUpgrade(asked, socket, head, (opened) => this.#greet(opened));
    });
    await new Promise((resolve) => front.listen(0, '127.0.0.1', resolve));
    front.unref();
    this.address = `127.0.0.1:${front.address().port}`;
    return this;
  }

  #greet(socket) {
    socket.once('message', (data) => {
      const take = this.#stages.get(JSON.parse(data).token);
      if (take) take(socket);
      else socket.close();
    });
  }
}

/** What the program said, headers and all; the Worker is told the stage's time before it begins. */
function pass(said, path, answer) {
  const { 'content-length': length, ...headers } = said.headers;
  const before = WORKER.test(path) ? CLOCK : '';
  if (length !== undefined) headers['content-length'] = Number(length) + before.length;
  answer.writeHead(said.statusCode, headers);
  answer.write(before);
  said.pipe(answer);
}
