// Calls to the server. They answer with a status and never throw: status 0 is no answer.

const BASE = '/api/v1';
const ANSWER_WITHIN_MS = 10_000;
const COMMAND_TRIES_MAX = 2;

/**
 * @typedef {{ status: number, body: any }} Reply
 * @typedef {{ token: string, user: string, roles: string[] }} Session
 */

/**
 * @param {string} path
 * @param {{ method?: string, token?: string, body?: object, key?: string }} [ask]
 * @returns {Promise<Reply>}
 */
async function call(path, { method = 'GET', token, body, key } = {}) {
  /** @type {Record<string, string>} */
  const headers = { Accept: 'application/json' };
  if (token) headers.Authorization = `Bearer ${token}`;
  if (body) headers['Content-Type'] = 'application/json';
  if (key) headers['Idempotency-Key'] = key;
  try {
    const answer = await fetch(BASE + path, {
      method,
      headers,
      body: body && JSON.stringify(body),
      cache: 'no-store',
      signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
    });
    const text = await answer.text();
    return { status: answer.status, body: parsed(text) };
  } catch {
    return { status: 0, body: {} };
  }
}

/** What a server or something between said, or `{}` where that is not JSON. */
export function parsed(/** @type {string} */ text) {
  try {
    return JSON.parse(text) ?? {};
  } catch {
    return {};
  }
}

export const about = () => call('/about');

/** @param {string} token */
export const board = (token) => call('/board', { token });

/** @param {string} user @param {string} password */
export const signIn = (user, password) =>
  call('/sessions', { method: 'POST', body: { user, password } });

/** @param {string} token */
export const signOut = (token) => call('/sessions/current', { method: 'DELETE', token });

/**
 * Asks once more under the same key when there was no answer: done twice is done once.
 * @param {string} token @param {string} name @param {object} body
 */
export async function command(token, name, body) {
  const key = randomKey();
  let reply = { status: 0, body: {} };
  for (let tries = 0; tries < COMMAND_TRIES_MAX && reply.status === 0; tries += 1) {
    reply = await call(`/commands/${name}`, { method: 'POST', token, body, key });
  }
  return reply;
}

/** 128 random bits; unlike randomUUID also where the page came without TLS. */
function randomKey() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
