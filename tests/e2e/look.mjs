// Pictures of pages: taken, kept in look/, compared, and whether this browser draws as the one that made them.
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import pixelmatch from 'pixelmatch';
import { PNG } from 'pngjs';

import { smallPng } from './small_png.mjs';

const KEPT = fileURLToPath(new URL('look/', import.meta.url));
const WRONG = fileURLToPath(new URL('../../build/e2e-look/', import.meta.url));
const PROBE = 'probe';
const PROBE_BOX = { x: 0, y: 0, width: 360, height: 96 };
const DIFFERING_MAX = 50;
const SHOTS_MAX = 10;

export const isWriting = process.env.RELEVO_WRITE_LOOK === '1';

const pathOf = (name) => join(KEPT, `${name}.png`);

async function shoot(page, clip) {
  const shot = await atRest(page, clip);
  return PNG.sync.read(shot);
}

/** Writes the picture, or says in words how it differs from the one that is kept; '' when it does
 *  not. The picture and its difference are then in build/e2e-look. */
export async function look(page, name) {
  const now = await shoot(page);
  if (isWriting) {
    writeFileSync(pathOf(name), smallPng(now));
    return '';
  }
  const kept = PNG.sync.read(readFileSync(pathOf(name)));
  const { width, height } = now;
  const isOther = kept.width !== width || kept.height !== height;
  const difference = new PNG({ width, height });
  const differing = isOther ? width * height
    : pixelmatch(kept.data, now.data, difference.data, width, height, { threshold: 0.1 });
  if (differing <= DIFFERING_MAX) return '';
  mkdirSync(WRONG, { recursive: true });
  writeFileSync(join(WRONG, `${name}.png`), PNG.sync.write(now));
  writeFileSync(join(WRONG, `${name}-difference.png`), PNG.sync.write(difference));
  return `${name}: ${differing} pixels differ: build/e2e-look/${name}-difference.png`;
}

/** Text and edges in the console's font, by this browser and the libraries below it. */
async function probe(context, server) {
  const page = await context.newPage();
  await page.goto(`http://${server.http}/sign-in`);
  await page.evaluate(async () => {
    const box = document.createElement('div');
    const size = { position: 'fixed', inset: '0 auto auto 0', width: '360px', height: '96px' };
    Object.assign(box.style, { ...size, boxSizing: 'border-box', padding: '8px', zIndex: '99',
      background: '#ffffff', color: '#15191e', border: '1px solid #7d8894', borderRadius: '8px',
      boxShadow: 'inset 0 8px 24px #0b62c444', font: '15px/20px Inter', fontFeatureSettings: 'normal' });
    for (const weight of ['400', '500', '600', '700']) {
      const line = document.createElement('div');
      line.textContent = `Interacción 0123456789 Ñandú güera ${weight}`;
      line.style.fontWeight = weight;
      box.append(line);
    }
    document.body.append(box);
    await document.fonts.load('400 15px Inter');
    await document.fonts.ready;
  });
  const version = await page.evaluate(() => /Chrome\/(\d+)/.exec(navigator.userAgent)[1]);
  const drawn = await shoot(page, PROBE_BOX);
  await page.close();
  return { version, drawn };
}

/** Why the pictures cannot be compared with what this browser draws; nothing when they can. Where
 *  they are written, what they are written with is too, and no older one stays. */
export async function whyNotComparable(context, server) {
  const { version, drawn } = await probe(context, server);
  if (isWriting) {
    rmSync(KEPT, { recursive: true, force: true });
    mkdirSync(KEPT, { recursive: true });
    writeFileSync(pathOf(PROBE), PNG.sync.write(drawn));
    writeFileSync(join(KEPT, 'chromium'), `${version}\n`);
    return undefined;
  }
  const made = readFileSync(join(KEPT, 'chromium'), 'utf8').trim();
  if (made !== version) return `made with Chromium ${made}, this one is ${version}`;
  const kept = PNG.sync.read(readFileSync(pathOf(PROBE)));
  if (Buffer.compare(kept.data, drawn.data) === 0) return undefined;
  return 'this machine draws letters and edges otherwise than the one they were made on';
}

/** The names of the pictures that are kept. */
export function keptLooks() {
  return readdirSync(KEPT).filter((file) => file.endsWith('.png'))
    .map((file) => file.slice(0, -'.png'.length)).filter((name) => name !== PROBE).sort();
}

/** Behind a change of its size Chromium draws a page in parts, some of them from before. */
async function atRest(page, clip) {
  const how = { animations: 'disabled', caret: 'hide', scale: 'css', clip };
  let before = await page.screenshot(how);
  for (let shots = 1; shots < SHOTS_MAX; shots += 1) {
    const now = await page.screenshot(how);
    if (now.equals(before)) return now;
    before = now;
  }
  throw new Error(`${SHOTS_MAX} pictures of the page, and no two in a row are alike`);
}
