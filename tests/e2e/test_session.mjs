// Signing in at the console: the cookie that no script reads, and what other tabs make of it.
import assert from 'node:assert/strict';
import { after, afterEach, before, test } from 'node:test';

import { Browser } from './browser.mjs';
import { Line } from './line.mjs';
import { Server } from './server.mjs';

const COOKIE = '__Host-relevo-';

let server;
let line;
let browser;
before(async () => {
  server = await new Server().start();
  line = await Line.withTls(server.http);
  browser = await Browser.start();
});
after(async () => {
  await browser?.close();
  await line?.close();
  await server?.stop();
});

const address = (path) => `https://${line.address}${path}`;

async function tab(path = '/') {
  const page = await browser.context.newPage();
  await page.goto(address(path));
  return page;
}

async function signIn(page, user) {
  await page.locator('#user').fill(user);
  await page.locator('#password').fill(`demo-${user}`);
  await page.locator('#password').press('Enter');
}

const cookies = async () =>
  (await browser.context.cookies()).filter(({ name }) => name.startsWith(COOKIE));

/** Where the page is once its router has looked. */
const arrives = (page, path) => page.waitForURL(address(path));

/** However the test ends, the next one finds no tab and nobody signed in. */
afterEach(async () => {
  for (const page of browser.context.pages()) await page.close();
  await browser.context.clearCookies();
});

test('no script of the page can read what signs it in', async () => {
  const page = await tab();
  await signIn(page, 'c01');
  await arrives(page, '/team');
  const [cookie] = await cookies();
  assert.ok(cookie.httpOnly && cookie.secure && cookie.sameSite === 'Strict');
  const readable = await page.evaluate(() => document.cookie +
    JSON.stringify(Object.entries({ ...sessionStorage, ...localStorage })));
  assert.ok(readable.includes('c01'));
  assert.ok(!readable.includes(cookie.value) && !readable.includes('token'));
});

test('a reload is no new sign-in, another tab asks, and signing out is for both', async () => {
  const page = await tab();
  await signIn(page, 'c01');
  await arrives(page, '/team');
  await page.reload();
  await arrives(page, '/team');
  const other = await tab();
  await other.getByRole('button', { name: /(Continue|Seguir) .*c01/ }).click();
  await arrives(other, '/team');
  const ended = await other.evaluate(async () => {
    const reply = await fetch('/api/v1/sessions/current', { method: 'DELETE' });
    return reply.status;
  });
  assert.equal(ended, 200);
  assert.deepEqual(await cookies(), []);
  assert.equal(await page.evaluate(async () => (await fetch('/api/v1/board')).status), 401);
});

test('two users in two tabs of one browser are two users', async () => {
  const tabs = [];
  for (const [user, path] of [['1001', '/work'], ['c01', '/team']]) {
    const page = await tab();
    tabs.push(page);
    await signIn(page, user);
    await arrives(page, path);
  }
  assert.equal((await cookies()).length, 2);
  for (const [i, user] of ['1001', 'c01'].entries()) {
    await tabs[i].reload();
    const who = await tabs[i].evaluate(async (name) => (await (await fetch(
      '/api/v1/me', { headers: { 'Relevo-User': name } })).json()).user, user);
    assert.equal(who, user);
  }
  assert.equal(await topicOf(tabs[0], '1001', 'me'), 'me');
  assert.equal(await topicOf(tabs[1], 'c01', 'team:equipo-1'), 'team:equipo-1');
  assert.match(await topicOf(tabs[1], 's01', 'board'), /not signed in as that user/);
});

/** What a feed of that user's says first to who wants `topic`: the topic, or why not. */
function topicOf(page, user, topic) {
  return page.evaluate(([name, wanted]) => new Promise((resolve, reject) => {
    const feed = new WebSocket(`${location.origin.replace('http', 'ws')}/api/v1/feed`);
    feed.onopen = () => {
      feed.send(JSON.stringify({ user: name }));
      feed.send(JSON.stringify({ subscribe: wanted }));
    };
    feed.onmessage = ({ data }) => {
      const said = JSON.parse(data);
      resolve(said.topic ?? said.error);
      feed.close();
    };
    feed.onclose = () => reject(new Error('it says nothing'));
  }), [user, topic]);
}

test('by plain HTTP from elsewhere each tab keeps a token of its own', async (t) => {
  const plain = await Line.to(server.http, '10.79.0.1');
  const [one, other] = [await browser.context.newPage(), await browser.context.newPage()];
  t.after(() => plain.close());
  for (const [page, user, path] of [[one, 'c01', '/team'], [other, 's01', '/command']]) {
    await page.goto(`http://${plain.address}/`);
    await signIn(page, user);
    await page.waitForURL(`http://${plain.address}${path}`);
  }
  await one.reload();
  await one.waitForURL(`http://${plain.address}/team`);
  const kept = await one.evaluate(() => JSON.parse(sessionStorage.getItem('relevo.session')).user);
  assert.equal(kept, 'c01');
  assert.deepEqual(await cookies(), []);
});
