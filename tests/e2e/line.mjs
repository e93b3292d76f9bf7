// The way of a page's HTTP and WebSocket to the server, which can be cut and mended, or have TLS.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createServer as createTlsServer } from 'node:tls';

export class Line {
  /** When each connection was tried, in Date.now(); those that were cut at once too. */
  tried = [];
  /** All that went over it, both ways. */
  bytes = 0;
  #sockets = new Set();
  #begun = new Map(); // By the page's socket: the path of the first request.
  #cut = false;
  #dead = false;

  /** To ADDR:PORT; `address` is where browsers reach it by this line, at `host`. */
  static to(server, host = '127.0.0.1') {
    return Line.#listening(server, host, createServer);
  }

  /** The same by TLS, as through a proxy with a certificate, which nobody has to trust. */
  static withTls(server) {
    const certificate = newCertificate();
    return Line.#listening(server, '127.0.0.1', (join) => createTlsServer(certificate, join));
  }

  static async #listening(server, at, create) {
    const line = new Line();
    const [host, port] = server.split(':');
    line.listener = create((near) => line.#join(near, host, Number(port)));
    await new Promise((resolve) => line.listener.listen(0, at, resolve));
    line.address = `${at}:${line.listener.address().port}`;
    return line;
  }

  /** All that goes over it ends, and nothing new begins; the Date.now() of it. */
  cut() {
    this.#cut = true;
    for (const socket of this.#sockets) socket.destroy();
    return Date.now();
  }

  /** Nothing goes over it any more, and nobody is told: as where packets get lost. The Date.now(). */
  stall() {
    this.#dead = true;
    for (const socket of this.#sockets) socket.pause();
    return Date.now();
  }

  /** What a stalled line held back arrives now. */
  mend() {
    this.#cut = false;
    this.#dead = false;
    for (const socket of this.#sockets) socket.resume();
  }

  /** How many connections there are that began with a request for this path. */
  open(path) {
    return [...this.#begun.values()].filter((begun) => begun === path).length;
  }

  async close() {
    this.cut();
    await new Promise((resolve) => this.listener.close(resolve));
  }

  #join(near, host, port) {
    this.tried.push(Date.now());
    if (this.#cut) return near.destroy();
    const far = connect(port, host);
    near.once('data', (data) => this.#begun.set(near, data.toString('latin1').split(' ')[1]));
    near.on('close', () => this.#begun.delete(near));
    for (const [one, other] of [[near, far], [far, near]]) {
      this.#sockets.add(one);
      one.on('close', () => {
        this.#sockets.delete(one);
        other.destroy();
      });
      one.on('error', () => one.destroy());
      one.on('data', (data) => {
        this.bytes += data.length;
        other.write(data);
      });
      one.on('end', () => other.end());
      if (this.#dead) one.pause();
    }
  }
}

function newCertificate() {
  const folder = mkdtempSync(join(tmpdir(), 'relevo-e2e-tls-'));
  const [key, cert] = ['key.pem', 'cert.pem'].map((name) => join(folder, name));
  execFileSync('openssl', ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256',
    '-nodes', '-days', '1', '-subj', '/CN=127.0.0.1', '-keyout', key, '-out', cert],
  { stdio: 'ignore' });
  const made = { key: readFileSync(key), cert: readFileSync(cert) };
  rmSync(folder, { recursive: true });
  return made;
}
