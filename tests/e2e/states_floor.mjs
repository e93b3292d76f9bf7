// The command center and every state of it, one a line.
import { ALERTS } from './seed_alerts.mjs';
import { FIGURES, figuresOf } from './seed_figures.mjs';
import { FloorSeed } from './seed_floor.mjs';
import { AT, desk } from './seed.mjs';

const PEOPLE = 240;
const floor = () => new FloorSeed(PEOPLE).snapshot();

const ROWS = '[role=grid] [role=rowgroup] + [role=rowgroup] [role=row]';
const NOTHING = { topics: {}, shows: '#content [role=status]' };

const command = (name, more = {}) => ({ name, path: '/command', user: 's01', roles: ['supervisor'],
  shows: ROWS, topics: { board: floor() }, ...more });

const at = (name, search, more) => command(name, { path: `/command?${search}`, ...more });

/** By the keyboard: to the grid, down, and into the details. */
async function open({ page }) {
  await page.locator('[role=grid]').focus();
  for (const key of ['ArrowDown', 'ArrowDown', 'Enter']) await page.keyboard.press(key);
  await page.locator('#details-title').waitFor();
}

/** Written to many: one that some have still to read, one that all have. */
const SENT = [
  { message: 9, at: new Date(AT - 240_000).toISOString(), priority: 'urgent',
    text: 'Simulacro de evacuación a las 12:00. Terminen su llamada y salgan con calma.',
    sent: 120, read: 97, unread: ['1002', '1003', '1008'] },
  { message: 8, at: new Date(AT - 3_600_000).toISOString(), priority: 'normal',
    text: 'Hoy hay junta de equipo.', sent: 10, read: 10, unread: [] },
];

const CAMPAIGNS = ['cobranza-tarjetas', 'soporte-norte'];

export async function openFigure({ page }) {
  await page.locator('[class*=_strip_] button').first().click();
  await page.locator('[class*=_panel_] code').waitFor();
}

/** Two views kept, and the panel with them open. */
async function keepViews({ page }) {
  const button = page.locator('header [aria-expanded]').nth(1);
  await button.click();
  for (const name of ['Noche', 'Español, sede norte']) {
    await page.locator('#view-name').fill(name);
    await page.keyboard.press('Enter');
    await page.locator('header li', { hasText: name }).last().waitFor();
  }
}

async function refuseAlert({ page }) {
  await page.locator('aside article').first().locator('button').nth(1).click();
  await page.locator('aside article [role=alert]').waitFor();
}

const freeze = async ({ page }) => {
  await page.keyboard.press('f');
  await page.locator('[data-frozen=true]').waitFor();
};

export const FLOOR_STATES = [
  command('command', { look: 'all' }),
  command('command-loading', { ...NOTHING, look: true }),
  command('command-nobody', { topics: { board: { ...desk(), agents: [], queues: [] } },
    shows: '#content p', look: true }),
  command('command-refused-by-server', { topics: { board: { error: 'too many pages' } },
    replies: { '/me': [200, {}] }, shows: '[class*=_banner_]' }),
  command('command-session-over', { topics: { board: { error: 'no such session' } },
    shows: '#user' }),
  command('command-disconnected', { act: (stage) => stage.cutFor(47), look: true }),
  at('command-none-found', 'text=nadie', { shows: '#content p' }),
  at('command-filtered', 'states=talking,hold&queue=soporte'),
  at('command-help', 'help=true', { look: true }),
  at('command-sorted', 'sort=name&reverse=true'),
  command('command-open', { act: open, look: true }),
  command('command-views-none', { act: ({ page }) =>
    page.locator('header [aria-expanded]').nth(1).click() }),
  at('command-views', 'site=monterrey', { act: keepViews, look: true }),
  command('command-broadcast', { look: true, replies: { '/messages': [200, { rows: SENT }] },
    act: async ({ page }) => {
      await page.locator('header [aria-expanded]').first().click();
      await page.locator('header summary').first().click();
    } }),
  command('command-broadcast-not-read', { replies: { '/messages': [500, {}] },
    act: async ({ page }) => {
      await page.locator('header [aria-expanded]').first().click();
      await page.locator('header [role=group] form + p').waitFor();
    } }),
  command('command-frozen', { act: freeze }),
  at('command-open-nobody', 'agent=9', { shows: '#details-title' }),
  command('command-figure-open', { act: openFigure, look: true }),
  command('command-figures-of-campaigns', { user: 'd01', roles: ['director'], look: true,
    replies: { '/indicators': [200, { ...FIGURES, rows: CAMPAIGNS.map(figuresOf) }] } }),
  command('command-figures-none', { replies: { '/indicators': [200, { ...FIGURES, rows: [] }] } }),
  command('command-figures-failed', { replies: { '/indicators': [503, { detail: 'Try again.' }] },
    look: true }),
  command('command-alerts', { shows: 'aside article', replies: { '/alerts': [200, ALERTS] },
    look: true }),
  command('command-alert-refused', { shows: 'aside article', act: refuseAlert,
    replies: { '/alerts': [200, ALERTS],
      '/commands/acknowledge_alert': [409, { reject: 'alert_not_found' }] } }),
  command('command-alerts-failed', { replies: { '/alerts': [503, { detail: 'Try again.' }] } }),
  at('command-wall', 'wall=true', { look: true }),
];
