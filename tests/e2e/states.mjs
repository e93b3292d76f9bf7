// Every page of the console and every state of it, one a line: what it is told, and what is done in it.
import { desk, eventsOf } from './seed.mjs';
import { DESK_STATES } from './states_desk.mjs';
import { FLOOR_STATES } from './states_floor.mjs';
import { PAGES } from './states_pages.mjs';
import { REPORTS } from './states_reports.mjs';
import { RULES } from './states_rules.mjs';

const AGENT = ['agent'];
const SUPERVISOR = ['supervisor'];

/** On `/work`: `says` is the agent's own row and how it came about, `more` the rest of the stage. */
function work(name, says = {}, more = {}) {
  const { cause, kind, ...row } = says;
  if (kind !== undefined) row.break_kind = kind;
  const events = row.state ? eventsOf(row.state, { ...row, cause, kind }) : [];
  const replies = { '/events': [200, { rows: events, next: null }], ...more.replies };
  return { name, path: '/work', roles: AGENT, shows: '#content h2', ...more, replies,
    desk: 'desk' in more ? more.desk : desk(row) };
}

const page = (name, path, roles, more) => ({ name, path, roles, shows: 'h1', ...more });

const READY = { state: 'ready', cause: 'agent' };
const TALKING = { state: 'talking', cause: 'agent', seconds: 252 };

const press = (name) => ({ page }) => page.locator(name).click();

async function signIn({ page }) {
  await page.locator('#user').fill('1001');
  await page.locator('#password').fill('demo-1002');
  await page.locator('[type=submit]').click();
  await page.locator('[role=alert] p').waitFor();
}

/** The audio that was there is not any more. */
async function loseAudio(stage) {
  stage.audio = { alive: false, answer: true };
  stage.tell({ phone: { ...stage.phone, gone: false, alive: false } });
  await stage.page.locator('[role=alert] [class*=_what_]').waitFor();
}

const CLICK_BEGIN = press('#content .primary');

