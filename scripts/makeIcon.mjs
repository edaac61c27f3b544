// Draws media/icon.png: a page with a written line, a cursor, and the rest of the line still to come.
// Shapes are rounded rectangles with exact edges by supersampling; PNG by Node's own zlib. No dependencies.
//
//   node scripts/makeIcon.mjs

import { writeFileSync } from 'node:fs';
import { crc32, deflateSync } from 'node:zlib';

const size = 256; // the marketplace wants at least 128; twice that is sharp on dense screens
const samples = 4; // a pixel's side is cut into this many

// Later shapes cover earlier ones. x, y, width, height, radius in pixels; colour as red, green, blue, opacity.
const ink = [248, 250, 252];
const shapes = [
  { x: 0, y: 0, w: 256, h: 256, r: 56, colour: [15, 76, 92, 1] },
  { x: 44, y: 66, w: 168, h: 18, r: 9, colour: [...ink, 0.95] },
  { x: 44, y: 119, w: 72, h: 18, r: 9, colour: [...ink, 0.95] },
  { x: 128, y: 100, w: 10, h: 56, r: 5, colour: [251, 191, 36, 1] },
  { x: 150, y: 119, w: 62, h: 18, r: 9, colour: [...ink, 0.38] },
  { x: 44, y: 172, w: 118, h: 18, r: 9, colour: [...ink, 0.38] },
];

function isInside({ x, y, w, h, r }, px, py) {
  if (px < x || px > x + w || py < y || py > y + h) return false;
  const dx = Math.max(x + r - px, px - (x + w - r), 0);
  const dy = Math.max(y + r - py, py - (y + h - r), 0);
  return dx * dx + dy * dy <= r * r;
}

function coverage(shape, column, row) {
  let hits = 0;
  for (let i = 0; i < samples; i++) {
    for (let j = 0; j < samples; j++) {
      if (isInside(shape, column + (i + 0.5) / samples, row + (j + 0.5) / samples)) hits++;
    }
  }
  return hits / (samples * samples);
}

function pixel(column, row) {
  let [red, green, blue, alpha] = [0, 0, 0, 0];
  for (const shape of shapes) {
    const over = shape.colour[3] * coverage(shape, column, row);
    if (over === 0) continue;
    const total = over + alpha * (1 - over);
    const mix = (below, above) => (above * over + below * alpha * (1 - over)) / total;
    [red, green, blue] = [mix(red, shape.colour[0]), mix(green, shape.colour[1]), mix(blue, shape.colour[2])];
    alpha = total;
  }
  return [red, green, blue, alpha * 255].map(Math.round);
}

function chunk(type, data) {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const out = Buffer.alloc(body.length + 8);
  out.writeUInt32BE(data.length, 0);
  body.copy(out, 4);
  out.writeUInt32BE(crc32(body), body.length + 4);
  return out;
}

const header = Buffer.alloc(13);
header.writeUInt32BE(size, 0);
header.writeUInt32BE(size, 4);
header.set([8, 6, 0, 0, 0], 8); // 8 bits a channel, RGBA
const rows = [];
for (let row = 0; row < size; row++) {
  rows.push(0); // no filter
  for (let column = 0; column < size; column++) rows.push(...pixel(column, row));
}
const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const parts = [
  chunk('IHDR', header),
  chunk('IDAT', deflateSync(Buffer.from(rows), { level: 9 })),
  chunk('IEND', Buffer.alloc(0)),
];
writeFileSync(new URL('../media/icon.png', import.meta.url), Buffer.concat([signature, ...parts]));
