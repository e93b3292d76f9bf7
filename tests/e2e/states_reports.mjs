// The page of reports in every state.
import { FORMS, REPORT } from './seed_reports.mjs';

const ONE = '/reports/queue_intervals';
const ALL = { '/reports': [200, { rows: FORMS }], [ONE]: [200, REPORT] };

const reports = (name, more = {}) => ({ name, path: '/reports', user: 's01', roles: ['supervisor'],
  shows: '#content', ...more, replies: { ...ALL, ...more.replies } });

export const REPORTS = [
  reports('reports', { shows: 'tbody tr', look: true }),
  reports('reports-ordered', { shows: 'tbody tr', act: async ({ page }) => {
    await page.locator('th button').nth(3).click();
    await page.locator('[aria-sort=descending]').waitFor();
  } }),
  reports('reports-many', { shows: 'tbody tr', replies: { [ONE]: [200, { ...REPORT,
    columns: REPORT.columns.slice(0, 1), rows: Array.from({ length: 501 }, () => ['soporte']) }] } }),
  reports('reports-nothing', { replies: { [ONE]: [200, { ...REPORT, rows: [] }] },
    shows: '#content h2', look: true }),
  reports('reports-none-read', { replies: { '/reports': [0] }, shows: '#content h2' }),
  reports('reports-refused', { replies: { [ONE]: [403, {}] }, shows: '#content h2' }),
  reports('reports-failed', { replies: { [ONE]: [400, { detail: 'Too long.' }] },
    shows: '#content h2' }),
  reports('reports-not-saved', { shows: 'tbody tr', act: async (stage) => {
    stage.replies[ONE] = [0];
    await stage.page.locator('footer button').first().click();
    await stage.page.locator('footer [role=alert]:not(:empty)').waitFor();
  } }),
  reports('reports-stale', { shows: 'tbody tr', act: async (stage) => {
    stage.replies[ONE] = [0];
    await stage.page.locator('footer button').last().click();
    await stage.page.locator('[class*=_stale_]').waitFor();
  } }),
];