/** `look`: a picture of it is kept, `'all'`: in every language, theme and size. */
export const STATES = [
  page('sign-in', '/sign-in', undefined, { shows: '#demo-title', look: true }),
  page('sign-in-wrong', '/sign-in', undefined, { shows: '#demo-title', act: signIn, look: true }),
  page('sign-in-too-many', '/sign-in', undefined,
    { shows: '#demo-title', act: signIn, replies: { '/sessions': [429, {}] } }),
  page('sign-in-elsewhere', '/sign-in', undefined, { shows: 'section > button',
    replies: { '/me': [200, { user: 's01', roles: SUPERVISOR }] } }),
  page('sign-in-no-server', '/sign-in', undefined,
    { replies: { '/about': [0] }, shows: '[role=alert] p' }),
  work('signed-out', READY, { act: async (stage) => {
    await press('header > button:last-of-type')(stage);
    await stage.page.locator('[role=alert] p').waitFor();
  } }),
  page('session-over', '/work', AGENT, { desk: { error: 'no such session' },
    replies: { '/board': [401, {}] }, shows: '[role=alert] p' }),
  work('session-over-in-call', TALKING, { act: async (stage) => {
    await stage.endSession();
    await stage.page.locator('#user').waitFor();
  } }),

  work('not-found', READY, { act: async ({ page }) => {
    await page.evaluate(() => {
      history.pushState({}, '', '/nowhere');
      dispatchEvent(new PopStateEvent('popstate'));
    });
    await page.locator('main > p').waitFor();
  } }),
  work('failed', READY, { look: true, act: async (stage) => {
    const row = { ...stage.desk.queues[0], id: {} }; // Of no kind that can be shown.
    stage.tell({ topic: 'me', position: 901, changes: { queues: [row] } });
    await stage.page.locator('main [role=alert]').waitFor();
  }, mayFail: true }),

  work('loading', {}, { desk: undefined, shows: '#content [role=status]' }),
  work('refused-by-server', {}, { desk: { error: 'too many pages' }, shows: '[class*=_banner_]' }),
  work('no-desk', {}, { desk: { ...desk(), agents: [] }, shows: '#content p' }),
  work('check', {}, { microphone: 'unasked', look: true }),
  work('check-asking', {}, { microphone: 'asking', act: CLICK_BEGIN }),
  work('check-denied', {}, { microphone: 'NotAllowedError', act: CLICK_BEGIN, look: true }),
  work('check-no-microphone', {}, { microphone: 'NotFoundError', act: CLICK_BEGIN }),
  work('check-connecting', {}, { audio: { alive: false, answer: true } }),
  work('check-done', {}, { look: true, shows: '#content .primary' }),
  work('check-other-page', {}, { audio: { gone: true, alive: false, elsewhere: true } }),
  work('check-refused', {}, { audio: { gone: true, alive: false, why: 'no port of audio is free' } }),

  work('ready', READY, { look: true }),
  work('ready-queue-waits', { ...READY, waiting: 7 }),
  work('ready-nothing-yet', READY,
    { replies: { '/contacts': [200, { rows: [], next: null }], '/events': [200, { rows: [] }] } }),
  work('ready-nothing-read', READY, { replies: { '/contacts': [500, {}], '/events': [500, {}] } }),
  work('ready-states-open', READY, { act: press('[class*=_chip_]'), look: true }),
  work('ready-appearance-open', READY, { act: press('header [aria-expanded]'), look: true }),
  work('ready-shortcuts-open', READY,
    { act: ({ page }) => page.keyboard.press('?'), shows: '#content h2' }),
  work('offered', { state: 'reserved', cause: 'routing', seconds: 6 }, { look: 'all' }),
  work('offered-no-audio', { state: 'reserved', cause: 'routing', seconds: 6 },
    { audio: { alive: false, answer: true } }),
  work('talking', TALKING, { look: 'all' }),
  work('talking-muted', TALKING,
    { act: ({ page }) => page.locator('[aria-keyshortcuts=F8]').click(), look: true }),
  work('talking-keypad', TALKING, { look: true, act: async ({ page }) => {
    await page.locator('[data-opens=keypad]').click();
    for (const digit of '10#') await page.keyboard.press(digit);
  } }),
  work('talking-states-open', TALKING, { act: press('[class*=_chip_]') }),
  work('talking-audio-lost', TALKING, { act: loseAudio, look: true }),
  work('talking-no-microphone', TALKING, { microphone: 'NotAllowedError' }),
  work('talking-disconnected', TALKING, { act: (stage) => stage.cutFor(47), look: true }),
  work('hold', { state: 'hold', cause: 'agent', seconds: 31 }, { look: true }),
  work('wrap-up', { state: 'wrap_up', cause: 'customer', seconds: 18 }, { look: true }),
  work('wrap-up-then-break',
    { state: 'wrap_up', cause: 'customer', seconds: 18, next_break: 'meal' }),
  ...DESK_STATES,
  work('break', { state: 'break', cause: 'agent', kind: 'meal', seconds: 780 }, { look: true }),
  work('break-by-other', { state: 'break', cause: 'supervisor', kind: 'coaching', seconds: 780 }),
  work('missed', { state: 'missed', cause: 'timer', seconds: 12 }, { look: true }),
  work('declined', { state: 'missed', cause: 'agent', seconds: 12 }),
  work('off-phone-work', { state: 'off_phone_work', cause: 'agent' }),
  work('unreachable', { state: 'unreachable', cause: 'device', seconds: 9 },
    { audio: { alive: false, answer: true }, look: true }),
  work('ready-disconnected', READY, { act: (stage) => stage.cutFor(47), look: true }),
  work('ready-other-page', READY,
    { audio: { gone: true, alive: false, elsewhere: true }, look: true }),
  work('ready-no-sound', READY, { soundBlocked: true }),
  work('ready-refused', { state: 'off_phone_work', cause: 'agent' }, {
    replies: { '/commands/set_ready': [409, { reject: 'agent_unreachable' }] },
    act: async (stage) => {
      await CLICK_BEGIN(stage);
      await stage.page.locator('#content [role=alert]').waitFor();
    } }),
  ...PAGES,
  ...REPORTS,
  ...RULES,
  ...FLOOR_STATES,
];
