// Calls to the server. They answer with a status and never throw: status 0 is no answer.

const BASE = '/api/v1';
const ANSWER_WITHIN_MS = 10_000;
const COMMAND_TRIES_MAX = 2;

export interface Reply {
  status: number;
  body: unknown;
}

interface Ask {
  method?: 'GET' | 'POST' | 'DELETE';
  body?: object;
  key?: string;
}

/** Who asks. Where the server has put a cookie there is no token: scripts cannot read it. */
export interface Asker {
  user: string;
  token?: string;
}

let asker: Asker | undefined;

/** Of every call from now on. */
export function askAs(who: Asker | undefined): void {
  asker = who;
}

/** The first message of a feed: whose it is. */
export const greetingOf = ({ user, token }: Asker): object => (token ? { token } : { user });

/** Says who asks: for what is no JSON and is fetched elsewhere. */
export function headersOfAsker(): Record<string, string> {
  if (asker?.token) return { Authorization: `Bearer ${asker.token}` };
  return asker ? { 'Relevo-User': asker.user } : {};
}

export async function call(path: string, ask: Ask = {}): Promise<Reply> {
  const headers: Record<string, string> = { Accept: 'application/json', ...headersOfAsker() };
  if (ask.body) headers['Content-Type'] = 'application/json';
  if (ask.key) headers['Idempotency-Key'] = ask.key;
  try {
    const answer = await fetch(BASE + path, {
      method: ask.method ?? 'GET',
      headers,
      body: ask.body ? JSON.stringify(ask.body) : null,
      cache: 'no-store',
      signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
    });
    return { status: answer.status, body: parsed(await answer.text()) };
  } catch {
    return { status: 0, body: {} };
  }
}

/** What a server or something between said, or `{}` where that is not JSON. */
export function parsed(text: string): unknown {
  try {
    return (JSON.parse(text) as unknown) ?? {};
  } catch {
    return {};
  }
}

/** Asks once more under the same key when there was no answer: done twice is done once. */
export async function command(name: string, body: object): Promise<Reply> {
  const key = randomKey();
  let reply: Reply = { status: 0, body: {} };
  for (let tries = 0; tries < COMMAND_TRIES_MAX && reply.status === 0; tries += 1) {
    reply = await call(`/commands/${name}`, { method: 'POST', body, key });
  }
  return reply;
}

/** 128 random bits; unlike randomUUID also where the page came without TLS. */
function randomKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
