// A client of the HTTP API that is signed in as one user of the demo operation.
const API = '/api/v1';
const REPLY_MS_MAX = 10_000;

export class Refused extends Error {
  constructor(what, status, problem) {
    super(`${what}: ${status} ${JSON.stringify(problem)}`);
    this.status = status;
    this.reject = problem?.reject;
  }
}

export class Client {
  constructor(address, token) {
    this.address = address;
    this.token = token;
  }

  static async signIn(address, user) {
    const { token } = await new Client(address).ask('POST', '/sessions',
      { user, password: `demo-${user}` });
    return new Client(address, token);
  }

  async ask(method, path, body) {
    const headers = this.token ? { authorization: `Bearer ${this.token}` } : {};
    const reply = await fetch(`http://${this.address}${API}${path}`, {
      method, headers, body: body && JSON.stringify(body),
      signal: AbortSignal.timeout(REPLY_MS_MAX),
    });
    const text = await reply.text();
    const answer = text ? JSON.parse(text) : null;
    if (!reply.ok) throw new Refused(`${method} ${path}`, reply.status, answer);
    return answer;
  }

  get(path) {
    return this.ask('GET', path);
  }

  command(name, body = {}) {
    return this.ask('POST', `/commands/${name}`, body);
  }

  async agent(code) {
    return (await this.get('/board')).agents.find((agent) => agent.id === code);
  }

  contact(number) {
    return this.get(`/contacts/${number}`);
  }
}
