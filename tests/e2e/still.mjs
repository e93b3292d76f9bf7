// A staged page that shows what it is to show and has come to rest: ready to be looked at.
import { Browser } from './browser.mjs';
import { Stage } from './stage.mjs';
import { until } from './wait.mjs';

export const DESKTOPS = [[1366, 768], [1920, 1080]]; // [width, height] of the windows in use.

/** A browser whose pages look the same on each machine with the same Chromium. */
export function startBrowser() {
  return Browser.start(undefined, {
    locale: 'es-MX', timezoneId: 'America/Mexico_City', reducedMotion: 'reduce',
    args: ['--force-color-profile=srgb', '--font-render-hinting=none', '--disable-lcd-text'],
    viewport: { width: DESKTOPS[0][0], height: DESKTOPS[0][1] }, deviceScaleFactor: 1,
  });
}

/** The stage of a state of states.mjs, at rest. `preferences`: {language, theme, density}. */
export async function still(context, server, state, preferences, [width, height] = DESKTOPS[0]) {
  const stage = await Stage.open(context, server, state, preferences);
  const { page } = stage;
  await page.setViewportSize({ width, height });
  await page.locator(state.shows).first().waitFor();
  if (state.desk && !state.desk.error && stage.microphone === 'on') {
    await until('the page has heard of its phone', () => stage.phone);
    await until('all that it asked for and was told is there', () => stage.isQuiet());
    await settle(page);
  }
  if (state.act) await state.act(stage);
  await settle(page);
  return stage;
}

/** Fonts are there, what came is drawn, and each running time was drawn once more. */
export async function settle(page) {
  await page.evaluate(async () => {
    await document.fonts.ready;
    for (let i = 0; i < 2; ++i) await new Promise((resolve) => requestAnimationFrame(resolve));
  });
}
