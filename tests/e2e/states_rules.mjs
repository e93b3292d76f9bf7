// The page of rules in every state.
import { desk } from './seed.mjs';
import { CATALOGUE } from './seed_figures.mjs';
import { RULES as SEED, RULES_OF_AGENT, UNREACHABLE } from './seed_rules.mjs';

const CATALOGUE_READ = { '/indicators/catalogue': [200, { rows: [...CATALOGUE, UNREACHABLE] }] };

const rules = (name, more) => ({ name, path: '/rules', user: 's01', roles: ['supervisor'],
  shows: '#content', ...more, replies: { ...CATALOGUE_READ, ...more.replies } });
const says = (status, body) => ({ replies: { '/rules': [status, body] }, shows: '#content h2' });

/** To an agent, about themselves first. */
const toAgent = (name, more) => rules(name, { user: '1001', roles: ['agent'],
  desk: desk({ state: 'ready' }), replies: { '/rules': [200, RULES_OF_AGENT] }, shows: 'article',
  ...more });

export const RULES = [
  rules('rules', { shows: 'article', look: true }),
  toAgent('rules-of-agent', { look: true }),
  rules('rules-chosen', { path: '/rules?rule=sitio-inalcanzable', shows: '[data-chosen=true]' }),
  rules('rules-no-catalogue', { replies: { '/indicators/catalogue': [0] }, shows: 'article' }),
  rules('rules-none', says(200, { ...SEED, rows: [] })),
  rules('rules-loading', { replies: { '/rules': ['never'] }, shows: '#content [role=status]' }),
  rules('rules-loading-words', { replies: { '/indicators/catalogue': ['never'] },
    shows: '#content [role=status]' }),
  rules('rules-refused', says(403, {})),
  rules('rules-no-answer', says(0)),
  rules('rules-failed', says(500, { detail: 'disk full' })),
  rules('rules-stale', { shows: 'article', act: async (stage) => {
    stage.replies['/rules'] = [0];
    await stage.page.locator('footer button').last().click();
    await stage.page.locator('[class*=_stale_]').waitFor();
  } }),
  toAgent('rules-disconnected', { act: (stage) => stage.cutFor(47) }),
];
