// A picture as a PNG of 256 colours, a third of what one with all its colours takes; pngjs writes none.
import { crc32, deflateSync } from 'node:zlib';

const COLOURS_MAX = 256;
const FREQUENT_MAX = 48;
const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const INDEXED = 3; // The colour type of https://www.w3.org/TR/png-3/#11IHDR, with 8 bits.

function chunk(type, data) {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const size = Buffer.alloc(4);
  size.writeUInt32BE(data.length);
  const check = Buffer.alloc(4);
  check.writeUInt32BE(crc32(body));
  return Buffer.concat([size, body, check]);
}

const partsOf = (colour) => [colour >>> 24, (colour >>> 16) & 255, (colour >>> 8) & 255];

const distance = (one, other) => one.reduce((sum, part, i) => sum + (part - other[i]) ** 2, 0);

/** Where each colour is found in a palette: the frequent ones, then again and again the one that is
 *  farthest from all that are there, so that none is far from what it becomes. */
function paletteOf(colours) {
  const parts = colours.map(partsOf);
  const palette = [];
  const index = new Array(colours.length).fill(0);
  const far = new Array(colours.length).fill(Infinity);
  while (palette.length < Math.min(COLOURS_MAX, colours.length)) {
    const next = palette.length < FREQUENT_MAX ? palette.length : far.indexOf(Math.max(...far));
    palette.push(parts[next]);
    parts.forEach((part, i) => {
      const away = distance(part, parts[next]);
      if (away < far[i]) [far[i], index[i]] = [away, palette.length - 1];
    });
  }
  return { palette, indices: new Map(colours.map((colour, i) => [colour, index[i]])) };
}

/** `{width, height, data}`, RGBA and opaque. A rare colour becomes one near it. */
export function smallPng({ width, height, data }) {
  const pixels = new Uint32Array(width * height).map((_, i) => data.readUInt32BE(4 * i));
  const counts = new Map();
  for (const colour of pixels) counts.set(colour, (counts.get(colour) ?? 0) + 1);
  const frequent = [...counts.keys()].sort((a, b) => counts.get(b) - counts.get(a) || a - b);
  const { palette, indices } = paletteOf(frequent);
  const rows = Buffer.alloc((width + 1) * height); // Each begins with its filter, none.
  pixels.forEach((colour, i) => { rows[i + Math.floor(i / width) + 1] = indices.get(colour); });
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header[8] = 8;
  header[9] = INDEXED;
  return Buffer.concat([SIGNATURE, chunk('IHDR', header),
    chunk('PLTE', Buffer.from(palette.flat())),
    chunk('IDAT', deflateSync(rows, { level: 9 })), chunk('IEND', Buffer.alloc(0))]);
}
